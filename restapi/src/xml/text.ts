/** The beginning of every document (XML 1.0 §2.8). */
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

/** Character data for any text (XML 1.0 §2.4): mark-up escaped, a carriage return kept, what XML cannot hold as U+FFFD. */
export function escapeText(text: string): string {
  return AWKWARD_TEXT.test(text) ? xmlCharacters(text).replace(/[&<>\r]/g, reference) : text
}

/** An attribute's value in double quotes for any text (XML 1.0 §2.3 AttValue), its white space kept from normalisation (§3.3.3). */
export function escapeAttribute(text: string): string {
  return AWKWARD_ATTRIBUTE.test(text) ? xmlCharacters(text).replace(/[&<>"\t\n\r]/g, reference) : text
}

/** The text with U+FFFD for every character that no XML document can hold (XML 1.0 §2.2 Char), lone surrogates included. */
export function xmlCharacters(text: string): string {
  return text.replace(NO_CHAR, '\uFFFD')
}

// Everything but plain characters; surrogates are looked at again by code point.
const AWKWARD_TEXT = /[^\t\n -%'-;=?-\uD7FF\uE000-\uFFFD]/
const AWKWARD_ATTRIBUTE = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/
const NO_CHAR = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

function reference(char: string): string {
  switch (char) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '"':
      return '&quot;'
    default:
      return `&#${char.charCodeAt(0)};`
  }
}
