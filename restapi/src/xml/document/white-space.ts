import { trimWhiteSpace } from '../../values/trim-white-space.js'

/** Reports whether `text` holds nothing but the white space of XML 1.0 §2.3; an empty text does. */
export function isWhiteSpace(text: string): boolean {
  return !/[^ \t\r\n]/.test(text)
}

/** Returns `text` with one space for each run of white space, and none at its ends. @see XML Schema 1.0 part 2 §4.3.6 */
export function collapseWhiteSpace(text: string): string {
  return /[ \t\r\n]/.test(text) ? trimWhiteSpace(text.replace(/[ \t\r\n]+/g, ' ')) : text
}
