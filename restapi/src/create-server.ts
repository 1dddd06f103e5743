import { createServer as createNodeServer, type RequestListener, type Server } from 'node:http'
import { applicationClasses, isApplication } from './application-classes.js'
import { answerClientErrors } from './client-error.js'
import { guarded } from './guard.js'
import { type ServerLimits, serverLimitsOf } from './server-limits.js'

/**
 * A server for `app` with safe timeouts and limits, which refuses what Node lets through and RFC 9112 forbids, and answers what
 * Node cannot parse. Requests and responses of an Express application are made so that it has no prototypes to change, which is
 * slow: other objects take the places of `app.request` and `app.response`, with all that was added to them. And it no longer says
 * in each answer that it is Express (`X-Powered-By`); `app.enable('x-powered-by')` afterwards brings that back.
 *
 * @param app an Express application, or any other listener
 * @throws TypeError for what can answer no request, and for a limit that is unknown or makes no sense
 */
export function createServer(app: RequestListener, limits: Partial<ServerLimits> = {}): Server {
  if (typeof app !== 'function') throw noListener(app)
  keepSilent(app)
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, maxHeaderSize, ...rest } = serverLimitsOf(limits)
  const server = createNodeServer(
    {
      ...applicationClasses(app),
      headersTimeout,
      requestTimeout,
      connectionsCheckingInterval,
      maxHeaderSize,
      insecureHTTPParser: false, // whatever the command line says
      requireHostHeader: false, // the guard tells it better
    },
    guarded(app),
  )
  answerClientErrors(server)
  return Object.assign(server, rest)
}

/** Express tells attackers what it is, and every answer is slower for a field that was set before it was made. */
function keepSilent(app: RequestListener & { disable?: unknown }): void {
  if (isApplication(app) && typeof app.disable === 'function') app.disable('x-powered-by')
}

function noListener(found: unknown): TypeError {
  const kind =
    found === null || found === undefined ? String(found) : `${typeof found === 'object' ? 'an' : 'a'} ${typeof found}`
  return new TypeError(
    `createServer() takes an Express application or another function (request, response), not ${kind}`,
  )
}
