import { isBearer, type SentKind } from './credentials.js'

/**
 * Compares the error code of a `Bearer` challenge with the credentials of the request: none without credentials, `invalid_token` for wrong
 * ones, `insufficient_scope` for too few scopes.
 *
 * @see RFC 6750 §3.1
 */
export function challengeFaults(
  { status, headers }: { readonly status: number; readonly headers: Headers },
  credentials: SentKind = 'valid',
): readonly string[] {
  const bearer = bearerChallenge(headers.get('www-authenticate') ?? '')
  if ((status !== 401 && status !== 403) || credentials === 'valid' || bearer === undefined) return []
  const error = /\berror="?([\w-]+)/.exec(bearer)?.[1]
  // Of several wrong credentials, the service may refuse those of another scheme first.
  if (typeof credentials === 'object' && !credentials.wrongFor.every(({ scheme }) => isBearer(scheme))) return []
  const due = credentials === 'none' ? undefined : credentials === 'unscoped' ? 'insufficient_scope' : 'invalid_token'
  if (error === due) return []
  const expected = due === undefined ? 'no error without credentials' : `error="${due}"`
  return [`WWW-Authenticate: expected ${expected} (RFC 6750 §3.1), got ${error ?? 'none'}`]
}

/** Returns the parameters of the first `Bearer` challenge, up to the next challenge. */
function bearerChallenge(field: string): string | undefined {
  const parameter = '[\\w-]+ *= *(?:"(?:[^"\\\\]|\\\\.)*"|[^\\s,"]+)'
  return new RegExp(`(?:^|,) *Bearer +(${parameter}(?: *, *${parameter})*)`, 'i').exec(field)?.[1]
}
