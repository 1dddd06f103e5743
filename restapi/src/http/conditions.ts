import type { IncomingHttpHeaders } from 'node:http'
import { matchesStrongly, matchesWeakly, parseTagCondition } from './entity-tag.js'
import { parseHttpDate } from './http-date.js'

/** The validators of the representation that a GET would return. @see RFC 9110 §8.8 */
export interface Validators {
  /** The entity tag, with quotes. */
  readonly tag: string | undefined
  /** The value of `Last-Modified`. */
  readonly lastModified: string | undefined
}

/** The result of the conditions of a read: `fulfilled` leaves the answer unchanged, `not-modified` means 304, `failed` means 412. */
export type Verdict = 'fulfilled' | 'not-modified' | 'failed'

/** The header fields that make a request conditional (RFC 9110 §13.1). */
export type ConditionFields = Pick<
  IncomingHttpHeaders,
  'if-match' | 'if-none-match' | 'if-modified-since' | 'if-unmodified-since'
>

/** Reports whether the request has at least one condition. */
export function isConditional(fields: ConditionFields): boolean {
  return (
    fields['if-none-match'] !== undefined ||
    fields['if-modified-since'] !== undefined ||
    fields['if-match'] !== undefined ||
    fields['if-unmodified-since'] !== undefined
  )
}

/**
 * Reports whether a request with this method reads, so that its conditions select between its answer, 304 and 412.
 *
 * @see RFC 9110 §13.2.2, RFC 10008 §2.6
 */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'QUERY'
}

/** Evaluates the conditions of a read in the order of RFC 9110 §13.2.2. */
export function judgeRead(fields: ConditionFields, { tag, lastModified }: Validators): Verdict {
  const current = tag === undefined ? undefined : parseTagCondition(tag)[0]
  const ifMatch = fields['if-match']
  if (ifMatch !== undefined) {
    const wanted = parseTagCondition(ifMatch)
    const matches = wanted === '*' || (typeof current === 'object' && matchesStrongly(wanted, current))
    if (!matches) return 'failed'
  } else if (isLater(lastModified, fields['if-unmodified-since'])) return 'failed'
  const ifNoneMatch = fields['if-none-match']
  if (ifNoneMatch !== undefined) {
    const known = parseTagCondition(ifNoneMatch)
    const matches = known === '*' || (typeof current === 'object' && matchesWeakly(known, current))
    return matches ? 'not-modified' : 'fulfilled' // with If-None-Match, If-Modified-Since is ignored (§13.1.3)
  }
  return isLater(lastModified, fields['if-modified-since']) === false ? 'not-modified' : 'fulfilled'
}

/** Reports whether one HTTP date is later than the other; `undefined` when one is absent or invalid. @see RFC 9110 §13.1.3, §13.1.4 */
export function isLater(date: string | undefined, than: string | undefined): boolean | undefined {
  const [left, right] = [date, than].map((text) => (text === undefined ? undefined : parseHttpDate(text)))
  return left === undefined || right === undefined ? undefined : left > right
}

/**
 * Reports whether a `Range` may be answered under this `If-Range`. A tag is compared strongly. A date must be that of `Last-Modified`, and
 * more than a second old: a representation may change twice in one second.
 *
 * @see RFC 9110 §13.1.5, §8.8.2.2
 */
export function holdsIfRange(field: string | undefined, { tag, lastModified }: Validators): boolean {
  if (field === undefined) return true
  if (/^(?:W\/)?"/.test(field)) {
    const [current] = tag === undefined ? [] : parseTagCondition(tag)
    const given = parseTagCondition(field)
    return typeof current === 'object' && given !== '*' && given.length === 1 && matchesStrongly(given, current)
  }
  const [date, known] = [field, lastModified].map((text) => (text === undefined ? undefined : parseHttpDate(text)))
  return date !== undefined && date === known && Date.now() - date > 1_000
}
