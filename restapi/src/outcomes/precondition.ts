import { type ConditionFields, isLater } from '../http/conditions.js'
import { parseTagCondition, type TagCondition, versionOf } from '../http/entity-tag.js'
import { checkDate, describeValue } from '../values/check-value.js'
import type { HttpError } from './http-error.js'
import { ownError } from './own-error.js'

/**
 * The version of a resource: a row's version, a hash, the milliseconds of a time. It changes whenever the resource changes.
 *
 * @example
 * const versionOf = (row: { changed: Date }): Version => row.changed.getTime()
 * routes.get('/terms', () => ok({ text: 'Terms' }).withVersion(versionOf({ changed: new Date(0) })))
 */
export type Version = string | number | bigint

/**
 * Returns a version as text. It refuses `undefined`, as from a column that was not selected: all versions would be equal, and clients
 * would keep their copies forever. It refuses a `Date`, whose text has no milliseconds.
 *
 * @throws TypeError unless the version is text, a finite number or a bigint
 */
export function versionText(version: Version): string {
  const isVersion = typeof version === 'number' ? Number.isFinite(version) : /^(?:string|bigint)$/.test(typeof version)
  if (isVersion) return String(version)
  throw new TypeError(
    `a version must be text, a number or a bigint, such as the getTime() of a date; got ${describeValue(version)}`,
  )
}

/**
 * The conditions of a write on the current state of its target (RFC 9110 §13.1). The endpoint must check them together with the write
 * itself, so that no other write comes between: use `versions` for compare-and-set, or call `check` within a transaction.
 *
 * @example
 * const product = { name: 'Chair', version: 3 }
 * const rename = (name: string, precondition: Precondition) => {
 *   precondition.check(product.version)
 *   return ok({ name }).withVersion(product.version + 1)
 * }
 * routes.put('/products/7', ({ precondition }) => rename('Table', precondition))
 */
export class Precondition {
  /**
   * The versions that `If-Match` names, for compare-and-set: the write may replace only one of them. `undefined` allows every version, an
   * empty list allows none. Weak tags name no version (RFC 9110 §13.1.1).
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
   * Checks the conditions, and returns when the target may be changed.
   *
   * @param version the current version of the target; `undefined` when the target does not exist
   * @param lastModified the time of the last change, if known
   * @throws HttpError 412 `precondition-failed` when a condition does not hold
   * @throws TypeError for an invalid version or date
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

/** Returns the 412 (RFC 9110 §15.5.13) for a condition that does not hold. */
export function conditionNotMet(): HttpError<412> {
  return ownError('precondition-failed', 'the resource has changed since the version that the request names')
}

/** Returns the 412 for an `If-Match` without a strong entity tag: no version can match it (RFC 9110 §13.1.1). */
function noVersionNamed(): HttpError<412> {
  const message = 'If-Match names no version: it takes the ETag as it came, in quotes, and a weak one (W/) names none'
  return ownError('precondition-failed', message)
}

/** Returns the 428 (RFC 6585 §3) for a request without `If-Match`. */
export function ifMatchRequired(): HttpError<428> {
  return ownError('precondition-required', 'this request must say in If-Match which version it means to change')
}
