import { checkNames } from '../values/check-options.js'

/** What bounds the connections of a server; times in milliseconds, 0 for no bound. */
export interface ServerLimits {
  /** The header section must have arrived: against clients that send it byte by byte. @default 10 s */
  readonly headersTimeout: number
  /** The whole request must have arrived. @default 30 s */
  readonly requestTimeout: number
  /** How often the two above and the rate of sending are enforced. @default 2 s */
  readonly connectionsCheckingInterval: number
  /** An idle connection is kept: longer than common proxies keep theirs, which else send a request into the close. @default 65 s */
  readonly keepAliveTimeout: number
  /** No byte moves either way within a request, as with a client that stops reading. @default 60 s */
  readonly timeout: number
  /**
   * Bytes a second that a client must take while bytes wait for it; the connection of a slower one breaks off. A client for which nothing
   * waits, as that of an idle event stream, is not slow. @default 4,096
   */
  readonly minSendRate: number
  /** The time over which that rate is taken, again and again for as long as bytes wait. @default 20 s */
  readonly sendRateWindow: number
  /** Connections at a time; further ones are closed at once. @default 10,000 */
  readonly maxConnections: number
  /** Requests on one connection before it is closed. @default 0 */
  readonly maxRequestsPerSocket: number
  /** Bytes of a header section. @default 16 KiB */
  readonly maxHeaderSize: number
}

const defaults: ServerLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  timeout: 60_000,
  minSendRate: 4_096,
  sendRateWindow: 20_000,
  maxConnections: 10_000,
  maxRequestsPerSocket: 0,
  maxHeaderSize: 16 * 1024,
}

/** Limits of which 0 would not mean none. */
const positive: ReadonlySet<string> = new Set([
  'connectionsCheckingInterval',
  'sendRateWindow',
  'maxConnections',
  'maxHeaderSize',
])

/**
 * The limits in force.
 *
 * @throws TypeError for a limit that is unknown or makes no sense: a mistyped limit must not mean no limit
 */
export function serverLimitsOf(given: Partial<ServerLimits>): ServerLimits {
  checkNames('createServer()', 'limit', given, Object.keys(defaults))
  for (const [name, value] of Object.entries(given)) {
    const least = positive.has(name) ? 1 : 0
    if (!Number.isSafeInteger(value) || value < least || value >= 2 ** 31) {
      throw new TypeError(`the limit ${name} is an integer from ${least} to 2147483647, not ${String(value)}`)
    }
  }
  const limits = { ...defaults, ...given }
  const { headersTimeout, requestTimeout } = limits
  if (requestTimeout > 0 && (headersTimeout === 0 || headersTimeout > requestTimeout)) {
    throw new TypeError(
      `the limit headersTimeout (${headersTimeout}) is part of requestTimeout (${requestTimeout}) and cannot be longer`,
    )
  }
  return limits
}
