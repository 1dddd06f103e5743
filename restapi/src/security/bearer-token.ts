import { authorizationOf, isToken68 } from '../http/authorization.js'
import type { HttpRequest } from '../http/http.js'
import { absent, malformed, type Presented, present } from './credentials.js'

/**
 * Returns the bearer token of a request. It is read from `Authorization` only: a token in the query ends up in logs and histories (RFC 9700
 * §4.3.2), and one in a form would make the service read the body of a stranger.
 *
 * @see RFC 6750 §2.1
 */
export function bearerToken(request: HttpRequest): Presented<string> {
  const found = authorizationOf(request)
  if (found === undefined) return absent
  if (found === 'repeated') return malformed('expected one Authorization field, got several')
  if (found.scheme !== 'bearer') return absent
  return isToken68(found.parameters)
    ? present(found.parameters)
    : malformed('expected Bearer, a space and one token in Authorization (RFC 6750 §2.1)')
}
