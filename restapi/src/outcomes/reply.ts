import { types } from 'node:util'
import { type Fields, noFields } from '../http/fields.js'
import { parseMediaType } from '../http/media-type.js'
import { isContentless, isFinalStatus } from '../http/status.js'
import { isError } from '../values/is-error.js'
import { type Failure, failureOf, internalFailure } from './failure.js'
import { isHttpError } from './http-error.js'
import { type FailureRule, type Mapping, mappedFailure } from './map-error.js'
import { isProblem } from './problem.js'
import { isResult, type ReadyContent, type Result } from './result.js'
import { isBlob, isOctetStream, isValueStream, type Source } from './stream-source.js'

/** A stream whose first chunk is at hand, so that its answer may begin. */
export interface OpenStream {
  readonly first: IteratorResult<string | Uint8Array>
  readonly rest: AsyncIterator<string | Uint8Array>
  /** Ends it, at work or not: its source is closed, and what is awaited of it comes to its end. */
  close(): void
}

/** What all answers but failures have. */
export interface Answering {
  readonly status: number
  readonly fields: Fields
  /** The version of what is answered, from which its entity tag is made. */
  readonly version?: string | undefined
}

/** A stream that has been started: what is left is to write it. */
export interface StreamReply extends Answering {
  readonly kind: 'stream'
  readonly mediaType: string
  /** Whether the format was negotiated: octets have their own. */
  readonly isNegotiated: boolean
  readonly stream: OpenStream
}

/** A value, to be written in the negotiated format. */
export interface ValueReply extends Answering {
  readonly kind: 'value'
  readonly value: unknown
  /** What the value is of a stream, where it comes from one. */
  readonly ofStream?: 'all' | 'beginning'
}

/** A failure, which takes whatever format the client can have. */
export interface FailureReply {
  readonly kind: 'failure'
  readonly failure: Failure
}

/** A reply that can be rendered at once. */
export type RenderableReply =
  | (Answering & { readonly kind: 'empty' })
  | ValueReply
  | (Answering & { readonly kind: 'ready'; readonly data: string | Uint8Array; readonly mediaType: string })
  | StreamReply
  | FailureReply

/** A reply that has to be opened first. */
export type SourceReply =
  | (Answering & { readonly kind: 'octets'; readonly octets: Source; readonly mediaType: string })
  | (Answering & { readonly kind: 'values'; readonly values: AsyncIterable<unknown> })

/** What an outcome comes to, before a format is chosen for it. */
export type Reply = RenderableReply | SourceReply

/** The ladder: what an endpoint returned, from the first rung that fits. It is closed: every value has a rung. */
export function replyTo(outcome: unknown, mapping: Mapping): Reply {
  if (outcome === undefined || outcome === null) return empty(204)
  if (typeof outcome === 'number') return isFinalStatus(outcome) ? empty(outcome) : noStatus(outcome)
  if (isPlain(outcome)) return { kind: 'value', status: 200, fields: noFields, value: outcome }
  if (isResult(outcome)) return replyToResult(outcome)
  if (isError(outcome) || isHttpError(outcome) || isProblem(outcome)) return replyToThrown(outcome, mapping)
  if (isEmptyContent(outcome)) return empty(204)
  return content({ status: 200, fields: noFields }, outcome)
}

/** Whether it is data and nothing else, as most outcomes are: no class could have put it on another rung, nor can it be iterated over time. */
function isPlain(outcome: unknown): boolean {
  if (typeof outcome !== 'object' || outcome === null) return false
  const prototype: unknown = Object.getPrototypeOf(outcome)
  return (prototype === Object.prototype || prototype === Array.prototype) && !(Symbol.asyncIterator in outcome)
}

/**
 * The rungs of what was thrown: nothing thrown ever becomes a success.
 *
 * @param rule for what `mapError` does not map. @default that of endpoints
 */
export function replyToThrown(thrown: unknown, mapping: Mapping, rule: FailureRule = failureOf): FailureReply {
  try {
    return { kind: 'failure', failure: mappedFailure(thrown, mapping, rule) }
  } catch {
    // it resists even a look, as a revoked Proxy does, or an error whose getters throw
    return { kind: 'failure', failure: internalFailure('unexpected-throw', thrown) }
  }
}

function replyToResult({ status, fields, version, value, ready }: Result): Reply {
  if (!isFinalStatus(status)) return invalidStatus(`a result has the status ${String(status)}, which is none`)
  const answering = { status, fields, version }
  if (isContentless(status) || (value === undefined && ready === undefined)) return { kind: 'empty', ...answering }
  return ready === undefined ? content(answering, value) : readyContent(answering, ready)
}

const octets = 'application/octet-stream'

function isEmptyContent(outcome: unknown): boolean {
  return isBlob(outcome) ? outcome.size === 0 : bytesOf(outcome)?.byteLength === 0
}

function content(answering: Answering, value: unknown): Reply {
  const bytes = bytesOf(value)
  if (bytes !== undefined) return readyContent(answering, { data: bytes, mediaType: octets })
  if (isOctetStream(value)) return readyContent(answering, { data: value, mediaType: octets })
  if (isBlob(value)) {
    // The type of a Blob may be any text; the fetch standard sends it as Content-Type (https://fetch.spec.whatwg.org/#bodyinit).
    const mediaType = parseMediaType(value.type) === undefined ? octets : value.type
    return readyContent(answering, { data: value.stream(), mediaType })
  }
  return isValueStream(value) ? { kind: 'values', ...answering, values: value } : { kind: 'value', ...answering, value }
}

/** Gives the octets of a Uint8Array, an ArrayBuffer or a DataView. Other typed arrays are lists of numbers. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value
  if (types.isAnyArrayBuffer(value)) return new Uint8Array(value)
  return types.isDataView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined
}

function readyContent(answering: Answering, { data, mediaType }: ReadyContent): Reply {
  return typeof data === 'string' || data instanceof Uint8Array
    ? { kind: 'ready', ...answering, data, mediaType }
    : { kind: 'octets', ...answering, octets: data, mediaType }
}

function empty(status: number): Reply {
  return { kind: 'empty', status, fields: noFields }
}

function noStatus(returned: number): Reply {
  return invalidStatus(
    `an endpoint returned ${returned}, which is no status; to answer with a number, return ok(${returned})`,
  )
}

function invalidStatus(why: string): Reply {
  return { kind: 'failure', failure: internalFailure('invalid-status', new RangeError(why)) }
}
