/** XML declaration at the beginning of every document (XML 1.0 §2.8). */
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

/** Escapes any text as character data (XML 1.0 §2.4). A carriage return is kept; a character that XML cannot hold becomes U+FFFD. */
export function escapeText(text: string): string {
  return AWKWARD_TEXT.test(text) ? escaped(text, NEXT_IN_TEXT) : text
}

/** Escapes any text as an attribute value in double quotes (XML 1.0 §2.3 AttValue). White space is protected from normalisation (§3.3.3). */
export function escapeAttribute(text: string): string {
  return AWKWARD_ATTRIBUTE.test(text) ? escaped(text, NEXT_IN_ATTRIBUTE) : text
}

// Matches all but plain characters. `escaped` checks surrogates again by code point.
const AWKWARD_TEXT = /[^\t\n -%'-;=?-\uD7FF\uE000-\uFFFD]/
const AWKWARD_ATTRIBUTE = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/
const NEXT_IN_TEXT = new RegExp(AWKWARD_TEXT, 'g')
const NEXT_IN_ATTRIBUTE = new RegExp(AWKWARD_ATTRIBUTE, 'g')

/** Escapes in one pass. Runs of plain characters are found by the regular expression and copied whole. */
function escaped(text: string, next: RegExp): string {
  let result = ''
  let done = 0
  next.lastIndex = 0
  while (next.test(text)) {
    const at = next.lastIndex - 1
    const code = text.codePointAt(at) as number
    if (code > 0xffff) {
      next.lastIndex = at + 2
    } else {
      result += text.slice(done, at) + reference(code)
      done = at + 1
    }
  }
  return done === 0 ? text : result + text.slice(done)
}

/** Returns the escape of one character. */
function reference(code: number): string {
  switch (code) {
    case 0x26:
      return '&amp;'
    case 0x3c:
      return '&lt;'
    case 0x3e:
      return '&gt;'
    case 0x22:
      return '&quot;'
    case 0x09:
    case 0x0a:
    case 0x0d:
      return `&#${code};`
    default:
      return '\uFFFD'
  }
}
