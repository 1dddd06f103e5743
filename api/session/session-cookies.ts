import { type CookieOptions, type HttpRequest, unauthorized } from '@endware/restapi'
import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import type { Scope } from '../authentication/scopes.js'
import type { Caller } from '../authentication/token-verifier.js'

/** Returns the secret of sessions: 32 bytes, the same in all instances. */
export type SessionSecret = () => Promise<Uint8Array>

/** The name of the cookie. The prefix `__Host-` would require `Path=/`, and TLS even on localhost. */
export const sessionCookie = 'session'

/** The scopes that a session takes from its token: only those for reads. */
const readingScopes: readonly Scope[] = ['orders:read', 'orders:any']

/** The longest lifetime of a session, in seconds. A session cannot be revoked earlier. */
const lifetime = 60 * 60

const claims = { issuer: 'urn:endware:shop', audience: 'urn:endware:shop:session' }

/** Cookies that replace tokens, for clients such as `EventSource` that cannot set header fields. */
export interface SessionCookies {
  /** Returns a new session of a caller, with its lifetime in seconds. It does not outlive the token of the caller. */
  begin(caller: Caller): Promise<{ readonly value: string; readonly maxAge: number }>
  /** Returns the caller of a session, or `undefined` for any other value. @throws {HttpError} 401 after the end of the session */
  verify(value: string): Promise<Caller | undefined>
}

/**
 * Returns sessions that exist only in their cookies: a JWT, encrypted and authenticated with AES-256-GCM. A session is not accepted as a
 * bearer token, and a bearer token is not accepted as a session.
 */
export function sessionCookies(secret: SessionSecret, now = () => new Date()): SessionCookies {
  let known: Promise<Uint8Array> | undefined
  const key = () => {
    known ??= secret().catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    async begin({ caller, scopes, expires }) {
      const at = now()
      const maxAge = Math.max(1, Math.min(lifetime, Math.floor((expires.getTime() - at.getTime()) / 1000)))
      const value = await new EncryptJWT({ scope: readingScopes.filter((scope) => scopes.has(scope)).join(' ') })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuer(claims.issuer)
        .setAudience(claims.audience)
        .setSubject(caller)
        .setExpirationTime(new Date(at.getTime() + maxAge * 1000))
        .encrypt(await key())
      return { value, maxAge }
    },
    async verify(value) {
      const secretKey = await key()
      try {
        const { payload } = await jwtDecrypt<{ readonly scope: string }>(value, secretKey, {
          ...claims,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp', 'sub', 'scope'],
          currentDate: now(),
        })
        const { sub: caller = '', scope, exp = 0 } = payload
        return { caller, scopes: new Set(scope.split(' ')), expires: new Date(exp * 1000) }
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw unauthorized('the session has ended', { cause: error })
        if (error instanceof errors.JOSEError) return undefined
        throw error
      }
    },
  }
}

/**
 * Returns the attributes of the cookie. No script can read it, and requests of other sites do not have it. Browsers accept a `Secure` cookie
 * only over TLS, and not all of them make an exception for localhost, so a page of localhost gets one without it. `Host` alone does not tell:
 * a proxy on the same machine may send its own.
 */
export function sessionAttributes({ headers }: Pick<HttpRequest, 'headers'>, maxAge: number): CookieOptions {
  const { host = '', origin = '' } = headers
  const isLocal = local.test(`http://${host}`) && local.test(origin)
  return { path: '/v1', maxAge, httpOnly: true, sameSite: 'Strict', secure: !isLocal }
}

/** The origins of this machine without TLS. */
const local = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d*)?$/i
