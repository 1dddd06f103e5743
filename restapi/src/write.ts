import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { isOpenStream, type Rendered } from './rendered.js'
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
  const headers: OutgoingHttpHeaders = {}
  for (const { name, value } of fields) headers[name] = typeof value === 'string' ? value : [...value]
  const vary = response.getHeader('vary')
  if (vary !== undefined) headers.Vary = mergeVary(String(vary), String(headers.Vary))
  if (!canKeepConnection(request)) headers.Connection = 'close'
  if (isOpenStream(content)) {
    response.writeHead(status, headers)
    if (request.method !== 'HEAD') return writeStream(response, content)
    content.close()
    response.end()
    return
  }
  const length = content === undefined ? 0 : Buffer.byteLength(content)
  // Without content the length is still told, so that nobody waits for some; but not where RFC 9110 §8.6 forbids it.
  if (content !== undefined || (status !== 204 && status !== 304)) headers['Content-Length'] = length
  response.writeHead(status, headers)
  // Text as long in octets as in characters is ASCII, which Node writes faster when it is not told that it might be more.
  if (typeof content === 'string') response.end(content, length === content.length ? 'latin1' : 'utf8')
  else response.end(content)
}

/** Whether what is left of the request's body is short enough to be read and thrown away (RFC 9112 §9.3). */
function canKeepConnection(request: IncomingMessage): boolean {
  if (request.complete) return true
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  return coding === undefined && Number(length ?? 0) <= mostDiscarded
}
