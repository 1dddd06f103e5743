import { listMembers, type Text } from '../http/list-members.js'
import { parseMediaType } from '../http/media-type.js'

/** One range of an `Accept` field. */
export interface MediaRange {
  /** The parameters that an offer must have, without the weight and `charset=utf-8`. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** From 0 to 1. */
  readonly weight: number
  /** The position of the range in the field. */
  readonly order: number
}

/** A parsed `Accept` field, without its malformed members. */
export interface Accept {
  /** The ranges by their media type in lower case, such as `application/json`; wildcards included. */
  readonly ranges: ReadonlyMap<string, readonly MediaRange[]>
  /** Reports whether the field names `text/html` or `application/xhtml+xml` and allows anything besides, as browsers do. */
  readonly isFromBrowser: boolean
}

/**
 * Parses an `Accept` field of any length (RFC 9110 §12.5.1) in linear time. It is lenient, as real clients need: it skips malformed
 * members, reads a bare `*` as everything, takes weights such as `.2`, and drops `charset=utf-8`, since all text is UTF-8.
 *
 * @returns `undefined` for a missing or blank field, which states no preference
 */
export function parseAccept(field: Text | undefined): Accept | undefined {
  if (field === undefined) return undefined
  const members = listMembers(field)
  if (members.length === 0 && field.slice(0, field.length).trim() === '') return undefined
  const ranges = new Map<string, MediaRange[]>()
  // The last of equal members counts. A field that repeats one member thousands of times must not cost more.
  const orders = new Map(members.map((member, order) => [member, order]))
  for (const [member, order] of orders) addRange(ranges, member, order)
  const namesHtml = ranges.has('text/html') || ranges.has('application/xhtml+xml')
  return { ranges, isFromBrowser: namesHtml && ranges.has('*/*') }
}

function addRange(ranges: Map<string, MediaRange[]>, member: string, order: number): void {
  const range = parseMediaType(member.replace(/^\*(?=[ \t]*(?:;|$))/, '*/*'))
  if (range === undefined) return
  const { name } = range
  if (name.startsWith('*/') && name !== '*/*') return
  const parameters: [string, string][] = []
  let weight = 1
  for (const [key, value] of range.parameters) {
    if (key === 'q') {
      if (!isWeight(value)) return
      weight = Number(value)
      break // RFC 9110 §12.5.1 no longer allows parameters after the weight (accept-ext in RFC 7231)
    }
    if (key !== 'charset' || !/^utf-?8$/i.test(value)) parameters.push([key, value.toLowerCase()])
  }
  const known = ranges.get(name)
  if (known === undefined) ranges.set(name, [{ parameters, weight, order }])
  else known.push({ parameters, weight, order })
}

/** Reports whether `text` is a weight (RFC 9110 §12.4.2). It may have more than three digits, and old clients send `.2`. */
function isWeight(text: string): boolean {
  return /^(?:\d\.?\d*|\.\d+)$/.test(text) && Number(text) <= 1
}
