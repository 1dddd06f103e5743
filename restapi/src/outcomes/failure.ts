import { isFailureStatus } from '../http/status.js'
import { exposedMessage } from '../values/exposed-message.js'
import { isError } from '../values/value-kinds.js'
import type { FailureCode } from './failure-code.js'
import { HttpError, isHttpError } from './http-error.js'
import { httpError } from './http-error-factory.js'
import { passedOnFields } from './passed-on-fields.js'
import { isProblem, type Problem } from './problem.js'

/** An error answer in the making: the error to show, and its cause for the log. */
export interface Failure {
  readonly error: HttpError | Problem
  /** The original error, for `onFailure` only. The client never sees it. */
  readonly cause: unknown
  /** A `FailureCode`, or the code of the application's own error. */
  readonly code: string
}

/**
 * Returns the failure for a value that an endpoint threw or returned as an error. An `HttpError` or `Problem` keeps its status, and so
 * does an error with `expose: true` and a 4xx `status`. Anything else is a 500 without details: a 404 from a service that the endpoint
 * calls is no answer to the client of the endpoint.
 */
export function failureOf(thrown: unknown): Failure {
  if ((isHttpError(thrown) || isProblem(thrown)) && isFailureStatus(thrown.status))
    return { error: thrown, cause: thrown.cause ?? thrown, code: thrown.code }
  return exposedFailure(thrown) ?? unexpectedFailure(thrown)
}

/** Returns a 500 of the library itself. The client sees nothing of `cause`. */
export function internalFailure(code: FailureCode, cause: unknown): Failure {
  return { error: httpError(500), cause, code }
}

/**
 * Returns the failure for an error that has a status of its own, such as an error of a middleware. It takes over the `headers` of the
 * error.
 *
 * @param message @default the message of `cause`, if `cause` has `expose`
 */
export function failureWithStatus(status: number, cause: unknown, message = exposedMessage(cause)): Failure {
  const { headers } = cause as { headers?: unknown }
  const code: FailureCode = status === 500 ? 'unexpected-error' : 'request-refused'
  return { error: new HttpError(status, message, { fields: passedOnFields(headers) }), cause, code }
}

function unexpectedFailure(thrown: unknown): Failure {
  return internalFailure(isError(thrown) ? 'unexpected-error' : 'unexpected-throw', thrown)
}

function exposedFailure(thrown: unknown): Failure | undefined {
  if (!isError(thrown)) return undefined
  const { status, expose } = thrown as { status?: unknown; expose?: unknown }
  if (!isFailureStatus(status) || status > 499) return undefined
  // For a path that is not percent-encoded UTF-8, Express throws a URIError with status 400 and no `expose`.
  if (thrown instanceof URIError) return failureWithStatus(400, thrown, 'the path is not properly percent-encoded')
  return expose === true ? failureWithStatus(status, thrown) : undefined
}
