/**
 * Replaces character references and the five predefined entities of XML. Returns `undefined` for any other use of an ampersand.
 *
 * @see XML 1.0 §4.1, §4.6
 */
export function withoutReferences(text: string): string | undefined {
  let result = ''
  let done = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', done)) {
    const stop = text.indexOf(';', at)
    if (stop < 0 || stop - at > longestReference) return undefined
    const character =
      text.charCodeAt(at + 1) === HASH ? numbered(text, at + 2, stop) : ENTITIES.get(text.slice(at + 1, stop))
    if (character === undefined) return undefined
    result += at === done ? character : text.slice(done, at) + character
    done = stop + 1
  }
  return result + text.slice(done)
}

/** UTF-16 units of the longest reference. Longer ones, with many leading zeros, are left to `readDocument`. */
const longestReference = 12

/** Returns the character of the number between `start` and `stop`: decimal, or hexadecimal after an `x`. */
function numbered(text: string, start: number, stop: number): string | undefined {
  const radix = text.charCodeAt(start) === LETTER_X ? 16 : 10
  const first = radix === 16 ? start + 1 : start
  if (first === stop) return undefined
  let code = 0
  for (let at = first; at < stop; at++) {
    const digit = digitOf(text.charCodeAt(at))
    if (digit >= radix) return undefined
    code = code * radix + digit
  }
  return isChar(code) ? String.fromCodePoint(code) : undefined
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : Number.POSITIVE_INFINITY
}

/** Reports whether XML allows the character; a reference to any other is malformed. @see XML 1.0 §2.2 Char, §4.1 */
function isChar(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

const HASH = 0x23
const LETTER_X = 0x78
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
])
