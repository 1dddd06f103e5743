/** An absolute URL of the web, as values hold them; `undefined` for any other text. */
export function webTarget(text: string): string | undefined {
  // All of it, to the end: what browsers leave out of a URL, line breaks among it, would make another host of it.
  if (!/^https?:\/\/[^\s\\/\p{C}][^\s\\\p{C}]*$/iu.test(text) || !URL.canParse(text)) return undefined
  const { username, password } = new URL(text)
  // A name before the host is mostly there to be taken for the host.
  return username === '' && password === '' ? text : undefined
}

/** A path on the same server, which begins with one slash; `undefined` for any other text. */
export function pathTarget(text: string): string | undefined {
  // What browsers read otherwise than RFC 3986 §4.2 is left out: a backslash is a slash to them, a tab nothing.
  return /^\/(?![/\\])[^\s\\\p{C}]*$/u.test(text) ? text : undefined
}

/** A reference of a header field or of the application, to the web or within the same server (RFC 3986 §4.1, but for `//`). */
export function referenceTarget(text: string): string | undefined {
  return webTarget(text) ?? (/^(?!\/\/|[a-z][\w+.-]*:)[!#-;=?-Z[\]_a-z~]+$/i.test(text) ? text : undefined)
}
