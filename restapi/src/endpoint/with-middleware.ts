import type { IncomingMessage, ServerResponse } from 'node:http'
import { isProvider, type Provider } from '../contract/provider.js'
import type { Handler, Middleware } from '../http/http.js'
import { isThenable } from '../values/value-kinds.js'
import { Provision, type Refusal } from './provision.js'

/** The functions that end a chain. Each answers the request. */
export interface ChainEnds {
  /** Answers by the endpoint. */
  answer(request: IncomingMessage, response: ServerResponse, provision: Provision | undefined): void
  /** Answers by the failure of a provider. */
  refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal, provision: Provision): void
  /** Answers an error of a middleware when there is no `next`. */
  fail(error: unknown, request: IncomingMessage, response: ServerResponse): void
}

/**
 * Returns the handler that runs middleware and providers in order, then the endpoint. The endpoint is reached only when each middleware
 * has called `next` and each provider has let the request through. An error that a middleware throws, rejects with or hands to `next`
 * goes to the error handlers of the host, or to `fail` where there are none.
 *
 * @param timeout milliseconds from the first provider to the outcome
 */
export function withMiddleware(
  use: readonly (Middleware | Provider)[],
  { answer, refuse, fail }: ChainEnds,
  timeout: number | undefined,
): Handler {
  return (request, response, next) => {
    let provision: Provision | undefined
    const failed = (thrown: unknown): void => {
      const error = thrown ?? new TypeError(`a middleware failed with ${String(thrown)}`) // which Express would take for success
      if (next === undefined) fail(error, request, response)
      else next(error)
    }
    const goOn = (at: number): void => {
      const step = use[at]
      if (step === undefined) answer(request, response, provision)
      else if (!isProvider(step)) call(step, at)
      // A request that a middleware has answered is reported where its endpoint would run.
      else if (response.headersSent) goOn(at + 1)
      else {
        const current = provision ?? new Provision(request, response, timeout)
        provision = current
        const goOnAfter = (): void => goOn(at + 1)
        current.run(step, goOnAfter, (refusal) => refuse(request, response, refusal, current))
      }
    }
    const call = (middleware: Middleware, at: number): void => {
      let isPassed = false
      try {
        const work: unknown = middleware(request, response, (error) => {
          if (error !== undefined && error !== null) failed(error)
          else if (!isPassed) {
            isPassed = true // a second call would run the endpoint twice
            goOn(at + 1)
          }
        })
        if (isThenable(work)) work.then(undefined, failed)
      } catch (error) {
        failed(error)
      }
    }
    goOn(0)
  }
}
