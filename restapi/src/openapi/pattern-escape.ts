/** The error for a construct of a regular expression that has no portable form. */
export class NotPortableError extends Error {
  override readonly name = 'NotPortableError'
}

/** Translates an escape other than `\p{…}`. @throws NotPortableError when it has no portable form */
export function plainEscape(text: string, flags: string): string {
  const ignoresCase = flags.includes('i')
  const codePoint = /^\\u\{([\dA-Fa-f]+)\}$/.exec(text)?.[1]
  if (codePoint !== undefined && /[uv]/.test(flags) && Number.parseInt(codePoint, 16) <= 0xffff && !ignoresCase) {
    return `\\u${Number.parseInt(codePoint, 16).toString(16).padStart(4, '0')}`
  }
  if (/^\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|[1-9]\d*)$/.test(text)) {
    if (ignoresCase || /^\\u[dD][89A-Fa-f]/.test(text)) throw new NotPortableError()
    return text
  }
  if (/^\\(?:[dDwWsSbBnrtvf0]|[\^$\\.*+?()[\]{}|-])$/.test(text)) return text
  const char = text.slice(1)
  if (/^\w/.test(char)) throw new NotPortableError()
  return char
}
