import type { IncomingMessage, ServerResponse } from 'node:http'
import { Transform, type TransformCallback } from 'node:stream'
import { isReset } from '../http/http2.js'
import { bodyTooLarge } from '../outcomes/body-errors.js'
import { aborted, damaged, inflaterOf } from './body.js'
import { onEnd } from './request-end.js'

/**
 * Reads a body as an inflated stream with `read`, and returns the value that `read` returns. The stream ends with an error when the body
 * is larger than the limit, when the client breaks off, and when the answer is sent before the body has been read. The rest of a body
 * that `read` leaves is discarded.
 *
 * @param limit bytes as received, and bytes after inflation
 * @param permit runs before the first byte is read; may throw
 * @throws HttpError 413 beyond the limit, 415 for an unknown content coding, and whatever `read` throws
 */
export async function streamBody<Value>(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
  permit: (() => unknown) | undefined,
  read: (content: Transform) => Promise<Value>,
): Promise<Value> {
  const inflater = inflaterOf(request, limit)
  if (permit !== undefined) await permit()
  const inflating = inflater?.()
  const content = new BodyStream(request, limit)
  if (inflating === undefined) request.pipe(content)
  else inflate(request, inflating, content, limit)
  onEnd(response, () => content.destroy(aborted()))
  try {
    return await read(content)
  } finally {
    request.unpipe()
    inflating?.destroy()
    content.destroy()
    request.resume() // discards the rest of the body
  }
}

/** Pipes a body through its decoder. Counts the received bytes as well: there are bodies of any length that inflate to nothing. */
function inflate(request: IncomingMessage, inflating: Transform, content: BodyStream, limit: number): void {
  let received = 0
  request.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received > limit) content.destroy(bodyTooLarge(limit))
  })
  request.pipe(inflating).pipe(content)
  inflating.on('error', (cause) => content.destroy(damaged(cause)))
  // A coding may end before the body does, and takes no more then.
  inflating.on('end', () => request.unpipe(inflating).resume())
}

/** The inflated content of a body. It ends when the whole request has arrived. */
class BodyStream extends Transform {
  readonly #request: IncomingMessage
  readonly #limit: number
  #size = 0

  constructor(request: IncomingMessage, limit: number) {
    super()
    this.#request = request
    this.#limit = limit
    // The listeners stay until the request is collected: errors after the end of the reading need one.
    this.on('error', () => undefined)
    request.on('error', (cause) => this.destroy(aborted(cause)))
    request.on('close', () => {
      if (!request.complete || isReset(request)) this.destroy(aborted())
    })
    if (request.destroyed && !request.complete) this.destroy(aborted())
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#size += chunk.length
    if (this.#size > this.#limit) done(bodyTooLarge(this.#limit))
    else done(null, chunk)
  }

  override _flush(done: TransformCallback): void {
    const end = (): void => done(isReset(this.#request) ? aborted() : null)
    if (this.#request.readableEnded) end()
    else this.#request.once('end', end)
  }
}
