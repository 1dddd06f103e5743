import { addField, type Fields, noFields, setField } from './fields.js'
import { linkValue } from './link.js'

/** Since when an operation is deprecated, until when it can be used, and where to read about it. */
export interface Deprecation {
  /** A date, or ISO 8601 text. */
  readonly since: Date | string
  /** When it stops working; not before `since`. */
  readonly sunset?: Date | string
  /** Where people read what to use instead. */
  readonly link?: string
}

/**
 * The fields that announce a deprecation: `Deprecation` (RFC 9745 §2), `Sunset` (RFC 8594 §3) and a `Link` to what there is to read.
 * `true` announces none, since the field needs a date; it is for the document alone.
 *
 * @throws TypeError for dates that are none, and for an end before the beginning
 */
export function deprecationFields(deprecated: boolean | Deprecation | undefined): Fields {
  if (deprecated === undefined || typeof deprecated === 'boolean') return noFields
  const { sunset, link } = deprecated
  const since = dateOf('since', deprecated.since)
  // RFC 9745 §2.1: a Date of RFC 9651, which is in whole seconds
  let fields = setField(noFields, 'Deprecation', `@${Math.floor(since.getTime() / 1000)}`)
  if (sunset !== undefined) {
    const end = dateOf('sunset', sunset)
    if (end < since) throw new TypeError("the contract's deprecated.sunset is before its since (RFC 9745 §4)")
    fields = setField(fields, 'Sunset', end.toUTCString())
  }
  // RFC 9745 §3
  return link === undefined ? fields : addField(fields, 'Link', linkValue(link, { rel: 'deprecation' }))
}

/** `fields` and those that announce a deprecation; links are added to those that there are. */
export function withNotices(fields: Fields, notices: Fields): Fields {
  let all = fields
  for (const { name, value } of notices)
    for (const each of [value].flat()) all = name === 'Link' ? addField(all, name, each) : setField(all, name, each)
  return all
}

function dateOf(name: string, value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(date.getTime())) throw new TypeError(`the contract's deprecated.${name} is no date`)
  return date
}
