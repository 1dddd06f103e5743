import type { IncomingMessage } from 'node:http'
import type { Readable, Transform } from 'node:stream'
import { inflaterFor } from '../http/content-coding.js'
import { isReset } from '../http/http2.js'
import { bodyTooLarge, malformedContent, unsupportedCoding } from '../outcomes/body-errors.js'
import type { HttpError } from '../outcomes/http-error.js'
import { ownError } from '../outcomes/own-error.js'

/**
 * Reads the whole body and inflates it.
 *
 * @param limit bytes as received, and bytes after inflation: there are bodies of any length that inflate to nothing
 * @param permit runs when the header section is found good, before the first byte is read; may throw
 * @throws HttpError 413 beyond the limit, 415 for a content coding that is not read here, 400 for one that is damaged
 */
export async function readBody(request: IncomingMessage, limit: number, permit?: () => unknown): Promise<Uint8Array> {
  const inflater = inflaterOf(request, limit)
  if (permit !== undefined) await permit()
  const inflating = inflater?.()
  try {
    return await collect(request, inflating, limit)
  } finally {
    if (inflating !== undefined) {
      request.unpipe(inflating)
      inflating.destroy()
    }
    request.resume() // what is left unread is let go by
  }
}

/**
 * Returns a function that creates the decoder of the content coding of a body; `undefined` for a body without one.
 *
 * @throws HttpError 415 for an unknown content coding, 413 for a `Content-Length` beyond the limit
 */
export function inflaterOf({ headers }: IncomingMessage, limit: number): (() => Transform) | undefined {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  const inflater = inflaterFor(coding)
  if (inflater === undefined && coding !== 'identity') throw unsupportedCoding(coding)
  if (Number(headers['content-length']) > limit) throw bodyTooLarge(limit)
  return inflater
}

/** Collects the body, as `inflating` makes it where it has a content coding. */
function collect(request: IncomingMessage, inflating: Transform | undefined, limit: number): Promise<Uint8Array> {
  const source: Readable = inflating ?? request
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let received = 0
    let size = 0
    const fail = (error: unknown): void => {
      source.off('data', onData)
      request.off('data', onReceived)
      chunks = []
      reject(error)
    }
    const onReceived = (chunk: Buffer): void => {
      received += chunk.length
      if (received > limit) fail(bodyTooLarge(limit))
    }
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      if (size > limit) fail(bodyTooLarge(limit))
      else chunks.push(chunk)
    }
    // The listeners stay: they end with the request, and whatever still fails is heard by them, and by nobody else.
    const onEnd = (): void => {
      const [first] = chunks
      if (isReset(request)) fail(aborted())
      else resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks))
      chunks = []
    }
    const onAborted = (cause: unknown): void => fail(aborted(cause))
    const onDamaged = (cause: unknown): void => fail(damaged(cause))
    const onClose = (): void => {
      if (!request.complete || isReset(request)) fail(aborted())
    }
    if (request.destroyed && !request.complete) return fail(aborted())
    request.on('error', onAborted).on('close', onClose)
    source.on('data', onData)
    if (inflating === undefined) return void request.on('end', onEnd)
    request.on('data', onReceived).pipe(inflating)
    inflating.on('error', onDamaged).on('end', () => {
      if (request.readableEnded) return onEnd()
      // A coding may end before the body does, and takes no more then. What follows is counted as well.
      request.unpipe(inflating)
      request.on('end', onEnd).resume()
    })
  })
}

/** Returns the 400 for a content coding that cannot be decoded. */
export function damaged(cause: unknown): HttpError<400> {
  return malformedContent('its content coding is damaged', cause)
}

/** Returns the 400 for a body that the client broke off. */
export function aborted(cause?: unknown): HttpError<400> {
  return ownError('request-aborted', 'the request was broken off before its body was complete', { cause })
}
