import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * A request as Node gives it, with what Express and Connect-style routers add. An application may declare more members by
 * augmenting this interface: `declare module '@endware/restapi' { interface HttpRequest { user?: User } }`.
 */
export interface HttpRequest extends IncomingMessage {
  /** Path parameters, decoded. */
  params?: unknown
  /** The body, where an earlier middleware has read it. */
  body?: unknown
  /** The URL before any router took its mount path off. */
  originalUrl?: string
  /** `http` or `https`, as the framework sees it. */
  protocol?: unknown
  /** The application of Express, by its settings. */
  app?: { get?(setting: string): unknown }
  /** An id that an earlier middleware gave the request. */
  id?: unknown
}

/** Hands the request on to the next middleware, or an error to the error handlers. */
export type Next = (error?: unknown) => void

/** An ordinary middleware of Express or any Connect-style router. */
// biome-ignore lint/suspicious/noExplicitAny: Express types its requests more narrowly than Node, and both must fit here
export type Middleware = (request: any, response: any, next: Next) => unknown

/** What `api.endpoint` makes: a handler for an Express route, a Connect-style router, or `http.createServer`. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next?: Next) => void
