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
import { isProblem, Problem, type ProblemMembers } from './problem.js'

/**
 * The description of a failure, from which an envelope makes the answer. All of it may be shown, except `cause`.
 *
 * @example
 * const titleOf = ({ status, error }: ErrorInfo): string => `${status} ${error}`
 * const envelope: Envelope = (info) => ({ title: titleOf(info), code: info.code })
 */
export interface ErrorInfo {
  readonly status: number
  /** The reason phrase of the status. */
  readonly error: string
  /** A stable name for programs, such as `not-found` or `invalid-request`. */
  readonly code: string
  readonly message: string | undefined
  readonly help: string | undefined
  /** The path that the client sent; empty for a request that `createServer` refused. */
  readonly path: string
  /** The query as the client sent it, without the question mark. */
  readonly query: string | undefined
  /** ISO 8601, UTC. */
  readonly timestamp: string
  readonly requestId: string | undefined
  readonly errors: readonly InvalidField[] | undefined
  /** The properties of the error. */
  readonly additional: Readonly<Record<string, unknown>> | undefined
  /**
   * The header fields of the request, by lower-case name, without credentials: `authorization`, `proxy-authorization`, `cookie` and the
   * fields of API keys. `accept-language` helps to choose the language of messages.
   */
  readonly headers: IncomingHttpHeaders
  /** The negotiated media type. A problem is sent as `application/problem+json` or `application/problem+xml` instead. */
  readonly mediaType: string
  /** The original error. It may contain internals: never show it. */
  readonly cause: unknown
}

/**
 * The function that makes the value of an error answer. A `Problem` is written as RFC 9457 asks. For `undefined` or `null` the answer
 * has its status and no content. It must be synchronous.
 *
 * @example
 * const envelope: Envelope = ({ status, message }) => ({ status, reason: message })
 * const api = endware({ envelope })
 */
export interface Envelope {
  (info: ErrorInfo): unknown
  /** The schema of the value, for the OpenAPI document. The envelopes of this package need none. */
  readonly schema?: StandardSchema
}

/**
 * Makes the default envelope: an object with the fields of `ErrorInfo` that may be shown.
 *
 * @example
 * const api = endware({ envelope: (info) => ({ ok: false, error: defaultEnvelope(info) }) })
 */
export function defaultEnvelope(info: ErrorInfo): unknown {
  const { status, error, message, help, path, query, timestamp, requestId, errors, additional } = info
  return { status, error, message, help, path, query, timestamp, requestId, errors, additional }
}

/**
 * Makes a problem of RFC 9457 of every failure. A `Problem` itself gets the members `instance`, `timestamp` and
 * `requestId`, unless it has its own.
 *
 * @example
 * const api = endware({ envelope: problemEnvelope })
 */
export function problemEnvelope(info: ErrorInfo): Problem {
  return new Problem(problemMembers(info))
}

/** Returns the members of the problem that describes a failure. */
function problemMembers(info: ErrorInfo): ProblemMembers {
  const { status, error, message, help, path, timestamp, requestId, errors, additional } = info
  const instance = path === '' ? undefined : uriReference(path)
  const standard = { type: 'about:blank', title: error, status, detail: message, instance }
  const members = { ...standard, help, timestamp, requestId, errors }
  // No property replaces the members of RFC 9457 §3.1 and of this envelope.
  return additional === undefined ? members : { ...standard, ...additional, ...members }
}

/** The value of an error answer. */
export interface Enveloped {
  /** The members of a problem, or any other value; `undefined` for no content. */
  readonly value: unknown
  /** True if the value is written as a problem of RFC 9457. */
  readonly isProblem: boolean
}

/**
 * Returns the value of an error answer: the members of a problem, or what `envelope` makes of any other failure.
 *
 * @throws whatever the envelope throws, and TypeError when it returns a promise
 */
export function enveloped({ error }: Failure, info: ErrorInfo, envelope: Envelope): Enveloped {
  if (isProblem(error)) {
    return { value: completesProblems(envelope) ? completed(error, info) : error.members, isProblem: true }
  }
  // A `Problem` would only be read here, and the stack trace of an error is most of its cost.
  if (envelope === problemEnvelope) return { value: problemMembers(info), isProblem: true }
  const value = envelope(info)
  if (isThenable(value)) throw new TypeError('an envelope must return its value synchronously; got a promise')
  return isProblem(value) ? { value: value.members, isProblem: true } : { value: value ?? undefined, isProblem: false }
}

/** Reports whether the envelope adds to a problem the members that all its problems have. */
export function completesProblems(envelope: Envelope): boolean {
  return envelope === problemEnvelope
}

/** Returns the members of a problem with those by which every problem of `problemEnvelope` is found in the log. */
function completed({ members }: Problem, info: ErrorInfo): ProblemMembers {
  const { instance = uriReference(info.path), timestamp = info.timestamp, requestId = info.requestId } = members
  return { ...members, instance, timestamp, requestId }
}

/** Returns the envelope that stands in after a failure of a codec or an envelope: `envelope` if it is of this package, else the default one. */
export function safeEnvelope(envelope: Envelope): Envelope {
  return isOwnEnvelope(envelope) ? envelope : defaultEnvelope
}

/** Reports whether `envelope` is one of this package. The library bounds the size of their values only. */
export function isOwnEnvelope(envelope: Envelope): boolean {
  return envelope === defaultEnvelope || envelope === problemEnvelope
}

/**
 * Returns the description of a failure. Texts that may repeat input of the client are cut to `failureBounds`.
 *
 * @param secretFields the header fields with credentials of security schemes, in lower case
 */
export function errorInfo(
  { error, cause, code }: Failure,
  exchange: Exchange,
  mediaType: string,
  secretFields: readonly string[],
): ErrorInfo {
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
    headers: withoutCredentials(exchange.headers, secretFields),
    mediaType,
    cause,
  }
}

/** The header fields with credentials. @see RFC 9110 §11.6.2, §11.7.2, RFC 6265 §4.2 */
const credentials = ['authorization', 'proxy-authorization', 'cookie']

/** Returns header fields without those of credentials: an envelope that shows what it gets must not show them. */
function withoutCredentials(headers: IncomingHttpHeaders, secretFields: readonly string[]): IncomingHttpHeaders {
  const secret = [...credentials, ...secretFields].filter((name) => headers[name] !== undefined)
  if (secret.length === 0) return headers
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.includes(name)))
}

function cut(how: typeof cutText, text: string | undefined, most: number): string | undefined {
  return text === undefined ? undefined : how(text, most)
}

/** Returns `cause: message`, one of the two, or `undefined`. A cause is shown only if it is an `HttpError`, a `Problem` or has `expose`. A text that both have is shown once. */
function shownMessage(message: string, cause: unknown): string | undefined {
  const before = cause === undefined ? '' : causeText(cause)
  if (before !== '' && message !== '' && before !== message) return `${before}: ${message}`
  return before || message || undefined
}

function isEmpty(properties: object): boolean {
  for (const _ in properties) return false
  return true
}

function causeText(cause: unknown): string {
  return isHttpError(cause) || isProblem(cause) ? cause.message : exposedMessage(cause)
}
