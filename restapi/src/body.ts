import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { contentTooLarge, malformedContent, unsupportedCoding } from './body-errors.js'
import { inflaterFor } from './content-coding.js'
import type { HttpError } from './http-error.js'
import { ownError } from './own-error.js'

/** Whether the request has a body at all (RFC 9112 §6.3): without one, there is no media type to object to. */
export function hasBody(request: IncomingMessage): boolean {
  const { 'transfer-encoding': coding, 'content-length': length } = request.headers
  return coding !== undefined || (length !== undefined && Number(length) > 0)
}

/**
 * The whole body, inflated.
 *
 * @param limit bytes after inflation
 * @throws HttpError 413 beyond the limit, 415 for a content coding that is not read here, 400 for one that is damaged
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (coding === 'identity') {
    if (Number(request.headers['content-length']) > limit) throw contentTooLarge(limit)
    return collect(request, request, limit)
  }
  const inflater = inflaterFor(coding)
  if (inflater === undefined) throw unsupportedCoding(coding)
  try {
    return await collect(request, request.pipe(inflater), limit)
  } finally {
    request.unpipe(inflater)
    inflater.destroy()
  }
}

/** Collects `source`, which is the request or made from it; whatever is left unread when that fails is let go by. */
function collect(request: IncomingMessage, source: Readable, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    const fail = (error: unknown): void => {
      source.off('data', onData)
      chunks = []
      request.resume()
      reject(error)
    }
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      if (size > limit) fail(contentTooLarge(limit))
      else chunks.push(chunk)
    }
    // The listeners stay: they end with the request, and whatever still fails is heard by them, and by nobody else.
    const onEnd = (): void => {
      const [first] = chunks
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks))
      chunks = []
    }
    const onError = (cause: unknown): void =>
      fail(source === request ? aborted(cause) : malformedContent('its content coding is damaged', cause))
    const onClose = (): void => {
      if (!request.complete) fail(aborted())
    }
    if (request.destroyed && !request.complete) return fail(aborted())
    source.on('data', onData).on('end', onEnd).on('error', onError)
    request.on('close', onClose)
    if (source !== request) request.on('error', onError)
  })
}

function aborted(cause?: unknown): HttpError<400> {
  return ownError('request-aborted', 'the request was broken off before its body was complete', { cause })
}
