import { isFailureStatus } from '../http/status.js'
import { type Failure, failureOf, failureWithStatus } from './failure.js'
import { isHttpError } from './http-error.js'
import { isProblem } from './problem.js'

/** Where the errors that middleware passes on have their status. */
interface StatusError {
  readonly status?: unknown
  readonly statusCode?: unknown
  /** NestJS. */
  readonly getStatus?: unknown
}

/**
 * The failure that another middleware means by an error that it passes on with `next(error)`. The error keeps its 4xx or 5xx `status`,
 * `statusCode` or `getStatus()` and its `headers`; its message is shown only with `expose`.
 *
 * @param responseStatus the status that was set on the response; as in Express, it counts for an error without one
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
