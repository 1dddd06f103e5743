import type { HttpRequest } from '../http/http.js'

/**
 * A user name and a password, as `Basic` sends them.
 *
 * @see RFC 7617 §2
 * @example
 * const verify = ({ username, password }: BasicCredentials) => password === 'secret' && { user: username }
 * const secured = endware({ security: { basic: securityScheme.basic({ verify }) } })
 */
export interface BasicCredentials {
  readonly username: string
  readonly password: string
}

/** The credentials that a request has for one scheme: none, malformed ones, or some to verify. */
export type Presented<Credentials> =
  | { readonly kind: 'absent' }
  /** `why` says what was expected. It never contains the credentials. */
  | { readonly kind: 'malformed'; readonly why: string }
  | { readonly kind: 'present'; readonly credentials: Credentials }

/** A function that finds the credentials of one scheme in a request. */
export type ReadCredentials<Credentials> = (request: HttpRequest) => Presented<Credentials>

export const absent = { kind: 'absent' } as const

/** Returns the result for credentials that do not have the form of their scheme. */
export function malformed(why: string): Presented<never> {
  return { kind: 'malformed', why }
}

/** Returns the result for well-formed credentials. */
export function present<Credentials>(credentials: Credentials): Presented<Credentials> {
  return { kind: 'present', credentials }
}
