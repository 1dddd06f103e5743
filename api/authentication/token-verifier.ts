import { unauthorized } from '@endware/restapi'
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { isStorableId, orderLimits } from '../../domain/orders/order.js'

/** The caller that a token identifies. */
export interface Caller {
  /** The subject of the token: 1 to 255 characters, without control characters. */
  readonly caller: string
  readonly scopes: ReadonlySet<string>
  /** The end of the token. */
  readonly expires: Date
}

/** Verifies a token. Returns `undefined` for an invalid one. @throws {HttpError} 401 with the reason, or 503 when the keys cannot be fetched */
export type VerifyToken = (token: string) => Promise<Caller | undefined>

export interface TokenVerifierOptions {
  /** The claim `iss` of tokens. */
  readonly issuer: string
  /** The claim `aud` of tokens, or one of its values. */
  readonly audience: string
  /** Finds the public key of a token. */
  readonly keys: JWTVerifyGetKey
  /** Returns the current time. @default the time of this machine */
  readonly now?: () => Date
}

/** The accepted algorithms. All use private keys. With a shared key (HS256), every reader of the verifying key could sign tokens. */
const algorithms = ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519']

/** The accepted types: `JWT` and access tokens (RFC 9068 §2.1). Issuers sign other kinds, such as logout tokens, with the same keys. */
const types: readonly (string | undefined)[] = [undefined, 'jwt', 'at+jwt', 'application/at+jwt']

/** The tolerated difference between the clocks of the issuer and of this machine, in seconds. */
const clockTolerance = 30

/**
 * Verifies JSON Web Tokens: signature, algorithm, type, issuer, audience and time. A token without `exp` or `sub` is not valid.
 *
 * @see RFC 7519, RFC 8725 §3, RFC 9068 §4
 */
export function tokenVerifier({ issuer, audience, keys, now }: TokenVerifierOptions): VerifyToken {
  const expected = { algorithms, issuer, audience, clockTolerance, requiredClaims: ['exp', 'sub'] }
  return async (token) => {
    try {
      const currentDate = now?.() ?? new Date()
      const { payload, protectedHeader } = await jwtVerify(token, keys, { ...expected, currentDate })
      if (!types.includes(protectedHeader.typ?.toLowerCase())) return undefined
      return callerOf(payload)
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthorized('the token has expired', { cause: error })
      if (error instanceof errors.JWTClaimValidationFailed) {
        throw unauthorized(`the token is not for this service: its claim ${error.claim} is not right`, { cause: error })
      }
      if (error instanceof errors.JWKSNoMatchingKey) {
        throw unauthorized('the token is signed with a key that its issuer does not publish', { cause: error })
      }
      // The other errors of jose are also about the token. A failure to get the keys is not an error of jose.
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}

function callerOf({ sub: caller, scope, scp, exp = 0 }: JWTPayload): Caller | undefined {
  if (typeof caller !== 'string' || !isStorableId(caller, orderLimits.customerId)) return undefined
  const expires = new Date(exp * 1000)
  if (Number.isNaN(expires.getTime())) return undefined // beyond the range of dates
  return { caller, scopes: new Set(scopesIn(scope ?? scp)), expires }
}

/** Returns the scopes in `scope`, a text (RFC 8693 §4.2), or in `scp`, the list of some issuers. */
function scopesIn(granted: unknown): readonly string[] {
  if (typeof granted === 'string') return granted.split(' ')
  return Array.isArray(granted) ? granted.filter((scope): scope is string => typeof scope === 'string') : []
}
