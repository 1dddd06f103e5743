import { checkText, describeValue } from '../values/check-value.js'

/**
 * The parameters of a `Link` header field: the relation, and others such as `title` or `type`.
 *
 * @example
 * const next: LinkParameters = { rel: 'next', title: 'more products' }
 * routes.get('/products', () => ok([]).withLink('/products?page=2', next))
 */
export interface LinkParameters {
  readonly rel: string
  readonly [name: string]: string
}

/**
 * Returns a target as a URI reference. Percent-encodes the characters that RFC 3986 does not allow.
 *
 * @throws TypeError unless the target is text or a `URL`
 */
export function uriReference(target: string | URL): string {
  if (typeof target !== 'string' && typeof (target as Partial<URL> | null)?.href !== 'string') {
    throw new TypeError(
      `a target must be a URI reference, such as '/products/1', or a URL; got ${describeValue(target)}`,
    )
  }
  return String(target)
    .toWellFormed()
    .replace(/[^!#-;=?-Z[\]_a-z~]+/gu, encodeURIComponent)
}

/**
 * Returns one member of a `Link` header field: `</products?after=x>; rel="next"`.
 *
 * @see RFC 8288 §3
 * @throws TypeError unless the target is a reference, each parameter is text, and each name is a token
 */
export function linkValue(target: string | URL, parameters: LinkParameters): string {
  if (typeof parameters?.rel !== 'string') throw new TypeError("a Link must have a relation, such as { rel: 'next' }")
  let text = `<${uriReference(target)}>`
  for (const [name, value] of Object.entries(parameters)) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
      throw new TypeError(`the name of a Link parameter must be a token (RFC 9110 §5.6.2); got '${name}'`)
    checkText(`the Link parameter ${name}`, value)
    text += `; ${name}="${value.replace(/["\\]/g, '\\$&')}"`
  }
  return text
}
