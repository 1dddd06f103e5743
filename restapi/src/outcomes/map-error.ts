import type { Exchange } from '../http/exchange.js'
import type { HttpRequest } from '../http/http.js'
import { isThenable } from '../values/value-kinds.js'
import type { Failure } from './failure.js'
import type { FailureCode } from './failure-code.js'
import { type HttpError, isHttpError } from './http-error.js'
import { isProblem, type Problem } from './problem.js'
import { type OnFailure, reportFailure } from './report.js'

/**
 * The request that failed, for `mapError`.
 *
 * @example
 * const isTrial = ({ request }: MapErrorContext) => request?.headers['x-plan'] === 'trial'
 * const mapError: MapError = (error, context) =>
 *   error instanceof RangeError && isTrial(context) ? forbidden('not in the trial') : undefined
 * const api = endware({ mapError })
 */
export interface MapErrorContext {
  /** The request, with the properties that earlier middleware added; `undefined` in `api.render`. */
  readonly request: HttpRequest | undefined
}

/**
 * The function that turns an error of the application into the failure to answer with. For `undefined` or `null` the error is answered
 * as if there were no `mapError`. It receives every thrown value and every returned error, except `HttpError` and `Problem`. It must be
 * synchronous.
 *
 * @example
 * const mapError: MapError = (error) => (error instanceof RangeError ? badRequest(error.message) : undefined)
 * const api = endware({ mapError })
 */
export type MapError = (error: unknown, context: MapErrorContext) => HttpError | Problem | null | undefined

/** A function that returns the failure for a thrown value. */
export type FailureRule = (thrown: unknown) => Failure

/** The request and the options that `mappedFailure` needs. */
export interface Mapping {
  readonly exchange: Exchange
  readonly wiring: { readonly mapError: MapError | undefined; readonly onFailure: OnFailure }
}

/**
 * Returns the failure for `thrown`: that of `mapError`, else that of `rule`. If `mapError` throws or returns something else, this is
 * reported and `rule` decides. A mapped error without a `cause` gets `thrown` as its cause.
 */
export function mappedFailure(thrown: unknown, { exchange, wiring }: Mapping, rule: FailureRule): Failure {
  const { mapError, onFailure } = wiring
  if (mapError === undefined || isHttpError(thrown) || isProblem(thrown)) return rule(thrown)
  try {
    const mapped: unknown = mapError(thrown, { request: exchange.request })
    if (mapped === undefined || mapped === null) return rule(thrown)
    if (isHttpError(mapped) || isProblem(mapped)) {
      const failure = rule(mapped)
      return mapped.cause === undefined ? { ...failure, cause: thrown } : failure
    }
    if (isThenable(mapped)) mapped.then(undefined, () => undefined) // a rejection must not end the process; the TypeError below reports the promise
    throw new TypeError(
      `mapError must return an HttpError, a Problem or nothing, synchronously; got ${isThenable(mapped) ? 'a promise' : typeof mapped}`,
    )
  } catch (cause) {
    const failure = rule(thrown)
    reportFailure(onFailure, exchange, {
      code: 'map-error-failed' satisfies FailureCode,
      status: failure.error.status,
      cause,
    })
    return failure
  }
}
