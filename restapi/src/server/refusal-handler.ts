import type { RequestListener } from 'node:http'
import type { ErrorHandler } from '../http/http.js'

/** The name of the property that leads from a handler of an end-ware to its error handler. It is the same for every copy of the package. */
const property = Symbol.for('@endware/restapi/refusal-handler')

/** Returns the handler, marked so that `createServer` answers refused requests by the error handler. */
export function withRefusalHandler<H extends object>(handler: H, errorHandler: ErrorHandler): H {
  return Object.defineProperty(handler, property, { value: errorHandler })
}

/**
 * Returns the error handler of the end-ware that `app` is, or that the Express application `app` uses; `undefined` when there is none. Of
 * several, it returns the last one: that gets the errors which the others pass on.
 */
export function refusalHandlerOf(app: RequestListener): ErrorHandler | undefined {
  const handlers = [app, ...layersOf(app).map(({ handle }) => handle)]
  return handlers.map(markOf).findLast((found) => found !== undefined)
}

function markOf(handler: unknown): ErrorHandler | undefined {
  return (handler as { readonly [property]?: ErrorHandler } | undefined)?.[property]
}

/** The members of an Express application that lead to its middleware. */
interface Application {
  /** Express 4, which has no other one, and throws for `router`. */
  readonly lazyrouter?: unknown
  readonly _router?: Router
  /** Express 5. */
  readonly router?: Router
}

interface Router {
  readonly stack?: readonly { readonly handle?: unknown }[]
}

function layersOf(app: object): NonNullable<Router['stack']> {
  const { lazyrouter } = app as Application
  const { stack } = (app as Application)[lazyrouter === undefined ? 'router' : '_router'] ?? {}
  return stack ?? []
}
