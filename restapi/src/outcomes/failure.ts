import { isFailureStatus } from '../http/status.js'
import { exposedMessage } from '../values/exposed-message.js'
import { isError } from '../values/value-kinds.js'
import type { FailureCode } from './failure-code.js'
import { type HttpError, isHttpError } from './http-error.js'
import { httpError } from './http-errors.js'
import { passedOnFields } from './passed-on-fields.js'
import { isProblem, type Problem } from './problem.js'

/** A failure on its way to the client: what is shown of it, and what caused it. */
export interface Failure {
  readonly error: HttpError | Problem
  /** What was thrown or returned: for `onFailure`, never for the client. */
  readonly cause: unknown
  /** One of the closed list, `FailureCode`, or that of the application's own error. */
  readonly code: string
}

/**
 * The failure that an endpoint means by what it throws. `HttpError` and `Problem` keep their status; so does an error that says that it
 * may be shown (`expose`, a 4xx `status`). Anything else is a 500 that shows nothing: the 404 of a service that the endpoint calls is
 * not an answer to its own client.
 */
export function failureOf(thrown: unknown): Failure {
  if ((isHttpError(thrown) || isProblem(thrown)) && isFailureStatus(thrown.status))
    return { error: thrown, cause: thrown.cause ?? thrown, code: thrown.code }
  return exposedFailure(thrown) ?? unexpectedFailure(thrown)
}

/** The library's own 500: nothing of `cause` is shown. */
export function internalFailure(code: FailureCode, cause: unknown): Failure {
  return { error: httpError(500), cause, code }
}

/** A failureWithStatus that another party means, such as a middleware: its status, and what of it may be shown. */
export function failureWithStatus(status: number, cause: unknown, message = exposedMessage(cause)): Failure {
  const { headers } = cause as { headers?: unknown }
  const code: FailureCode = status === 500 ? 'unexpected-error' : 'request-refused'
  return { error: httpError(status, message, { fields: passedOnFields(headers) }), cause, code }
}

function unexpectedFailure(thrown: unknown): Failure {
  return internalFailure(isError(thrown) ? 'unexpected-error' : 'unexpected-throw', thrown)
}

function exposedFailure(thrown: unknown): Failure | undefined {
  if (!isError(thrown)) return undefined
  const { status, expose } = thrown as { status?: unknown; expose?: unknown }
  if (!isFailureStatus(status) || status > 499) return undefined
  // Express gives a path that is no percent-encoded UTF-8 as a URIError with status 400 and no `expose`.
  if (thrown instanceof URIError) return failureWithStatus(400, thrown, 'the path is not properly percent-encoded')
  return expose === true ? failureWithStatus(status, thrown) : undefined
}
