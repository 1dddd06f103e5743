import type { IncomingMessage, ServerResponse } from 'node:http'
import { isTransformed } from '../http/exchange.js'
import { type Field, mergeVary } from '../http/fields.js'
import { http2StreamOf } from '../http/http2.js'
import { reasonPhrase } from '../http/status.js'
import { dropSuccessFields } from '../outcomes/failure-fields.js'
import type { OpenStream } from '../outcomes/reply.js'
import type { Answer } from '../rendering/answer.js'
import { writeStream } from './write-stream.js'

/** The longest unread body, in bytes, that is discarded to keep the connection open. */
const mostDiscarded = 16 * 1024 * 1024

type Head = Pick<Answer, 'status' | 'fields'>

/**
 * Writes an answer in one go, with its length known. HEAD gets the same fields and no content (RFC 9110 §9.3.2).
 *
 * @throws whatever Node objects to in the header fields, before anything is written
 */
export function writeWhole(
  request: IncomingMessage,
  response: ServerResponse,
  head: Head,
  content: string | Uint8Array | undefined,
): void {
  const length = content === undefined ? 0 : Buffer.byteLength(content)
  begin(request, response, head, saysLength(request, response, head.status) ? length : undefined)
  // Text as long in octets as in characters is ASCII. Node writes it faster as latin1.
  if (typeof content === 'string') response.end(content, length === content.length ? 'latin1' : 'utf8')
  else response.end(content)
}

/**
 * Reports whether the answer has a `Content-Length`. One without content has it, too, so that no client waits for content. RFC 9110 §8.6
 * forbids it for 204 and 304. HEAD has none where middleware may compress: the answer to GET would have another length.
 */
function saysLength({ method }: IncomingMessage, response: ServerResponse, status: number): boolean {
  if (method === 'HEAD' && isTransformed(response)) return false
  return status !== 204 && status !== 304
}

/**
 * Writes a stream to its end. The answer to HEAD has its fields alone.
 *
 * @throws TypeError for header fields that Node refuses, before anything is written, and the error of the stream
 */
export async function writeStreamed(
  request: IncomingMessage,
  response: ServerResponse,
  head: Head,
  content: OpenStream,
): Promise<void> {
  begin(request, response, head, saysLength(request, response, head.status) ? content.length : undefined)
  if (request.method !== 'HEAD') return writeStream(response, content)
  content.close()
  response.end()
}

/** Sends the head. If Node refuses it, restores the fields that were set before. */
function begin(
  request: IncomingMessage,
  response: ServerResponse,
  { status, fields }: Head,
  length: number | undefined,
): void {
  if (status >= 400) dropSuccessFields(response)
  const headers: Record<string, HeaderValue> = {}
  const earlier: EarlierField[] = []
  for (const field of fields) headers[field.name] = withEarlier(response, field, earlier)
  const isHttp2 = http2StreamOf(response) !== undefined
  // RFC 9113 §8.2.2: HTTP/2 has no fields of the connection
  if (isHttp2) delete headers.Upgrade
  else {
    const closes = !canKeepConnection(request, status)
    if (headers.Upgrade !== undefined)
      headers.Connection = closes || response.shouldKeepAlive === false ? 'close, Upgrade' : 'Upgrade' // RFC 9110 §7.8
    else if (closes) headers.Connection = 'close'
  }
  if (length !== undefined) headers['Content-Length'] = length
  try {
    if (isWatched(response)) {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      // RFC 9113 §8.3.2: HTTP/2 has no reason phrase
      if (isHttp2) response.writeHead(status)
      else response.writeHead(status, reasonPhrase(status))
    } else if (isHttp2) response.writeHead(status, headers)
    else {
      response.writeHead(status, reasonPhrase(status), headers)
    }
  } catch (cause) {
    const { sendDate } = response // which the removal of a Date would end
    for (const name of Object.keys(headers)) response.removeHeader(name)
    for (const { name, value } of earlier) response.setHeader(name, value)
    response.sendDate = sendDate
    throw cause
  }
}

/**
 * Reports whether a listener, such as a request logger, may read the header fields after the answer. Node forgets the fields of a head that
 * it gets as a whole, which is a quarter faster. One listener of `finish` is Node's own.
 *
 * @see docs/decisions/fields-for-loggers.md
 */
function isWatched(response: MaybeWatched): boolean {
  if (response.listenerCount === undefined) return false
  return response.listenerCount('finish') > 1 || response.listenerCount('close') > 0
}

/** A response that may lack `listenerCount`, as the mocks of unit tests (node-mocks-http) do. */
type MaybeWatched = Partial<Pick<ServerResponse, 'listenerCount'>>

type HeaderValue = number | string | string[]

/** A field that middleware has set, under a name that an answer sets as well. */
interface EarlierField {
  readonly name: string
  readonly value: HeaderValue
}

/** Fields whose members are added to those that a middleware has set. */
const additive = /^(?:vary|set-cookie|link)$/i

/**
 * Returns the value of a field, with the members that middleware has set before if the field is additive. Notes the value of middleware
 * in `earlier`, unless each answer sets the field.
 */
function withEarlier(response: ServerResponse, field: Field, earlier: EarlierField[]): string | string[] {
  const { name } = field
  const own = typeof field.value === 'string' ? field.value : [...field.value]
  if (name === 'Content-Type' || name === 'X-Content-Type-Options') return own
  const before = response.getHeader(name)
  if (before !== undefined) earlier.push({ name, value: before })
  // `no-transform` alone says nothing of caches, so the directives of middleware stay.
  if (own === 'no-transform' && before !== undefined) return `${String(before)}, ${own}`
  if (!additive.test(name)) return own
  if (!/^vary$/i.test(name)) return before === undefined ? own : [before, own].flat().map(String)
  // A middleware that compresses adds `Vary` only to content that it compresses. A 304 must have the same field (RFC 9110 §15.4.5).
  const coded = isTransformed(response)
  if (before === undefined && !coded) return own
  return mergeVary(mergeVary(String(before ?? ''), String(own)), coded ? 'Accept-Encoding' : '')
}

/**
 * Reports whether the rest of the request's body is short enough to be read and discarded (RFC 9112 §9.3). After 408 it is not awaited again
 * (RFC 9110 §15.5.9).
 */
function canKeepConnection(request: IncomingMessage, status: number): boolean {
  if (request.complete) return true
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  return status !== 408 && coding === undefined && (length === undefined || Number(length) <= mostDiscarded)
}
