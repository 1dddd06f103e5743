import type { IncomingMessage, ServerResponse } from 'node:http'
import { http2StreamOf } from './http2.js'

/**
 * A request of Node with the members that Express and Connect-style routers add. An application may declare more members: `declare module '@endware/restapi' { interface HttpRequest { user?: User } }`.
 *
 * @example
 * const addressOf = (request: HttpRequest) => request.socket.remoteAddress
 * routes.get('/address', ({ request }) => ({ address: addressOf(request) }))
 */
export interface HttpRequest extends IncomingMessage {
  /** Path parameters, decoded. */
  params?: unknown
  /** The body, when an earlier middleware has read it. */
  body?: unknown
  /** The URL with the mount paths of routers. */
  originalUrl?: string
  /** `http` or `https`, as the framework determined it. */
  protocol?: unknown
  /** The Express application, for its settings. */
  app?: { get?(setting: string): unknown }
  /** The id of the request, set by an earlier middleware. */
  id?: unknown
}

/**
 * Passes the request to the next middleware, or an error to the error handlers.
 *
 * @example
 * const measure = (_request: unknown, _response: unknown, next: Next) => next()
 * routes.get('/products', { use: [measure] }, () => [{ id: 7 }])
 */
export type Next = (error?: unknown) => void

/**
 * A middleware of Express or any Connect-style router.
 *
 * @example
 * const uncached: Middleware = (_request, response, next) => {
 *   response.setHeader('Cache-Control', 'no-store')
 *   next()
 * }
 * routes.get('/time', { use: [uncached] }, () => ({ time: Date.now() }))
 */
// biome-ignore lint/suspicious/noExplicitAny: Express types its requests more narrowly than Node, and both must fit here
export type Middleware = (request: any, response: any, next: Next) => unknown

/**
 * The handler that `api.endpoint` returns, for an Express route, a Connect-style router, or `http.createServer`.
 *
 * @example
 * const health: Handler = api.endpoint({}, () => ({ status: 'up' }))
 * app.get('/health', health)
 */
export type Handler = (request: IncomingMessage, response: ServerResponse, next?: Next) => void

/**
 * An error handler of Express, which recognizes it by its four parameters.
 *
 * @example
 * const [, failed] = api.fallback()
 * const handler: ErrorHandler = failed
 * app.use(handler)
 */
export type ErrorHandler = (error: unknown, request: IncomingMessage, response: ServerResponse, next?: Next) => void

/** Reports whether the request has a body. Without one, its `Content-Type` is not checked. @see RFC 9112 §6.3, RFC 9113 §8.1 */
export function hasBody(request: IncomingMessage): boolean {
  const stream = http2StreamOf(request)
  if (stream !== undefined) return !stream.endAfterHeaders
  const { 'transfer-encoding': coding, 'content-length': length } = request.headers
  return coding !== undefined || (length !== undefined && Number(length) > 0)
}

/** Reports whether the request has content to read. That of a QUERY may be of no length: a form without fields. @see RFC 10008 §2 */
export function hasContent(request: IncomingMessage): boolean {
  return request.method === 'QUERY' || hasBody(request)
}
