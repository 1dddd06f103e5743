import { type ConditionFields, isLater } from '../http/conditions.js'
import { parseTagCondition, type TagCondition, versionOf } from '../http/entity-tag.js'
import { checkDate, describeValue } from '../values/check-value.js'
import type { HttpError } from './http-error.js'
import { ownError } from './own-error.js'

/** A version as `withVersion` takes it. */
export type Version = string | number | bigint

/**
 * A version as text. What is the same for all versions, such as `undefined` of a column that was not selected, would have clients keep
 * what they have for good; and the text of a `Date` has no milliseconds.
 *
 * @throws TypeError for what is no version
 */
export function versionText(version: Version): string {
  const isVersion = typeof version === 'number' ? Number.isFinite(version) : /^(?:string|bigint)$/.test(typeof version)
  if (isVersion) return String(version)
  throw new TypeError(
    `a version is text, a number or a bigint, such as the getTime() of a date, not ${describeValue(version)}`,
  )
}

/**
 * What a write demands of the present state of its target (RFC 9110 §13.1). Only the endpoint can judge it, and only together
 * with the write itself; so it is given what to compare, and a method that compares.
 */
export class Precondition {
  /**
   * The versions that `If-Match` names, for compare-and-set; `undefined` when any will do. Weak tags name none (§13.1.1), so
   * the list may be empty: then nothing will do.
   */
  readonly versions: readonly string[] | undefined
  readonly #ifMatch: TagCondition | undefined
  readonly #ifNoneMatch: TagCondition | undefined
  readonly #ifUnmodifiedSince: string | undefined

  constructor(fields: ConditionFields) {
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch, 'if-unmodified-since': ifUnmodifiedSince } = fields
    this.#ifMatch = ifMatch === undefined ? undefined : parseTagCondition(ifMatch)
    this.#ifNoneMatch = ifNoneMatch === undefined ? undefined : parseTagCondition(ifNoneMatch)
    this.#ifUnmodifiedSince = ifUnmodifiedSince
    this.versions = typeof this.#ifMatch === 'object' ? versionsOf(this.#ifMatch) : undefined
  }

  /**
   * Passes when the target may be changed.
   *
   * @param version the present version of the target; `undefined` when it does not exist
   * @param lastModified when it was last changed, where that is known
   * @throws HttpError 412 `precondition-failed`
   * @throws TypeError for what is no version
   */
  check(version: Version | undefined, lastModified?: Date): void {
    if (lastModified !== undefined) checkDate('check: the date of the last change', lastModified)
    if (this.#holds(version === undefined ? undefined : versionText(version), lastModified)) return
    throw this.versions?.length === 0 ? noVersionNamed() : conditionNotMet()
  }

  #holds(version: string | undefined, lastModified: Date | undefined): boolean {
    if (this.#ifMatch !== undefined) {
      if (version === undefined) return false
      if (this.versions?.includes(version) === false) return false
    } else if (isLater(lastModified?.toUTCString(), this.#ifUnmodifiedSince)) return false
    if (this.#ifNoneMatch === undefined || version === undefined) return true
    if (this.#ifNoneMatch === '*') return false
    return !this.#ifNoneMatch.some((tag) => versionOf(tag) === version)
  }
}

function versionsOf(tags: Exclude<TagCondition, '*'>): readonly string[] {
  return tags.flatMap((tag) => (tag.weak ? [] : (versionOf(tag) ?? [])))
}

/** 412 (RFC 9110 §15.5.13). */
export function conditionNotMet(): HttpError<412> {
  return ownError('precondition-failed', 'the resource has changed since the version that the request names')
}

/** The same where nothing may have changed: what `If-Match` has is no strong entity tag, and never will be the present one (RFC 9110 §13.1.1). */
function noVersionNamed(): HttpError<412> {
  const message = 'If-Match names no version: it takes the ETag as it came, in quotes, and a weak one (W/) names none'
  return ownError('precondition-failed', message)
}

/** 428 (RFC 6585 §3). */
export function ifMatchRequired(): HttpError<428> {
  return ownError('precondition-required', 'this request must say in If-Match which version it means to change')
}
