import { NotPortableError, plainEscape } from './pattern-escape.js'
import { propertyRanges } from './unicode-property.js'

const item = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|\d+|.)|./gs

/** Translates the content of a character class. @throws NotPortableError when it has no portable form */
export function classItems(content: string, flags: string): string {
  const atoms = content.match(item) ?? []
  let text = ''
  for (let at = 0; at < atoms.length; at++) {
    const [first = '', sign, last] = atoms.slice(at, at + 3)
    if (sign === '-' && last !== undefined && isCharacter(first) && isCharacter(last)) {
      text += rangeText(plain(first, flags), plain(last, flags), flags)
      at += 2
    } else text += first === '-' ? '\\-' : atomText(first, flags)
  }
  return text
}

/** Returns the letter in the other case; any other character unchanged. */
export function otherCase(char: string): string {
  const [lower, upper] = [char.toLowerCase(), char.toUpperCase()]
  return lower.length !== 1 || upper.length !== 1 ? char : char === lower ? upper : lower
}

function isCharacter(atom: string): boolean {
  return !/^\\[pPdDwWsSbB]/.test(atom)
}

function atomText(atom: string, flags: string): string {
  const property = /^\\([pP])\{(.*)\}$/.exec(atom)
  if (property !== null) {
    if (property[1] === 'P' || !/[uv]/.test(flags)) throw new NotPortableError()
    return propertyRanges(String(property[2]))
  }
  const char = plain(atom, flags)
  const other = flags.includes('i') && char.length === 1 ? otherCase(char) : char
  return other === char ? char : char + other
}

/** Returns a character of a class, escaped when it is a hyphen, a bracket or a caret. */
function plain(atom: string, flags: string): string {
  const text = atom.startsWith('\\') ? plainEscape(atom, flags) : atom
  if (text === '\\b') return '\\x08'
  return /^[\][^-]$/.test(text) ? `\\${text}` : text
}

function rangeText(first: string, last: string, flags: string): string {
  const range = `${first}-${last}`
  if (!flags.includes('i') || /^[!-@]-[!-@]$/.test(range)) return range
  if (!/^(?:[a-z]-[a-z]|[A-Z]-[A-Z])$/.test(range)) throw new NotPortableError()
  return range + otherCase(first) + range.slice(1, 2) + otherCase(last)
}
