import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServerHttp2Stream } from 'node:http2'

/**
 * Reports whether an HTTP/2 client broke off a request. Its body then ends like a complete one, and the request is `complete`.
 *
 * @returns `false` for HTTP/1, where `complete` tells
 */
export function isReset(request: IncomingMessage): boolean {
  const stream = http2StreamOf(request)
  return stream !== undefined && (stream.aborted || (stream.closed && stream.rstCode !== 0))
}

/** Returns the stream behind a request or response of the compatibility API of `node:http2`; `undefined` for HTTP/1. */
export function http2StreamOf(message: IncomingMessage | ServerResponse): ServerHttp2Stream | undefined {
  const { stream } = message as { readonly stream?: unknown }
  return typeof stream === 'object' && stream !== null && 'rstCode' in stream
    ? (stream as ServerHttp2Stream)
    : undefined
}
