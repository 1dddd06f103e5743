import { type Markup, markup } from './markup.js'
import type { Outline, ScalarOutline, TextOutline } from './outline.js'

/** Tells where a member leads, if anywhere. */
export type Linker = (name: string, outline: TextOutline | ScalarOutline) => string | undefined

/** Whether a value has no members or items of its own. */
export function isScalar(outline: Outline): outline is TextOutline | ScalarOutline {
  return outline.kind !== 'list' && outline.kind !== 'object' && outline.kind !== 'cut'
}

/** A text, number, boolean or null for people: links to follow, dates to read, and long texts with word of their length. */
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

/** A number of things, with its thousands apart. */
export function count(number: number): string {
  return number.toLocaleString('en')
}

const moment = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/

/**
 * Whether a text is a time: ISO 8601 with a time zone, as `Date` writes it and as `date-time` of OpenAPI has it (RFC 3339 §5.6), on a day
 * that its month has, in a year of four digits in UTC as well.
 */
export function isMoment(text: string): boolean {
  const local = moment.exec(text)?.[1]
  // `Date` takes the 30th of February for a day in March
  return local !== undefined && inUtc(`${local}Z`).startsWith(local) && /^\d{4}-/.test(inUtc(text))
}

/** The time as `Date` writes it; empty for what is none to it. */
function inUtc(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

/** `2026-11-22 12:36:20 UTC`, to be broken between date and time alone. */
function readable(text: string): Markup {
  const iso = inUtc(text)
  return markup`<span>${iso.slice(0, 10)}</span> <span>${iso.slice(11, 19)} UTC</span>`
}
