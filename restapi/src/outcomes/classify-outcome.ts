import { types } from 'node:util'
import { noFields } from '../http/fields.js'
import { parseMediaType } from '../http/media-type.js'
import { isContentless, isFinalStatus } from '../http/status.js'
import { isError } from '../values/value-kinds.js'
import { failureOf, internalFailure } from './failure.js'
import { isFileContent } from './file-content.js'
import { isHttpError } from './http-error.js'
import { type FailureRule, type Mapping, mappedFailure } from './map-error.js'
import { isProblem } from './problem.js'
import type { FailureReply, Reply, ReplyHead } from './reply.js'
import { isResult, type ReadyContent, type Result } from './result.js'
import { isBlob, isOctetStream, isValueStream } from './stream-source.js'

/**
 * Turns any outcome of an endpoint into a reply. This is the ladder: the first row that fits decides, and every outcome fits a row.
 *
 * | returned | reply |
 * |---|---|
 * | `undefined`, `null` | 204 without content |
 * | an integer from 200 to 599 | that status without content; any other number is a 500 |
 * | `Result` | its status and fields, with its value or its ready content |
 * | `HttpError`, `Problem` | a failure with its status |
 * | any other error | a 500, unless `mapError` or `expose` says otherwise |
 * | bytes, `Blob` | 200 with the octets; 204 when empty |
 * | a stream of octets | 200 with the stream |
 * | an async iterable of values | 200 with each value in the negotiated format |
 * | anything else | 200 with the value in the negotiated format |
 *
 * `classifyThrown` handles a thrown value: it is always a failure.
 */
export function classifyOutcome(outcome: unknown, mapping: Mapping): Reply {
  if (outcome === undefined || outcome === null) return empty(204)
  if (typeof outcome === 'number') return isFinalStatus(outcome) ? empty(outcome) : invalidNumber(outcome)
  if (isPlain(outcome)) return { kind: 'value', status: 200, fields: noFields, value: outcome }
  if (isResult(outcome)) return classifyResult(outcome)
  if (isError(outcome) || isHttpError(outcome) || isProblem(outcome)) return classifyThrown(outcome, mapping)
  if (isEmptyContent(outcome)) return empty(204)
  return content({ status: 200, fields: noFields }, outcome)
}

/** Reports whether `outcome` is a plain object or array. Most outcomes are, so they skip the checks of class below. */
function isPlain(outcome: unknown): boolean {
  if (typeof outcome !== 'object' || outcome === null) return false
  const prototype: unknown = Object.getPrototypeOf(outcome)
  return (prototype === Object.prototype || prototype === Array.prototype) && !(Symbol.asyncIterator in outcome)
}

/**
 * Turns a thrown value into a failure reply. A thrown value never becomes a success.
 *
 * @param rule the failure for a value that `mapError` does not map. @default the rule of endpoints
 */
export function classifyThrown(thrown: unknown, mapping: Mapping, rule: FailureRule = failureOf): FailureReply {
  try {
    return { kind: 'failure', failure: mappedFailure(thrown, mapping, rule) }
  } catch {
    // Even a look at the value throws, as with a revoked Proxy or an error whose getters throw.
    return { kind: 'failure', failure: internalFailure('unexpected-throw', thrown) }
  }
}

function classifyResult({ status, fields, version, value, ready }: Result): Reply {
  if (!isFinalStatus(status))
    return invalidStatus(`the status of a result must be an integer from 200 to 599; got ${String(status)}`)
  const head = { status, fields, version }
  if (isContentless(status) || (value === undefined && ready === undefined)) return { kind: 'empty', ...head }
  return ready === undefined ? content(head, value) : readyContent(head, ready)
}

const octets = 'application/octet-stream'

function isEmptyContent(outcome: unknown): boolean {
  return isBlob(outcome) ? outcome.size === 0 : bytesOf(outcome)?.byteLength === 0
}

function content(head: ReplyHead, value: unknown): Reply {
  const bytes = bytesOf(value)
  if (bytes !== undefined) return readyContent(head, { data: bytes, mediaType: octets })
  if (isOctetStream(value)) return readyContent(head, { data: value, mediaType: octets })
  if (isBlob(value)) {
    // The type of a Blob can be any text. The Fetch standard sends it as Content-Type (https://fetch.spec.whatwg.org/#bodyinit).
    const mediaType = parseMediaType(value.type) === undefined ? octets : value.type
    return readyContent(head, { data: value.stream(), mediaType })
  }
  return isValueStream(value) ? { kind: 'values', ...head, values: value } : { kind: 'value', ...head, value }
}

/** Returns the octets of a Uint8Array, an ArrayBuffer or a DataView. Other typed arrays are lists of numbers. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value
  if (types.isAnyArrayBuffer(value)) return new Uint8Array(value)
  return types.isDataView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined
}

function readyContent(head: ReplyHead, { data, mediaType, length }: ReadyContent): Reply {
  if (typeof data === 'string' || data instanceof Uint8Array) return { kind: 'ready', ...head, data, mediaType }
  if (isFileContent(data)) return { kind: 'unopened', ...head, content: data, mediaType }
  return { kind: 'octets', ...head, octets: data, mediaType, length }
}

function empty(status: number): Reply {
  return { kind: 'empty', status, fields: noFields }
}

function invalidNumber(returned: number): Reply {
  return invalidStatus(
    `a number that an endpoint returns must be a status from 200 to 599; got ${returned}; to answer with a number, return ok(${returned})`,
  )
}

function invalidStatus(why: string): Reply {
  return { kind: 'failure', failure: internalFailure('invalid-status', new RangeError(why)) }
}
