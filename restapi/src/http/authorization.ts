import type { IncomingMessage } from 'node:http'

/** The credentials in an `Authorization` field, before a scheme has read them. @see RFC 9110 §11.4 */
export interface Authorization {
  /** The authentication scheme in lower case; empty text when the field does not begin with one. */
  readonly scheme: string
  /** The text behind the scheme. */
  readonly parameters: string
}

/** RFC 9110 §11.4: an authentication scheme, and one or more spaces before the rest. */
const credentials = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?: +(.*))?$/

/** Returns the credentials of a request; `undefined` for a request without them, `repeated` for more than one `Authorization` field. */
export function authorizationOf({ headers, rawHeaders }: IncomingMessage): Authorization | 'repeated' | undefined {
  const field = headers.authorization
  if (field === undefined) return undefined
  // Node keeps the first field. Another program on the way may have judged the last one.
  if (countFields(rawHeaders) > 1) return 'repeated'
  const match = credentials.exec(field)
  return { scheme: match?.[1]?.toLowerCase() ?? '', parameters: match?.[2] ?? '' }
}

function countFields(rawHeaders: readonly string[] | undefined): number {
  let count = 0
  // Requests of test doubles may have no rawHeaders.
  for (let at = 0; at < (rawHeaders?.length ?? 0); at += 2) {
    const name = rawHeaders?.[at]
    if (name?.length === 13 && name.toLowerCase() === 'authorization') count += 1
  }
  return count
}

/** Reports whether `text` is a token68, which is also the grammar of bearer tokens. @see RFC 9110 §11.2, RFC 6750 §2.1 */
export function isToken68(text: string): boolean {
  return /^[A-Za-z0-9._~+/-]+=*$/.test(text)
}
