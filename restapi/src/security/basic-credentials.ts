import { authorizationOf } from '../http/authorization.js'
import type { HttpRequest } from '../http/http.js'
import { absent, type BasicCredentials, malformed, type Presented, present } from './credentials.js'

/**
 * Returns the user name and the password of a request: UTF-8, divided at the first colon, without control characters.
 *
 * @see RFC 7617 §2
 */
export function basicCredentials(request: HttpRequest): Presented<BasicCredentials> {
  const found = authorizationOf(request)
  if (found === undefined) return absent
  if (found === 'repeated') return malformed('expected one Authorization field, got several')
  if (found.scheme !== 'basic') return absent
  const text = decoded(found.parameters)
  const colon = text?.indexOf(':') ?? -1
  if (text === undefined || colon === -1) {
    return malformed('expected Basic, a space and the base64 of `user:password` in UTF-8 (RFC 7617 §2)')
  }
  return present({ username: text.slice(0, colon), password: text.slice(colon + 1) })
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Decodes base64 of UTF-8 text without control characters; `undefined` for anything else. */
function decoded(base64: string): string | undefined {
  const octets = Buffer.from(base64, 'base64')
  // Node skips what is not base64; only canonical base64 is the same when it is encoded again (RFC 4648 §3.5).
  if (octets.toString('base64') !== base64) return undefined
  try {
    const text = utf8.decode(octets)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 7617 §2 forbids control characters
    return /[\x00-\x1F\x7F]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
