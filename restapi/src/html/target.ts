/** Returns `text` if it is an absolute `http` or `https` URL that is safe as a link, else `undefined`. */
export function webTarget(text: string): string | undefined {
  // Browsers remove line breaks and tabs from URLs, which can change the host: the pattern excludes them everywhere.
  if (!/^https?:\/\/[^\s\\/\p{C}][^\s\\\p{C}]*$/iu.test(text) || !URL.canParse(text)) return undefined
  const { username, password } = new URL(text)
  // A user name before the host is a phishing pattern: https://bank.example@evil.example
  return username === '' && password === '' ? text : undefined
}

/** Returns `text` if it is a path on the same server that begins with one slash, else `undefined`. */
export function pathTarget(text: string): string | undefined {
  // Browsers differ from RFC 3986 §4.2: they read a backslash as a slash and drop tabs, so both are excluded.
  return /^\/(?![/\\])[^\s\\\p{C}]*$/u.test(text) ? text : undefined
}

/** Returns `text` if it is a web URL or a relative reference without `//` at its start, else `undefined`. @see RFC 3986 §4.1 */
export function referenceTarget(text: string): string | undefined {
  return webTarget(text) ?? (/^(?!\/\/|[a-z][\w+.-]*:)[!#-;=?-Z[\]_a-z~]+$/i.test(text) ? text : undefined)
}
