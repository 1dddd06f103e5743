import { listMembers, type Text } from '../http/list-members.js'
import { parseMediaType } from '../http/media-type.js'

/** One range of an `Accept` field. */
export interface MediaRange {
  /** The parameters that an offer must have; the weight and `charset=utf-8` are none of them. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** From 0 to 1. */
  readonly weight: number
  /** The place of the range in the field. */
  readonly order: number
}

/** An `Accept` field without its malformed members, ready to be weighed. */
export interface Accept {
  /** The ranges by their media type in lower case, such as `application/json`; wildcards included. */
  readonly ranges: ReadonlyMap<string, readonly MediaRange[]>
  /** Reports whether the field names `text/html` or `application/xhtml+xml` and allows anything besides, as browsers do. */
  readonly isFromBrowser: boolean
}

/**
 * Reads an `Accept` field of any length (RFC 9110 §12.5.1), in time that grows linearly with it. Real clients need leniency: malformed
 * members are skipped, a bare `*` means everything, weights may be written `.2`, and `charset=utf-8`, which holds for all that is
 * written, is dropped.
 *
 * @returns `undefined` for a field that is missing or blank: it states no preference
 */
export function parseAccept(field: Text | undefined): Accept | undefined {
  if (field === undefined) return undefined
  const members = listMembers(field)
  if (members.length === 0 && field.slice(0, field.length).trim() === '') return undefined
  const ranges = new Map<string, MediaRange[]>()
  // Of equal ranges the last one counts, so a field that repeats one member thousands of times is one range.
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
      break // RFC 9110 §12.5.1 drops what RFC 7231 allowed after the weight (accept-ext)
    }
    if (key !== 'charset' || !/^utf-?8$/i.test(value)) parameters.push([key, value.toLowerCase()])
  }
  const known = ranges.get(name)
  if (known === undefined) ranges.set(name, [{ parameters, weight, order }])
  else known.push({ parameters, weight, order })
}

/** RFC 9110 §12.4.2 without its limit of three digits, and with the `.2` that old clients send. */
function isWeight(text: string): boolean {
  return /^(?:\d\.?\d*|\.\d+)$/.test(text) && Number(text) <= 1
}
