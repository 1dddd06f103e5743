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
  for (const { name, value } of fields) headers[name] = withEarlier(response, name, value)
  if (!canKeepConnection(request)) headers.Connection = 'close'
  if (isOpenStream(content)) {
    begin(response, status, headers)
    if (request.method !== 'HEAD') return writeStream(response, content)
    content.close()
    response.end()
    return
  }
  const length = content === undefined ? 0 : Buffer.byteLength(content)
  // Without content the length is still told, so that nobody waits for some; but not where RFC 9110 §8.6 forbids it.
  if (content !== undefined || (status !== 204 && status !== 304)) headers['Content-Length'] = length
  begin(response, status, headers)
  // Text as long in octets as in characters is ASCII, which Node writes faster when it is not told that it might be more.
  if (typeof content === 'string') response.end(content, length === content.length ? 'latin1' : 'utf8')
  else response.end(content)
}

/** Fields that take more members, besides those that middleware has set. */
const additive = ['vary', 'set-cookie', 'link']

/** A field of which middleware may have set members before: those stay, where the field is one that takes more. */
function withEarlier(response: ServerResponse, name: string, value: Field['value']): string | string[] {
  const own = typeof value === 'string' ? value : [...value]
  const earlier = additive.includes(name.toLowerCase()) ? response.getHeader(name) : undefined
  if (/^vary$/i.test(name)) {
    // Who compresses says so on what it compresses; a 304 has to say the same (RFC 9110 §15.4.5).
    const coded = isTransformed(response) ? 'Accept-Encoding' : ''
    return mergeVary(mergeVary(String(earlier ?? ''), String(own)), coded)
  }
  return earlier === undefined ? own : [earlier, own].flat().map(String)
}

/** Sends the head. Of what Node objects to, nothing is left behind. */
function begin(response: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  const earlier = additive.flatMap((name) => {
    const value = response.getHeader(name)
    return value === undefined ? [] : [{ name, value }]
  })
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
