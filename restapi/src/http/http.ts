import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * A request of Node with the members that Express and Connect-style routers add. An application may declare more members: `declare module '@endware/restapi' { interface HttpRequest { user?: User } }`.
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

/** Passes the request to the next middleware, or an error to the error handlers. */
export type Next = (error?: unknown) => void

/** A middleware of Express or any Connect-style router. */
// biome-ignore lint/suspicious/noExplicitAny: Express types its requests more narrowly than Node, and both must fit here
export type Middleware = (request: any, response: any, next: Next) => unknown

/** The handler that `api.endpoint` returns, for an Express route, a Connect-style router, or `http.createServer`. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next?: Next) => void

/** Reports whether the request has a body. Without one, its `Content-Type` is not checked. @see RFC 9112 §6.3 */
export function hasBody(request: IncomingMessage): boolean {
  const { 'transfer-encoding': coding, 'content-length': length } = request.headers
  return coding !== undefined || (length !== undefined && Number(length) > 0)
}
