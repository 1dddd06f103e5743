import { checkNames } from '../values/check-options.js'

/**
 * The limits of a server and its connections. Times are in milliseconds; 0 means no limit.
 *
 * @example
 * const limits: Partial<ServerLimits> = { requestTimeout: 60_000, keepAliveTimeout: 70_000 }
 * const server = createServer(app, limits)
 */
export interface ServerLimits {
  /** The time for the header section to arrive. It stops clients that send it byte by byte. @default 10 s */
  readonly headersTimeout: number
  /** The time for the whole request to arrive. @default 30 s */
  readonly requestTimeout: number
  /** The time between two checks of `headersTimeout`, `requestTimeout` and `minSendRate`. @default 2 s */
  readonly connectionsCheckingInterval: number
  /** The time for which an idle connection stays open. It must be longer than that of a proxy, which otherwise sends into a closing connection. @default 65 s */
  readonly keepAliveTimeout: number
  /** The time for which a request may pass no byte in either direction, as with a client that stops reading. @default 60 s */
  readonly timeout: number
  /**
   * Bytes per second that a client must take while bytes wait for it. The server breaks off the connection of a slower client. A client
   * for which no bytes wait, as with an idle event stream, is not slow. @default 4,096
   */
  readonly minSendRate: number
  /** The time over which `minSendRate` is measured, repeatedly while bytes wait. @default 20 s */
  readonly sendRateWindow: number
  /** Connections at a time. Further ones are closed at once. @default 10,000 */
  readonly maxConnections: number
  /** Requests on one connection before it closes. @default 0 */
  readonly maxRequestsPerSocket: number
  /** Bytes of the header section. @default 16 KiB */
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

/** The limits that must not be 0. */
const positive: ReadonlySet<string> = new Set([
  'connectionsCheckingInterval',
  'sendRateWindow',
  'maxConnections',
  'maxHeaderSize',
])

/**
 * Returns the given limits and the defaults of all others.
 *
 * @throws TypeError for an unknown or invalid limit: a mistyped limit must not mean no limit
 */
export function serverLimitsOf(given: Partial<ServerLimits>): ServerLimits {
  checkNames('createServer()', 'limit', given, Object.keys(defaults))
  for (const [name, value] of Object.entries(given)) {
    const least = positive.has(name) ? 1 : 0
    if (!Number.isSafeInteger(value) || value < least || value >= 2 ** 31) {
      throw new TypeError(`the limit ${name} must be an integer from ${least} to 2147483647; got ${String(value)}`)
    }
  }
  const limits = { ...defaults, ...given }
  const { headersTimeout, requestTimeout } = limits
  if (requestTimeout > 0 && (headersTimeout === 0 || headersTimeout > requestTimeout)) {
    throw new TypeError(
      `the limit headersTimeout (${headersTimeout}) must not be longer than requestTimeout (${requestTimeout}), which includes it`,
    )
  }
  return limits
}
