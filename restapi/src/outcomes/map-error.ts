import type { Exchange } from '../http/exchange.js'
import { isThenable } from '../values/value-kinds.js'
import type { Failure } from './failure.js'
import type { FailureCode } from './failure-code.js'
import { type HttpError, isHttpError } from './http-error.js'
import { isProblem, type Problem } from './problem.js'
import { type OnFailure, reportFailure } from './report.js'

/**
 * Turns an error of the application into the failure that answers it, or into nothing: then the error is answered as if there were no
 * `mapError`. It gets whatever was thrown, or returned as an error, and is no `HttpError` or `Problem` already.
 */
export type MapError = (error: unknown) => HttpError | Problem | null | undefined

/** Decides which failure answers what was thrown. */
export type FailureRule = (thrown: unknown) => Failure

/** What mapping needs to know. */
export interface Mapping {
  readonly exchange: Exchange
  readonly wiring: { readonly mapError: MapError | undefined; readonly onFailure: OnFailure }
}

/**
 * The failure that answers `thrown`: by `mapError` where it gives one, else by `rule`. A failure of `mapError` is reported and changes
 * nothing. `thrown` is the cause of a mapped error that has no cause of its own.
 */
export function mappedFailure(thrown: unknown, { exchange, wiring }: Mapping, rule: FailureRule): Failure {
  const { mapError, onFailure } = wiring
  if (mapError === undefined || isHttpError(thrown) || isProblem(thrown)) return rule(thrown)
  try {
    const mapped: unknown = mapError(thrown)
    if (mapped === undefined || mapped === null) return rule(thrown)
    if (isHttpError(mapped) || isProblem(mapped)) {
      const failure = rule(mapped)
      return mapped.cause === undefined ? { ...failure, cause: thrown } : failure
    }
    if (isThenable(mapped)) mapped.then(undefined, () => undefined) // reported as no failure below, whatever it comes to
    throw new TypeError(`mapError gives an HttpError, a Problem or nothing, at once; got ${typeof mapped}`)
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
