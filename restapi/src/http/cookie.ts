import { checkOptions } from '../values/check-options.js'
import { checkDate, checkOptionalSwitch, checkOptionalText, checkText } from '../values/check-value.js'

/** The attributes of a cookie. @see RFC 6265 §4.1.2 */
export interface CookieOptions {
  readonly domain?: string
  readonly path?: string
  readonly expires?: Date
  /** The lifetime in whole seconds. */
  readonly maxAge?: number
  /** Hides the cookie from scripts. @default true */
  readonly httpOnly?: boolean
  /** Restricts the cookie to TLS. @default true */
  readonly secure?: boolean
  /** @default 'Lax' */
  readonly sameSite?: 'Strict' | 'Lax' | 'None'
}

const attributeNames: readonly (keyof CookieOptions)[] = [
  'domain',
  'path',
  'expires',
  'maxAge',
  'httpOnly',
  'secure',
  'sameSite',
]
const sameSites: ReadonlySet<unknown> = new Set(['Strict', 'Lax', 'None'])

/**
 * Returns the value of a `Set-Cookie` field. Percent-encodes the characters that RFC 6265 does not allow in the value of a cookie.
 *
 * @throws TypeError for an unknown option, a name that is not a token, or an attribute that the field cannot hold
 */
export function cookieValue(name: string, value: string, options: CookieOptions = {}): string {
  checkOptions('withCookie()', options, attributeNames)
  const { domain, path = '/', expires, maxAge, httpOnly = true, secure = true, sameSite = 'Lax' } = options
  checkText('the name of a cookie', name)
  checkText(`the value of the cookie '${name}'`, value)
  checkOptionalText('the domain of a cookie', domain)
  checkText('the path of a cookie', path)
  checkOptionalSwitch('httpOnly of a cookie', httpOnly)
  checkOptionalSwitch('secure of a cookie', secure)
  if (expires !== undefined) checkDate('expires of a cookie', expires)
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    throw new TypeError(`the name of a cookie must be a token (RFC 9110 §5.6.2); got '${name}'`)
  if (!value.isWellFormed())
    throw new TypeError(`the value of the cookie '${name}' must be well-formed Unicode; got a lone surrogate`)
  if (maxAge !== undefined && !Number.isSafeInteger(maxAge))
    throw new TypeError('the maxAge of a cookie must be a whole number of seconds')
  if (!sameSites.has(sameSite)) throw new TypeError(`sameSite must be Strict, Lax or None; got '${sameSite}'`)
  if (sameSite === 'None' && !secure)
    throw new TypeError('a cookie with SameSite=None must be secure; browsers ignore it otherwise')
  const attributes = [
    `${name}=${value.replace(/[^\x21\x23\x24\x26-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]+/gu, encodeURIComponent)}`,
    attribute('Domain', domain),
    attribute('Path', path),
    attribute('Expires', expires?.toUTCString()),
    attribute('Max-Age', maxAge?.toString()),
    attribute('SameSite', sameSite),
    httpOnly ? 'HttpOnly' : undefined,
    secure ? 'Secure' : undefined,
  ]
  return attributes.filter((text) => text !== undefined).join('; ')
}

function attribute(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (/[;\p{Cc}]/u.test(value))
    throw new TypeError(`the ${name} of a cookie must not contain semicolons or control characters; got '${value}'`)
  return `${name}=${value}`
}
