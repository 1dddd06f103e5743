/**
 * Cookies of a request by name. The object has no prototype.
 *
 * @example
 * const languageOf = (cookies: Cookies) => cookies.language ?? 'en'
 * routes.get('/greeting', ({ cookies }) => ({ language: languageOf(cookies) }))
 */
export type Cookies = Readonly<Record<string, string | undefined>>

/**
 * Reads a `Cookie` field. The first of several cookies with one name wins: clients send the one with the longest path first. Quotes
 * around a value are removed, and percent-encoded UTF-8 is decoded; a value that is not properly encoded stays as it is. Pairs without
 * a name and the name `__proto__` are left out: any subdomain can set cookies, so a refusal would lock people out. Takes time linear in
 * the length of the field.
 *
 * @see RFC 6265 §5.4
 */
export function requestCookies(field: string | undefined): Cookies {
  const cookies = Object.create(null) as Record<string, string | undefined>
  if (field === undefined) return cookies
  for (const pair of field.split(';')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0)).trim()
    if (name === '' || name === '__proto__' || name in cookies) continue
    cookies[name] = decoded(unquoted(pair.slice(equals + 1).trim()))
  }
  return cookies
}

function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}

function decoded(value: string): string {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
