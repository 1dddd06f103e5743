/** Text with access by position, such as a string. */
export interface Text {
  readonly length: number
  charCodeAt(at: number): number
  slice(start: number, end: number): string
}

const quote = 0x22
const comma = 0x2c
const backslash = 0x5c

/**
 * Splits a list in a header field at the commas outside quoted strings. Skips blank members. Reads each character once.
 *
 * @see RFC 9110 §5.6.1.2
 */
export function listMembers(field: Text): readonly string[] {
  const found: string[] = []
  const { length } = field
  let start = 0
  let isQuoted = false
  for (let at = 0; at <= length; at++) {
    const code = at === length ? comma : field.charCodeAt(at)
    if (code === quote) isQuoted = !isQuoted
    else if (code === backslash && isQuoted) at = Math.min(at + 1, length - 1)
    else if (code === comma && (!isQuoted || at === length)) {
      const member = field.slice(start, at).trim()
      if (member !== '') found.push(member)
      start = at + 1
    }
  }
  return found
}
