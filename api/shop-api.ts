import { type Codec, type EndwareOptions, endware, problemEnvelope } from '@endware/restapi'
import type { RequestHandler } from 'express'
import { type Limits, noLimits } from '../limits/limits.js'
import { type OnCredentials, shopSecurity } from './authentication/shop-security.js'
import type { VerifyToken } from './authentication/token-verifier.js'
import { formatParameter } from './format-parameter.js'
import { formats } from './formats.js'
import { beyondLimit, counting } from './operation-class.js'
import type { SessionCookies } from './session/session-cookies.js'

export interface ShopApiOptions {
  readonly onFailure: NonNullable<EndwareOptions['onFailure']>
  readonly verifyToken: VerifyToken
  readonly sessions: Pick<SessionCookies, 'verify'>
  readonly onCredentials?: OnCredentials | undefined
  /** @default none */
  readonly limits?: Limits | undefined
  /** The time limit of a request, its body included, in milliseconds; then it is answered with a 503 or 408. @default 15000 */
  readonly timeout?: number | undefined
  /** Codecs in addition to those of every resource. @default none */
  readonly codecs?: readonly Codec[]
}

/** The parts of contracts and routers that limit operations. */
interface LimitedContracts {
  /** The defaults of routers whose operations are limited. */
  readonly limited: { readonly use: readonly [RequestHandler]; readonly responses: typeof beyondLimit }
  /** Middleware of streams that wait for events: they do not count as work under way. */
  readonly waiting: RequestHandler
}

/** The response layer of the shop: JSON, XML, and pages for people. Every failure is a problem (RFC 9457). */
export type ShopApi = ReturnType<typeof responseLayer> & LimitedContracts

export function shopApi(options: ShopApiOptions): ShopApi {
  const { limits = noLimits } = options
  return {
    ...responseLayer(options, limits),
    limited: { use: [counting(limits)], responses: beyondLimit },
    waiting: limits.release,
  }
}

function responseLayer(options: ShopApiOptions, { guard }: Limits) {
  const { onFailure, verifyToken, sessions, onCredentials, timeout = 15_000, codecs = [] } = options
  const security = shopSecurity(verifyToken, sessions, onCredentials, guard)
  const all = [...formats, ...codecs]
  return endware({ codecs: all, envelope: problemEnvelope, formatParameter, onFailure, timeout, security })
}
