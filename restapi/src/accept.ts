import { parseMediaType } from './media-type.js'

/** One range of an `Accept` field: its name, and all of it, weight included, in canonical form. */
interface MediaRange {
  readonly name: string
  readonly canonical: string
}

/** The parts of an `Accept` field that can be understood, ready to be weighed. */
export interface Accept {
  /** The field without malformed members and without `charset=utf-8`, in the order in which it was given. */
  readonly canonical: string
  /** Whether it names `text/html` or `application/xhtml+xml` and allows anything besides, as browsers do. */
  readonly fromBrowser: boolean
  /** The media types and ranges in it, without their parameters. */
  readonly names: ReadonlySet<string>
}

/** More members than this are not looked at, so that a long header costs no more than a short one. */
const maxMembers = 50

/**
 * Reads an `Accept` field (RFC 9110 §12.5.1) as leniently as real clients need: malformed members are skipped, a bare
 * `*` means everything, weights may be written `.2`, and `charset=utf-8`, which holds for all we write, is dropped.
 *
 * @returns `undefined` for a field that is missing or blank, and so says nothing
 */
export function parseAccept(field: string | undefined): Accept | undefined {
  if (field === undefined || field.trim() === '') return undefined
  const ranges = members(field)
    .map(parseRange)
    .filter((range) => range !== undefined)
  const names = new Set(ranges.map((range) => range.name))
  return {
    canonical: ranges.map((range) => range.canonical).join(', '),
    fromBrowser: names.has('*/*') && (names.has('text/html') || names.has('application/xhtml+xml')),
    names,
  }
}

/** Splits at commas outside quoted strings, in one pass. */
function members(field: string): string[] {
  const found: string[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at <= field.length && found.length < maxMembers; at++) {
    const char = field[at]
    if (char === '"') quoted = !quoted
    else if (quoted && char === '\\') at++
    else if (char === undefined || (char === ',' && !quoted)) {
      const member = field.slice(start, at).trim()
      if (member !== '') found.push(member)
      start = at + 1
    }
  }
  return found
}

function parseRange(member: string): MediaRange | undefined {
  const range = parseMediaType(member.replace(/^\*(?=[ \t]*(?:;|$))/, '*/*'))
  if (range === undefined) return undefined
  const { name, parameters } = range
  if (name.startsWith('*/') && name !== '*/*') return undefined
  let canonical = name
  let weight = '1'
  for (const [key, value] of parameters) {
    if (key === 'q') {
      if (!isWeight(value)) return undefined
      weight = String(Number(value))
      break // what follows the weight was never standardised (RFC 9110 §12.5.1, accept-ext)
    }
    if (key === 'charset' && /^utf-?8$/i.test(value)) continue
    canonical += `;${key}="${value.replace(/["\\]/g, '\\$&')}"`
  }
  return { name, canonical: `${canonical};q=${weight}` }
}

/** RFC 9110 §12.4.2 without its limit of three digits, and with the `.2` that old clients send. */
function isWeight(text: string): boolean {
  return /^(?:\d\.?\d*|\.\d+)$/.test(text) && Number(text) <= 1
}
