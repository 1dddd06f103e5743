import { classItems, otherCase } from './pattern-class.js'
import { NotPortableError, plainEscape } from './pattern-escape.js'
import { propertyRanges } from './unicode-property.js'

/**
 * Translates a regular expression to one that matches the same texts in all validators, with the flag `u` and without: no Unicode
 * properties, no lookbehind, no named groups, no need of flags. Returns `undefined` when there is no such expression.
 *
 * @see JSON Schema core 2020-12 §6.4
 */
export function portablePattern(source: string, flags = ''): string | undefined {
  try {
    const translated = translate(source, flags)
    for (const each of ['', 'u']) new RegExp(translated, each)
    return flags.includes('y') ? `^(?:${translated})` : translated
  } catch {
    return undefined
  }
}

const token =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|\d+|.)|\[(?:\\.|[^\]\\])*\]|\(\?<(?![=!])[^>]*>|\(\?(?:<?[=!]|:|[^)]*)|\{\d+(?:,\d*)?\}|./gs

function translate(source: string, flags: string): string {
  // a character beyond U+FFFF counts as one with the flag `u`, and as two without
  if (/[\ud800-\udfff]/.test(source)) throw new NotPortableError()
  return source.replace(token, (text) => {
    if (text.startsWith('[')) return classText(text, flags)
    if (text.startsWith('\\')) return escapeText(text, flags)
    if (text.startsWith('(?')) return groupText(text)
    if (text === '.' && flags.includes('s')) return '[\\s\\S]'
    if ((text === '^' || text === '$') && flags.includes('m')) throw new NotPortableError()
    if (/^[{}\]]$/.test(text)) return `\\${text}`
    return flags.includes('i') && text.length === 1 ? eitherCase(text) : text
  })
}

function groupText(text: string): string {
  if (/^\(\?(?:[=!]|:)$/.test(text)) return text
  if (/^\(\?<[^=!]/.test(text)) return '('
  throw new NotPortableError()
}

function eitherCase(char: string): string {
  const other = otherCase(char)
  return other === char ? char : `[${char}${other}]`
}

/** Translates an escape outside of a class. */
function escapeText(text: string, flags: string): string {
  const property = /^\\([pP])\{(.*)\}$/.exec(text)
  if (property === null) {
    const plain = plainEscape(text, flags)
    return plain === '\\-' ? '-' : plain.length === 1 && flags.includes('i') ? eitherCase(plain) : plain
  }
  if (!/[uv]/.test(flags)) throw new NotPortableError()
  const ranges = propertyRanges(String(property[2]))
  if (ranges === '') throw new NotPortableError()
  return `[${property[1] === 'P' ? '^' : ''}${ranges}]`
}

function classText(text: string, flags: string): string {
  const isNegated = text.startsWith('[^')
  const content = text.slice(isNegated ? 2 : 1, -1)
  if (flags.includes('v') && /\[|--|&&|\\q/.test(content)) throw new NotPortableError()
  const items = classItems(content, flags)
  if (items === '' && !isNegated) throw new NotPortableError()
  return items === '' ? '[\\s\\S]' : `[${isNegated ? '^' : ''}${items}]`
}
