import { type Markup, markup } from './markup.js'
import type { Outline, ScalarOutline, TextOutline } from './outline.js'

/** Function that returns the link target of a member, if it has one. */
export type Linker = (name: string, outline: TextOutline | ScalarOutline) => string | undefined

/** Reports whether a value is a text, number, boolean or null. */
export function isScalar(outline: Outline): outline is TextOutline | ScalarOutline {
  return outline.kind !== 'list' && outline.kind !== 'object' && outline.kind !== 'cut'
}

/** Returns a scalar for people: links, readable times, and the full length of a cut text. */
export function scalar(outline: TextOutline | ScalarOutline, name: string, linkTo: Linker): Markup {
  const target = linkTo(name, outline)
  const shown = outline.kind === 'text' ? text(outline) : markup`<span class="${outline.kind}">${outline.text}</span>`
  return target === undefined ? shown : markup`<a href="${target}" rel="noreferrer">${shown}</a>`
}

function text({ text, length }: TextOutline): Markup {
  if (length === 0) return markup`<span class="null">empty text</span>`
  if (isMoment(text)) return markup`<time datetime="${text}" title="${text}">${readable(text)}</time>`
  const rest = length - text.length
  const cut = markup` <small class="cut">… ${count(rest)} more of ${count(length)} characters</small>`
  return markup`<span class="text">${text}</span>${rest > 0 ? cut : undefined}`
}

/** Formats a number with thousands separators. */
export function count(number: number): string {
  return number.toLocaleString('en')
}

const moment = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/

/**
 * Reports whether a text is a `date-time` of RFC 3339 §5.6 with a time zone, on a day that exists. Its year must have four digits, in UTC as
 * well.
 */
export function isMoment(text: string): boolean {
  const local = moment.exec(text)?.[1]
  // `Date` parses the 30th of February as a day in March
  return local !== undefined && inUtc(`${local}Z`).startsWith(local) && /^\d{4}-/.test(inUtc(text))
}

/** Returns the time in ISO 8601 and UTC; empty if `Date` cannot parse it. */
function inUtc(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

/** Returns a time as `2026-11-22 12:36:20 UTC`. A line break is possible between date and time only. */
function readable(text: string): Markup {
  const iso = inUtc(text)
  return markup`<span>${iso.slice(0, 10)}</span> <span>${iso.slice(11, 19)} UTC</span>`
}
