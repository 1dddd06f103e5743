/** The beginning of every document (XML 1.0 §2.8). */
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

/** Character data for any text (XML 1.0 §2.4): mark-up escaped, a carriage return kept, what XML cannot hold as U+FFFD. */
export function escapeText(text: string): string {
  return AWKWARD_TEXT.test(text) ? escaped(text, NEXT_IN_TEXT) : text
}

/** An attribute's value in double quotes for any text (XML 1.0 §2.3 AttValue), its white space kept from normalisation (§3.3.3). */
export function escapeAttribute(text: string): string {
  return AWKWARD_ATTRIBUTE.test(text) ? escaped(text, NEXT_IN_ATTRIBUTE) : text
}

// Everything but plain characters; surrogates are looked at again by code point.
const AWKWARD_TEXT = /[^\t\n -%'-;=?-\uD7FF\uE000-\uFFFD]/
const AWKWARD_ATTRIBUTE = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/
const NEXT_IN_TEXT = new RegExp(AWKWARD_TEXT, 'g')
const NEXT_IN_ATTRIBUTE = new RegExp(AWKWARD_ATTRIBUTE, 'g')

/** One pass that stops at awkward characters alone: what lies between is found at the speed of a search, and copied whole. */
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

/** What stands for a character that is awkward. */
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
