import { isFailureStatus } from '../http/status.js'
import { type Failure, failureOf, failureWithStatus } from './failure.js'
import { isHttpError } from './http-error.js'
import { isProblem } from './problem.js'

/** The members in which errors of middleware have their status. */
interface StatusError {
  readonly status?: unknown
  readonly statusCode?: unknown
  /** The method of NestJS errors. */
  readonly getStatus?: unknown
}

/**
 * Returns the failure for an error that a middleware passes on with `next(error)`. The error keeps its 4xx or 5xx `status`, `statusCode`
 * or `getStatus()` and its `headers`. Its message is shown only with `expose`.
 *
 * @param responseStatus the status of the response; as in Express, an error without a status takes it
 */
export function passedOnFailure(thrown: unknown, responseStatus: number): Failure {
  if (isHttpError(thrown) || isProblem(thrown) || thrown instanceof URIError) return failureOf(thrown)
  const error: StatusError = typeof thrown === 'object' && thrown !== null ? thrown : {}
  const status = [error.status, error.statusCode, statusBy(error), responseStatus].find(isFailureStatus)
  return status === undefined ? failureOf(thrown) : failureWithStatus(status, thrown)
}

function statusBy(error: StatusError): unknown {
  return typeof error.getStatus === 'function' ? error.getStatus() : undefined
}
