import type { HttpRequest } from '../http/http.js'
import type { HttpError } from '../outcomes/http-error.js'

/**
 * The second argument of `verify`.
 *
 * @example
 * const verify = (token: string, { scopes }: VerifyContext) => token === 'secret' && { user: 'ann', scopes }
 * const bearer = securityScheme.bearer({ verify })
 */
export interface VerifyContext {
  /** The scopes that the contract requires. The library compares them with the `scopes` of the result by itself. */
  readonly scopes: readonly string[]
  readonly request: HttpRequest
  /** A signal that fires when the client leaves and at the deadline of the request. */
  readonly signal: AbortSignal
}

/**
 * The result of `verify`: a plain object whose members join `context`, or nothing for credentials that are not valid. Its member `scopes` lists
 * the granted scopes; an operation that requires scopes lets nobody in without it.
 *
 * @example
 * const verdictOf = (token: string): Verdict<{ user: string }> =>
 *   token === 'secret' ? { user: 'ann', scopes: ['orders:read'] } : undefined
 * const bearer = securityScheme.bearer({ verify: verdictOf })
 */
export type Verdict<Verified extends object> =
  | (Verified & { readonly scopes?: readonly string[] | ReadonlySet<string> })
  | HttpError
  | undefined
  | null
  | false

/**
 * A function of the application that verifies credentials. It returns the members of `context`, or nothing for credentials that are not
 * valid. It may also throw or return an `HttpError`: `unauthorized('the token has expired')` refuses the credentials with that message, help,
 * properties and header fields; any other one is the answer. Any other error is a 500: a failed look-up never lets anybody in, and is never a 401.
 *
 * @example
 * const verify: Verify<string, { user: string }> = (token) => (token === 'secret' ? { user: 'ann' } : undefined)
 * const security = { bearer: securityScheme.bearer({ verify }) }
 */
export type Verify<Credentials, Verified extends object> = (
  credentials: Credentials,
  context: VerifyContext,
) => Verdict<Verified> | PromiseLike<Verdict<Verified>>
