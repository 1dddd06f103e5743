import { NotPortable } from './not-portable.js'

/** Translates an escape that is no property: letters have a meaning, and other characters are themselves. */
export function plainEscape(text: string, flags: string): string {
  const ignoresCase = flags.includes('i')
  const codePoint = /^\\u\{([\dA-Fa-f]+)\}$/.exec(text)?.[1]
  if (codePoint !== undefined && /[uv]/.test(flags) && Number.parseInt(codePoint, 16) <= 0xffff && !ignoresCase) {
    return `\\u${Number.parseInt(codePoint, 16).toString(16).padStart(4, '0')}`
  }
  if (/^\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|[1-9]\d*)$/.test(text)) {
    if (ignoresCase || /^\\u[dD][89A-Fa-f]/.test(text)) throw new NotPortable()
    return text
  }
  if (/^\\(?:[dDwWsSbBnrtvf0]|[\^$\\.*+?()[\]{}|-])$/.test(text)) return text
  const char = text.slice(1)
  if (/^\w/.test(char)) throw new NotPortable()
  return char
}
