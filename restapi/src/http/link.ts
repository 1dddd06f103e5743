import { checkText, describeValue } from '../values/check-value.js'

/** Parameters of a `Link` header field: the relation and, where wanted, others such as `title` or `type`. */
export interface LinkParameters {
  readonly rel: string
  readonly [name: string]: string
}

/**
 * A target as a URI reference that a header field can carry: whatever RFC 3986 does not allow is percent-encoded.
 *
 * @throws TypeError for what is neither text nor a `URL`
 */
export function uriReference(target: string | URL): string {
  if (typeof target !== 'string' && typeof (target as Partial<URL> | null)?.href !== 'string') {
    throw new TypeError(`a target is a URI reference, such as '/products/1', or a URL; got ${describeValue(target)}`)
  }
  return String(target)
    .toWellFormed()
    .replace(/[^!#-;=?-Z[\]_a-z~]+/gu, encodeURIComponent)
}

/**
 * One member of a `Link` header field: `</products?after=x>; rel="next"`.
 *
 * @see RFC 8288 §3
 * @throws TypeError for a target that is no reference, a parameter that is no text, or its name that is no token
 */
export function linkValue(target: string | URL, parameters: LinkParameters): string {
  if (typeof parameters?.rel !== 'string') throw new TypeError("a Link has its relation as in { rel: 'next' }")
  let text = `<${uriReference(target)}>`
  for (const [name, value] of Object.entries(parameters)) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw new TypeError(`'${name}' cannot name a Link parameter`)
    checkText(`the Link parameter ${name}`, value)
    text += `; ${name}="${value.replace(/["\\]/g, '\\$&')}"`
  }
  return text
}
