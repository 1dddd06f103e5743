import { NotPortableError } from './pattern-escape.js'

/** The maximum of ranges: a pattern with more is unreadable. */
const maxRanges = 24
const surrogates = { first: 0xd800, last: 0xdfff }
const known = new Map<string, string | undefined>()

/**
 * Returns the characters that have a Unicode property as ranges of a class. Surrogates are left out: UTF-8 text has none.
 *
 * @param property as in `\p{…}`: `Cc`, `Script=Greek`
 * @throws NotPortableError for a property with many ranges, or with characters beyond U+FFFF, which count as two without the flag `u`
 */
export function propertyRanges(property: string): string {
  if (!known.has(property)) known.set(property, rangesOf(new RegExp(`\\p{${property}}`, 'u')))
  const ranges = known.get(property)
  if (ranges === undefined) throw new NotPortableError()
  return ranges
}

function rangesOf(has: RegExp): string | undefined {
  const ranges: string[] = []
  for (let first = 0; first <= 0xffff; first++) {
    if (first === surrogates.first) first = surrogates.last + 1
    if (!has.test(String.fromCharCode(first))) continue
    let last = first
    while (last < 0xffff && last + 1 !== surrogates.first && has.test(String.fromCharCode(last + 1))) last++
    ranges.push(last === first ? hex(first) : `${hex(first)}-${hex(last)}`)
    if (ranges.length > maxRanges) return undefined
    first = last
  }
  return hasBeyond(has) ? undefined : ranges.join('')
}

const block = 0x1000

function hasBeyond(has: RegExp): boolean {
  for (let start = 0x10000; start <= 0x10ffff; start += block) {
    if (has.test(String.fromCodePoint(...Array.from({ length: block }, (_, at) => start + at)))) return true
  }
  return false
}

function hex(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`
}
