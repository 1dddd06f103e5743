import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { isTransformed } from './exchange.js'
import type { Field } from './fields.js'
import { isOpenStream, type Rendered } from './rendered.js'
import { reasonPhrase } from './status.js'
import { mergeVary } from './vary.js'
import { writeStream } from './write-stream.js'

/** A body beyond this many bytes is not read to its end for the sake of the connection. */
const mostDiscarded = 16 * 1024 * 1024

/**
 * Writes an answer: in one go with its length known, or a stream to its end. HEAD gets the same fields and no content
 * (RFC 9110 §9.3.2).
 *
 * @throws whatever Node objects to in the header fields, before anything is written, and what a stream fails with
 */
export async function write(
  request: IncomingMessage,
  response: ServerResponse,
  { status, fields, content }: Rendered,
): Promise<void> {
  const headers: OutgoingHttpHeaders = Object.create(null)
  const earlier: Earlier = []
  for (const field of fields) headers[field.name] = withEarlier(response, field, earlier)
  if (!canKeepConnection(request)) headers.Connection = 'close'
  if (isOpenStream(content)) {
    begin(response, status, headers, earlier)
    if (request.method !== 'HEAD') return writeStream(response, content)
    content.close()
    response.end()
    return
  }
  const length = content === undefined ? 0 : Buffer.byteLength(content)
  // Without content the length is still told, so that nobody waits for some; but not where RFC 9110 §8.6 forbids it.
  if (content !== undefined || (status !== 204 && status !== 304)) headers['Content-Length'] = length
  begin(response, status, headers, earlier)
  // Text as long in octets as in characters is ASCII, which Node writes faster when it is not told that it might be more.
  if (typeof content === 'string') response.end(content, length === content.length ? 'latin1' : 'utf8')
  else response.end(content)
}

/** Fields that take more members, besides those that middleware has set. */
const additive = /^(?:vary|set-cookie|link)$/i

type Earlier = { readonly name: string; readonly value: number | string | string[] }[]

/** A field with the members that middleware has set before, where it is one that takes more; those are noted in `earlier`. */
function withEarlier(response: ServerResponse, { name, value }: Field, earlier: Earlier): string | string[] {
  const own = typeof value === 'string' ? value : [...value]
  const before = additive.test(name) ? response.getHeader(name) : undefined
  if (before !== undefined) earlier.push({ name, value: before })
  if (/^vary$/i.test(name)) {
    // Who compresses says so on what it compresses; a 304 has to say the same (RFC 9110 §15.4.5).
    const coded = isTransformed(response) ? 'Accept-Encoding' : ''
    return mergeVary(mergeVary(String(before ?? ''), String(own)), coded)
  }
  return before === undefined ? own : [before, own].flat().map(String)
}

/** Sends the head. Of what Node objects to, nothing is left behind. */
function begin(response: ServerResponse, status: number, headers: OutgoingHttpHeaders, earlier: Earlier): void {
  try {
    response.writeHead(status, reasonPhrase(status), headers)
  } catch (cause) {
    for (const name of Object.keys(headers)) response.removeHeader(name)
    for (const { name, value } of earlier) response.setHeader(name, value)
    response.statusMessage = ''
    throw cause
  }
}

/** Whether what is left of the request's body is short enough to be read and thrown away (RFC 9112 §9.3). */
function canKeepConnection(request: IncomingMessage): boolean {
  if (request.complete) return true
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  return coding === undefined && Number(length ?? 0) <= mostDiscarded
}
