import { checkOptions } from '../values/check-options.js'
import { checkDate, checkOptionalSwitch, checkOptionalText, checkText } from '../values/check-value.js'

/**
 * The attributes of a cookie.
 *
 * @see RFC 6265 §4.1.2, draft-ietf-httpbis-rfc6265bis §4.1.2
 * @example
 * const options: CookieOptions = { maxAge: 3600, sameSite: 'Strict', path: '/' }
 * routes.post('/session', () => ok().withCookie('theme', 'dark', options))
 */
export interface CookieOptions {
  /** The domain whose hosts get the cookie. @default only the host that sets it */
  readonly domain?: string
  /** The path below which the cookie is sent; it begins with a slash. @default '/' */
  readonly path?: string
  /** The end of its life. `maxAge` outranks it. @default the end of the session of the browser */
  readonly expires?: Date
  /** The lifetime in whole seconds; 0 or less removes the cookie. Browsers keep a cookie for at most 400 days. */
  readonly maxAge?: number
  /** Hides the cookie from scripts. @default true */
  readonly httpOnly?: boolean
  /** Restricts the cookie to TLS. @default true */
  readonly secure?: boolean
  /**
   * The requests of other sites that carry the cookie. `None`, which means all, needs `secure`. `false` omits the attribute, and browsers
   * differ: Chromium takes it for `Lax`, but sends a new cookie with every form of other sites for two minutes; Firefox and Safari take it
   * for `None`. Use `false` only for clients that do not know the attribute, and protect what the cookie permits in another way.
   * @default 'Lax'
   */
  readonly sameSite?: 'Strict' | 'Lax' | 'None' | false
  /** Gives the cookie a jar of its own for each site that embeds this one. It needs `secure`. @default false */
  readonly partitioned?: boolean
}

const attributeNames: readonly (keyof CookieOptions)[] = [
  'domain',
  'path',
  'expires',
  'maxAge',
  'httpOnly',
  'secure',
  'sameSite',
  'partitioned',
]
const sameSites: ReadonlySet<unknown> = new Set(['Strict', 'Lax', 'None', false])

/**
 * Returns the value of a `Set-Cookie` field. Percent-encodes the characters that RFC 6265 does not allow in the value of a cookie.
 *
 * @throws TypeError for an unknown option, a name that is not a token, an attribute that the field cannot hold, and a cookie that browsers
 *   ignore: by the rules of its prefix (`__Host-`, `__Secure-`, `__Http-`), of `SameSite=None` and `Partitioned`, and of its length
 */
export function cookieValue(name: string, value: string, options: CookieOptions = {}): string {
  checkOptions('withCookie()', options, attributeNames)
  const { domain, path = '/', expires, maxAge, httpOnly = true, secure = true, sameSite = 'Lax' } = options
  const { partitioned = false } = options
  checkText('the name of a cookie', name)
  checkText(`the value of the cookie '${name}'`, value)
  checkOptionalText('the domain of a cookie', domain)
  checkText('the path of a cookie', path)
  checkOptionalSwitch('httpOnly of a cookie', httpOnly)
  checkOptionalSwitch('secure of a cookie', secure)
  checkOptionalSwitch('partitioned of a cookie', partitioned)
  if (expires !== undefined) checkDate('expires of a cookie', expires)
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    throw new TypeError(`the name of a cookie must be a token (RFC 9110 §5.6.2); got '${name}'`)
  if (!value.isWellFormed())
    throw new TypeError(`the value of the cookie '${name}' must be well-formed Unicode; got a lone surrogate`)
  if (maxAge !== undefined && !Number.isSafeInteger(maxAge))
    throw new TypeError('the maxAge of a cookie must be a whole number of seconds')
  if (!sameSites.has(sameSite)) throw new TypeError(`sameSite must be Strict, Lax, None or false; got '${sameSite}'`)
  if (sameSite === 'None' && !secure)
    throw new TypeError('a cookie with SameSite=None must be secure; browsers ignore it otherwise')
  if (partitioned && !secure)
    throw new TypeError('a cookie with Partitioned must be secure; browsers ignore it otherwise')
  if (domain !== undefined && /[:/\s]/.test(domain))
    throw new TypeError(`the domain of a cookie must be a host name, such as example.com; got '${domain}'`)
  if (!path.startsWith('/')) throw new TypeError(`the path of a cookie must begin with a slash; got '${path}'`)
  checkPrefix(name, { domain, path, httpOnly, secure })
  const attributes = [
    pair(name, value),
    attribute('Domain', domain),
    attribute('Path', path),
    attribute('Expires', expires?.toUTCString()),
    attribute('Max-Age', maxAge?.toString()),
    attribute('SameSite', sameSite === false ? undefined : sameSite),
    httpOnly ? 'HttpOnly' : undefined,
    secure ? 'Secure' : undefined,
    partitioned ? 'Partitioned' : undefined,
  ]
  return attributes.filter((text) => text !== undefined).join('; ')
}

/** The most bytes of the name and the value together, and of an attribute, that browsers take. @see draft-ietf-httpbis-rfc6265bis §5.6 */
const [longestPair, longestAttribute] = [4096, 1024]

/** Returns the name and the value, percent-encoded where RFC 6265 §4.1.1 does not allow a character. */
function pair(name: string, value: string): string {
  const encoded = value.replace(/[^\x21\x23\x24\x26-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]+/gu, encodeURIComponent)
  const length = name.length + encoded.length
  if (length <= longestPair) return `${name}=${encoded}`
  throw new TypeError(
    `the cookie '${name}' has ${length} bytes of name and value; browsers take at most ${longestPair}`,
  )
}

type Guarded = Required<Pick<CookieOptions, 'path' | 'httpOnly' | 'secure'>> & { readonly domain: string | undefined }

/** Checks the rules of a prefix, which browsers enforce whatever its case. @see draft-ietf-httpbis-rfc6265bis §4.1.3 */
function checkPrefix(name: string, { domain, path, httpOnly, secure }: Guarded): void {
  const [prefix] = /^__(?:secure|http|host-http|host)-/i.exec(name) ?? []
  if (prefix === undefined) return
  const refuse = (need: string): never => {
    throw new TypeError(`a cookie whose name begins with ${prefix} must have ${need}; browsers ignore it otherwise`)
  }
  if (!secure) refuse('secure: true')
  if (/^__(?:host-)?http-/i.test(prefix) && !httpOnly) refuse('httpOnly: true')
  if (!/^__host-/i.test(prefix)) return
  if (domain !== undefined) refuse('no domain')
  if (path !== '/') refuse("path: '/'")
}

function attribute(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (/[;\p{Cc}]/u.test(value))
    throw new TypeError(`the ${name} of a cookie must not contain semicolons or control characters; got '${value}'`)
  if (value.length > longestAttribute)
    throw new TypeError(`the ${name} of a cookie must have at most ${longestAttribute} characters; got ${value.length}`)
  return `${name}=${value}`
}
