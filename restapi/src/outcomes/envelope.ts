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
  /** The header fields of the request, by lower-case name: `accept-language` for messages in the client's language. */
  readonly headers: IncomingHttpHeaders
  /** The media type of the answer; that of a problem is `application/problem+json` or `+xml` instead. */
  readonly mediaType: string
  /** What was thrown underneath. It may tell internals: look at it, do not show it. */
  readonly cause: unknown
}

/**
 * Makes the value that stands for a failure; a `Problem` is written as RFC 9457 asks. One that gives nothing, `undefined` or `null`,
 * leaves the answer without content; the status stands.
 */
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
  const { status, error, message, help, path, timestamp, requestId, errors, additional } = info
  // The members of RFC 9457 §3.1 and those of this envelope come last: no property takes their place.
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
 * The value that stands for a failure: a problem is its own, all others are put into the envelope. `undefined` for an envelope that gives
 * nothing.
 *
 * @throws whatever the envelope throws
 */
export function enveloped({ error }: Failure, info: ErrorInfo, envelope: Envelope): unknown {
  if (isProblem(error)) return error
  const value = envelope(info)
  if (isThenable(value)) throw new TypeError('an envelope is made at once, not promised')
  return value ?? undefined
}

/** Reports whether the size of what `envelope` makes is bounded here; that of an application's own envelope is the application's affair. */
export function isOwnEnvelope(envelope: Envelope): boolean {
  return envelope === defaultEnvelope || envelope === problemEnvelope
}

/** The description of a failure that is no problem already. Texts that may repeat what the client sent are cut. */
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

/** `cause: message`, either alone, or neither; a cause is shown only when it was made for showing. */
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
