import type { Handler, Middleware } from '../http/http.js'
import { isThenable } from '../values/value-kinds.js'

/** A function that answers an error of a middleware when there is no `next`. */
type Refuse = (error: unknown, request: Parameters<Handler>[0], response: Parameters<Handler>[1]) => void

/**
 * The handler behind these middlewares: it is reached only when each of them, in turn, has called `next`. What one throws, rejects with
 * or hands to `next` goes to the error handlers of the host, or to `refuse` where there are none.
 */
export function withMiddleware(middlewares: readonly Middleware[], handler: Handler, refuse: Refuse): Handler {
  return (request, response, next) => {
    const fail = (thrown: unknown): void => {
      const error = thrown ?? new TypeError(`a middleware failed with ${String(thrown)}`) // which Express would take for success
      if (next === undefined) refuse(error, request, response)
      else next(error)
    }
    const goOn = (at: number): void => {
      const middleware = middlewares[at]
      if (middleware === undefined) {
        handler(request, response, next)
        return
      }
      try {
        const work: unknown = middleware(request, response, (error) =>
          error === undefined || error === null ? goOn(at + 1) : fail(error),
        )
        if (isThenable(work)) work.then(undefined, fail)
      } catch (error) {
        fail(error)
      }
    }
    goOn(0)
  }
}
