import { createServer as createNodeServer, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ErrorHandler } from '../http/http.js'
import { describeValue } from '../values/check-value.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { applicationClasses, isApplication } from './application-classes.js'
import { refusalOfClientError } from './client-error.js'
import { Connection, type Served } from './connection.js'
import { continueWhenRead } from './expectation.js'
import { fewATurn } from './few-a-turn.js'
import { isFaultyFraming, noTunnel, refusalOfRequest } from './guard.js'
import { refusalHandlerOf } from './refusal-handler.js'
import { enforceSendRate } from './send-rate.js'
import { type ServerLimits, serverLimitsOf } from './server-limits.js'

/**
 * Creates an HTTP server for `app` with safe timeouts and limits. It refuses requests that RFC 9112 forbids but Node accepts, and those
 * that Node cannot parse.
 *
 * For an Express application it replaces `app.request` and `app.response` by objects with the same properties, so that Express need not
 * change the prototypes of each request, which is slow. It also disables the field `X-Powered-By`; call `app.enable('x-powered-by')`
 * afterwards to enable it again.
 *
 * @param app an Express application or another request listener, called with the server as `this`
 * @param limits limits that differ from the defaults
 * @param refused the error handler that answers refused requests. It gets an `HttpError` and a blank request, which has nothing of the
 * refused one but its `Accept`, if that could be read. @default that of the end-ware that `app` uses, so that refusals are in its envelope;
 * plain text for an application without an end-ware
 * @throws TypeError when `app` or `refused` is not a function, or for an unknown or invalid limit
 * @example
 * const server = createServer(app, { requestTimeout: 10_000 })
 */
export function createServer(app: RequestListener, limits: Partial<ServerLimits> = {}, refused?: ErrorHandler): Server {
  if (typeof app !== 'function') throw noListener(app)
  if (refused !== undefined && typeof refused !== 'function')
    throw new TypeError(`the handler of refused requests must be a function; got ${describeValue(refused)}`)
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
  serveInTurn(server, app, refused)
  continueWhenRead(server)
  enforceSendRate(server, all)
  return Object.assign(server, { keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket })
}

/** The late requests that are refused in one turn of the event loop. Node finds all of them at once, and there may be thousands. */
const latePerTurn = 16

/** Passes valid requests to `app`, one after the other on each connection, and refuses the others. */
function serveInTurn(server: Server, app: RequestListener, refused: ErrorHandler | undefined): void {
  const served: Served = {
    run(response) {
      app.call(server, response.req, response)
    },
    refusalHandler: () => refused ?? refusalHandlerOf(app), // an application may get its end-ware after its server
  }
  const connectionOf = memoizedByObject((socket: Duplex) => new Connection(socket, served))
  server.on('request', (request, response) => {
    const connection = connectionOf(request.socket)
    const refusal = refusalOfRequest(request)
    if (refusal === undefined) connection.take(response, isFaultyFraming(request))
    else connection.refuse(response, refusal)
  })
  server.on('connect', (_request, socket) => {
    if (server.listenerCount('connect') === 1) connectionOf(socket).refuseTunnel(noTunnel)
  })
  const later = fewATurn(latePerTurn)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const refuse = () => {
      if (socket.writable) connectionOf(socket).fail(refusalOfClientError(error)) // otherwise an answer that closes the connection is on its way
    }
    if (error.code === 'ECONNRESET') socket.destroy()
    else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') later(refuse)
    else refuse()
  })
}

/** Disables `X-Powered-By`: it shows attackers the kind of the server, and it slows every answer. */
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
