/** Reports whether `text` holds nothing but the white space of XML 1.0 §2.3; an empty text does. */
export function isWhiteSpace(text: string): boolean {
  return !/[^ \t\r\n]/.test(text)
}

/** Returns `text` with one space for each run of white space, and none at its ends. @see XML Schema 1.0 part 2 §4.3.6 */
export function collapseWhiteSpace(text: string): string {
  return /[ \t\r\n]/.test(text) ? trimWhiteSpace(text.replace(/[ \t\r\n]+/g, ' ')) : text
}

/** Returns `text` without the white space at its ends. */
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
