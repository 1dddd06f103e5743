/**
 * Returns `text` without the white space of JSON and XML at its ends: space, tab, line feed and carriage return. `String.trim` removes
 * more.
 *
 * @see RFC 8259 §2
 * @see XML 1.0 §2.3
 */
export function trimWhiteSpace(text: string): string {
  // a loop is linear; a pattern anchored at the end is quadratic in long runs of white space
  let start = 0
  let end = text.length
  while (start < end && isWhiteSpaceCode(text.charCodeAt(start))) start++
  while (end > start && isWhiteSpaceCode(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isWhiteSpaceCode(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}
