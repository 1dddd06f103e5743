import { checkOptions } from '../values/check-options.js'
import { checkDate, checkOptionalSwitch, checkOptionalText, checkText } from '../values/check-value.js'

/** How a cookie is kept and sent back (RFC 6265 §4.1.2). */
export interface CookieOptions {
  readonly domain?: string
  readonly path?: string
  readonly expires?: Date
  /** Seconds. */
  readonly maxAge?: number
  /** @default true: scripts have no business with it */
  readonly httpOnly?: boolean
  /** @default true: it is sent over TLS only */
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
 * The value of a `Set-Cookie` field. The value of the cookie is percent-encoded where RFC 6265 does not allow its characters.
 *
 * @throws TypeError for an option that there is not, a name that is no token, or an attribute that the field cannot hold
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
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw new TypeError(`'${name}' cannot name a cookie`)
  if (!value.isWellFormed()) throw new TypeError(`the value of the cookie '${name}' has a lone surrogate`)
  if (maxAge !== undefined && !Number.isSafeInteger(maxAge))
    throw new TypeError('the maxAge of a cookie is in whole seconds')
  if (!sameSites.has(sameSite)) throw new TypeError(`sameSite is Strict, Lax or None, not '${sameSite}'`)
  if (sameSite === 'None' && !secure) throw new TypeError('browsers drop a cookie of SameSite=None that is not secure')
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
  if (/[;\p{Cc}]/u.test(value)) throw new TypeError(`the ${name} of a cookie cannot be '${value}'`)
  return `${name}=${value}`
}
