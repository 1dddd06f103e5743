import type { IncomingHttpHeaders } from 'node:http'
import { type Exchange, pathOf, queryOf } from '../http/exchange.js'
import { uriReference } from '../http/link.js'
import { reasonPhrase } from '../http/status.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import { cutReference, cutText } from '../values/cut-text.js'
import { exposedMessage } from '../values/exposed-message.js'
import { isThenable } from '../values/value-kinds.js'
import type { Failure } from './failure.js'
import { failureBounds } from './failure-bounds.js'
import { isHttpError } from './http-error.js'
import type { InvalidField } from './invalid-field.js'
import { isProblem, Problem } from './problem.js'

/** The description of a failure, from which an envelope makes the answer. All of it may be shown, except `cause`. */
export interface ErrorInfo {
  readonly status: number
  /** The reason phrase of the status. */
  readonly error: string
  /** A stable name for programs, such as `not-found` or `invalid-request`. */
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
  /** The header fields of the request, by lower-case name. `accept-language` helps to choose the language of messages. */
  readonly headers: IncomingHttpHeaders
  /** The negotiated media type. A problem is sent as `application/problem+json` or `application/problem+xml` instead. */
  readonly mediaType: string
  /** The original error. It may contain internals: never show it. */
  readonly cause: unknown
}

/**
 * The function that makes the value of an error answer. A `Problem` is written as RFC 9457 asks. For `undefined` or `null` the answer
 * has its status and no content. It must be synchronous.
 */
export interface Envelope {
  (info: ErrorInfo): unknown
  /** The schema of the value, for the OpenAPI document. The envelopes of this package need none. */
  readonly schema?: StandardSchema
}

/** The default envelope: an object with the fields of `ErrorInfo` that may be shown. */
export function defaultEnvelope(info: ErrorInfo): unknown {
  const { status, error, message, help, path, query, timestamp, requestId, errors, additional } = info
  return { status, error, message, help, path, query, timestamp, requestId, errors, additional }
}

/** The envelope that makes every failure a problem of RFC 9457. */
export function problemEnvelope(info: ErrorInfo): Problem {
  const { status, error, message, help, path, timestamp, requestId, errors, additional } = info
  // The members of RFC 9457 §3.1 and of this envelope come last, so that no property replaces them.
  return new Problem({
    ...additional,
    help,
    timestamp,
    requestId,
    errors,
    status,
    type: 'about:blank',
    title: error,
    detail: message,
    instance: uriReference(path),
  })
}

/**
 * Returns the value of an error answer: a problem itself, or what `envelope` makes of any other failure; `undefined` for no content.
 *
 * @throws whatever the envelope throws, and TypeError when it returns a promise
 */
export function enveloped({ error }: Failure, info: ErrorInfo, envelope: Envelope): unknown {
  if (isProblem(error)) return error
  const value = envelope(info)
  if (isThenable(value)) throw new TypeError('an envelope must return its value synchronously; got a promise')
  return value ?? undefined
}

/** Reports whether `envelope` is one of this package. The library bounds the size of their values only. */
export function isOwnEnvelope(envelope: Envelope): boolean {
  return envelope === defaultEnvelope || envelope === problemEnvelope
}

/** Returns the description of a failure. Texts that may repeat input of the client are cut to `failureBounds`. */
export function errorInfo({ error, cause, code }: Failure, exchange: Exchange, mediaType: string): ErrorInfo {
  const { status } = error
  const own = isHttpError(error) ? error : undefined
  const { text, requestId } = failureBounds
  return {
    status,
    error: reasonPhrase(status),
    code,
    message: cut(cutText, shownMessage(error.message, error.cause), text),
    help: cut(cutText, own?.help, text),
    path: cutReference(pathOf(exchange), text),
    query: cut(cutReference, queryOf(exchange), text),
    timestamp: new Date().toISOString(),
    requestId: cut(cutText, exchange.requestId, requestId),
    errors: own?.errors,
    additional: own === undefined || isEmpty(own.properties) ? undefined : own.properties,
    headers: exchange.headers,
    mediaType,
    cause,
  }
}

function cut(how: typeof cutText, text: string | undefined, most: number): string | undefined {
  return text === undefined ? undefined : how(text, most)
}

/** Returns `cause: message`, one of the two, or `undefined`. A cause is shown only if it is an `HttpError`, a `Problem` or has `expose`. */
function shownMessage(message: string, cause: unknown): string | undefined {
  const before = cause === undefined ? '' : causeText(cause)
  if (before !== '' && message !== '') return `${before}: ${message}`
  return before || message || undefined
}

function isEmpty(properties: object): boolean {
  for (const _ in properties) return false
  return true
}

function causeText(cause: unknown): string {
  return isHttpError(cause) || isProblem(cause) ? cause.message : exposedMessage(cause)
}
