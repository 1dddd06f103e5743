import { createServer as createNodeServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { applicationClasses, isApplication } from './application-classes.js'
import { refusalOfClientError } from './client-error.js'
import { Connection } from './connection.js'
import { continueWhenRead } from './expectation.js'
import { isFaultyFraming, refusalOfRequest } from './guard.js'
import { enforceSendRate } from './send-rate.js'
import { type ServerLimits, serverLimitsOf } from './server-limits.js'

/**
 * Creates an HTTP server for `app` with safe timeouts and limits. It refuses requests that RFC 9112 forbids but Node accepts, and answers
 * requests that Node cannot parse.
 *
 * For an Express application it replaces `app.request` and `app.response` by objects with the same properties, so that Express need not
 * change the prototypes of each request, which is slow. It also disables the field `X-Powered-By`; call `app.enable('x-powered-by')`
 * afterwards to enable it again.
 *
 * @param app an Express application or another request listener, called with the server as `this`
 * @param limits limits that differ from the defaults
 * @throws TypeError when `app` is not a function, or for an unknown or invalid limit
 */
export function createServer(app: RequestListener, limits: Partial<ServerLimits> = {}): Server {
  if (typeof app !== 'function') throw noListener(app)
  disablePoweredBy(app)
  const all = serverLimitsOf(limits)
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, maxHeaderSize } = all
  const { keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket } = all
  const server = createNodeServer({
    ...applicationClasses(app),
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval,
    maxHeaderSize,
    insecureHTTPParser: false, // overrides the command line
    requireHostHeader: false, // the guard checks it more strictly
  })
  serveInTurn(server, app)
  continueWhenRead(server)
  enforceSendRate(server, all)
  return Object.assign(server, { keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket })
}

/** Passes valid requests to `app`, one after the other on each connection, and refuses the others. */
function serveInTurn(server: Server, app: RequestListener): void {
  const run = (response: ServerResponse): void => {
    app.call(server, response.req, response)
  }
  const connectionOf = memoizedByObject((socket: Duplex) => new Connection(socket, run))
  server.on('request', (request, response) => {
    const connection = connectionOf(request.socket)
    const refusal = refusalOfRequest(request)
    if (refusal === undefined) connection.take(response, isFaultyFraming(request))
    else connection.refuse(response, refusal)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET') socket.destroy()
    else if (socket.writable) connectionOf(socket).fail(refusalOfClientError(error)) // otherwise an answer that closes the connection is on its way
  })
}

/** Disables `X-Powered-By`: it tells attackers what the server is, and it slows every answer. */
function disablePoweredBy(app: RequestListener & { disable?: unknown }): void {
  if (isApplication(app) && typeof app.disable === 'function') app.disable('x-powered-by')
}

function noListener(found: unknown): TypeError {
  const kind =
    found === null || found === undefined ? String(found) : `${typeof found === 'object' ? 'an' : 'a'} ${typeof found}`
  return new TypeError(
    `createServer() takes an Express application or another function (request, response); got ${kind}`,
  )
}
