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
 * A server for `app` with safe timeouts and limits, which refuses what Node lets through and RFC 9112 forbids, and answers what
 * Node cannot parse. Requests and responses of an Express application are made so that it has no prototypes to change, which is
 * slow: other objects take the places of `app.request` and `app.response`, with all that was added to them. And it no longer says
 * in each answer that it is Express (`X-Powered-By`); `app.enable('x-powered-by')` afterwards brings that back.
 *
 * @param app an Express application, or any other listener, which is called with the server as `this`
 * @throws TypeError for what can answer no request, and for a limit that is unknown or makes no sense
 */
export function createServer(app: RequestListener, limits: Partial<ServerLimits> = {}): Server {
  if (typeof app !== 'function') throw noListener(app)
  keepSilent(app)
  const all = serverLimitsOf(limits)
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, maxHeaderSize } = all
  const { keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket } = all
  const server = createNodeServer({
    ...applicationClasses(app),
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval,
    maxHeaderSize,
    insecureHTTPParser: false, // whatever the command line says
    requireHostHeader: false, // the guard looks at more of it
  })
  serveInTurn(server, app)
  continueWhenRead(server)
  enforceSendRate(server, all)
  return Object.assign(server, { keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket })
}

/** Gives good requests to `app`, one after the other on each connection, and refuses others. */
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
    else if (socket.writable) connectionOf(socket).fail(refusalOfClientError(error)) // else an answer that closes it is on its way
  })
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
