import { type HttpRequest, isHttpError, securityScheme } from '@endware/restapi'
import { type Limits, noLimits } from '../../limits/limits.js'
import { type SessionCookies, sessionCookie } from '../session/session-cookies.js'
import { scopes } from './scopes.js'
import type { Caller, VerifyToken } from './token-verifier.js'

/** Functions that receive the result of verifying the credentials of a request. */
export interface OnCredentials {
  /** Receives the caller. */
  known(request: object, caller: string): void
  /** Receives the reason why the credentials are refused. */
  refused(request: object, reason: string): void
}

/**
 * Returns the security schemes of the shop: a JWT with scopes as the bearer token, and a session cookie for reads.
 *
 * @param guard runs each verification
 */
export function shopSecurity(
  verify: VerifyToken,
  sessions: Pick<SessionCookies, 'verify'>,
  on: OnCredentials = { known: () => undefined, refused: () => undefined },
  guard: Limits['guard'] = noLimits.guard,
) {
  const known = async (request: HttpRequest, verified: () => Promise<Caller | undefined>) => {
    try {
      const caller = await guard(request, verified)
      if (caller === undefined) on.refused(request, 'not valid')
      else on.known(request, caller.caller)
      return caller
    } catch (error) {
      if (isHttpError(error) && error.status === 401) on.refused(request, error.message)
      throw error
    }
  }
  return {
    bearer: securityScheme.bearer({
      format: 'JWT',
      realm: 'shop',
      description,
      verify: (token, { request }) => known(request, () => verify(token)),
    }),
    session: securityScheme.apiKey({
      in: 'cookie',
      name: sessionCookie,
      realm: 'shop',
      description: 'The cookie of `POST /v1/session`, for GET and HEAD alone',
      // Other sites can make a browser send a cookie. No contract of a change accepts it, and this check protects future contracts, too.
      verify: (value, { request }) =>
        request.method === 'GET' || request.method === 'HEAD'
          ? known(request, () => sessions.verify(value))
          : undefined,
    }),
  }
}

const description = [
  'A JSON Web Token in `Authorization: Bearer`. Its scopes say what the caller may do:',
  Object.entries(scopes)
    .map(([scope, allows]) => `- \`${scope}\`: ${allows}`)
    .join('\n'),
  'A service that is started for trying out prints tokens to paste.',
].join('\n\n')
