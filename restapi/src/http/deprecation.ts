import { addField, type Fields, noFields, setField } from './fields.js'
import { linkValue } from './link.js'

/**
 * The deprecation of an operation: its dates and a page about it.
 *
 * @example
 * const deprecated: Deprecation = { since: '2026-01-01', sunset: '2027-01-01', link: 'https://shop.example/news' }
 * routes.get('/old', { deprecated }, () => 'still here')
 */
export interface Deprecation {
  /** The date of the deprecation: a `Date`, or ISO 8601 text. */
  readonly since: Date | string
  /** The date on which the operation stops working. It must not be before `since`. */
  readonly sunset?: Date | string
  /** A page for people that describes the replacement. */
  readonly link?: string
}

/**
 * Returns the header fields of a deprecation: `Deprecation` (RFC 9745 §2), `Sunset` (RFC 8594 §3) and a `Link` to the page. `true` gives
 * no field, since `Deprecation` needs a date; it has an effect in the OpenAPI document only.
 *
 * @throws TypeError for an invalid date, and for a `sunset` before `since`
 */
export function deprecationFields(deprecated: boolean | Deprecation | undefined): Fields {
  if (deprecated === undefined || typeof deprecated === 'boolean') return noFields
  const { sunset, link } = deprecated
  const since = dateOf('since', deprecated.since)
  // RFC 9745 §2.1: a Date (RFC 9651 §3.3.7), which counts whole seconds
  let fields = setField(noFields, 'Deprecation', `@${Math.floor(since.getTime() / 1000)}`)
  if (sunset !== undefined) {
    const end = dateOf('sunset', sunset)
    if (end < since)
      throw new TypeError("the contract's deprecated.sunset must not be before deprecated.since (RFC 9745 §4)")
    fields = setField(fields, 'Sunset', end.toUTCString())
  }
  // RFC 9745 §3
  return link === undefined ? fields : addField(fields, 'Link', linkValue(link, { rel: 'deprecation' }))
}

/** Returns `fields` with the fields of a deprecation. Keeps the existing links. */
export function withNotices(fields: Fields, notices: Fields): Fields {
  let all = fields
  for (const { name, value } of notices)
    for (const each of [value].flat()) all = name === 'Link' ? addField(all, name, each) : setField(all, name, each)
  return all
}

function dateOf(name: string, value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(date.getTime()))
    throw new TypeError(`the contract's deprecated.${name} must be a Date or ISO 8601 text`)
  return date
}
