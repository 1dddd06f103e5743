import { type Exchange, pathOf, queryOf } from './exchange.js'
import type { Failure } from './failure.js'
import { isHttpError } from './http-error.js'
import { isError } from './is-error.js'
import { isProblem, Problem } from './problem.js'
import type { StandardSchema } from './standard-schema.js'
import { reasonPhrase } from './status.js'
import { isThenable } from './thenable.js'
import type { InvalidField } from './validate.js'

/** What an envelope is made of. Nothing in it needs hiding, but for `cause`. */
export interface ErrorInfo {
  readonly status: number
  /** The reason phrase of the status. */
  readonly error: string
  /** A name for programs, such as `not-found` or `invalid-request`. */
  readonly code: string
  readonly message: string | undefined
  readonly help: string | undefined
  readonly path: string
  /** The query as the client sent it, without the question mark. */
  readonly query: string | undefined
  /** ISO 8601, UTC. */
  readonly timestamp: string
  readonly requestId: string | undefined
  readonly errors: readonly InvalidField[] | undefined
  /** The properties of the error. */
  readonly additional: Readonly<Record<string, unknown>> | undefined
  /** What was thrown underneath. It may tell internals: look at it, do not show it. */
  readonly cause: unknown
}

/** Makes the value that stands for a failure; a `Problem` is written as RFC 9457 asks. */
export interface Envelope {
  (info: ErrorInfo): unknown
  /** What it makes, for the document; those of this package need not say. */
  readonly schema?: StandardSchema
}

/** The envelope used unless another is configured. */
export function defaultEnvelope(info: ErrorInfo): unknown {
  const { status, error, message, help, path, query, timestamp, requestId, errors, additional } = info
  return { status, error, message, help, path, query, timestamp, requestId, errors, additional }
}

/** The envelope that answers every failure as a problem of RFC 9457. */
export function problemEnvelope(info: ErrorInfo): Problem {
  const { status, message, help, path, timestamp, requestId, errors, additional } = info
  return new Problem({ ...additional, help, timestamp, requestId, errors, status, detail: message, instance: path })
}

/** What stands for a failure: a problem is its own, all others are put into the envelope. @throws what the envelope throws */
export function enveloped(failure: Failure, exchange: Exchange, envelope: Envelope): unknown {
  if (isProblem(failure.error)) return failure.error
  const value = envelope(errorInfo(failure, exchange))
  if (isThenable(value)) throw new TypeError('an envelope is made at once, not promised')
  return value
}

/** What is known of a failure that is no problem already. */
export function errorInfo({ error, cause, code }: Failure, exchange: Exchange): ErrorInfo {
  const { status } = error
  const own = isHttpError(error) ? error : undefined
  return {
    status,
    error: reasonPhrase(status),
    code,
    message: shownMessage(error.message, error.cause),
    help: own?.help,
    path: pathOf(exchange),
    query: queryOf(exchange),
    timestamp: new Date().toISOString(),
    requestId: exchange.requestId,
    errors: own?.errors,
    additional: own === undefined || isEmpty(own.properties) ? undefined : own.properties,
    cause,
  }
}

/** `cause: message`, either alone, or neither; a cause is shown only when it was made for showing. */
function shownMessage(message: string, cause: unknown): string | undefined {
  const before = cause === undefined ? '' : (causeText(cause) ?? '')
  if (before !== '' && message !== '') return `${before}: ${message}`
  return before || message || undefined
}

function isEmpty(properties: object): boolean {
  for (const _ in properties) return false
  return true
}

function causeText(cause: unknown): string | undefined {
  if (isHttpError(cause) || isProblem(cause)) return cause.message
  return isError(cause) && (cause as { expose?: unknown }).expose === true ? cause.message : undefined
}
