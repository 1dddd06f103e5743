import type { ServerResponse } from 'node:http'
import { http2StreamOf } from '../http/http2.js'

/** The HTTP/2 error code INTERNAL_ERROR. @see RFC 9113 §7 */
const internalError = 2

/**
 * Ends an answer that has begun, so that the client knows that it is incomplete.
 *
 * - Chunked coding: the connection closes without the last chunk (RFC 9112 §8).
 * - No chunked coding, as in HTTP/1.0: a closed connection would look like the end of the content, so the connection is reset.
 * - HTTP/2: the stream is reset, and the connection stays.
 */
export function breakOff(response: ServerResponse): void {
  const stream = http2StreamOf(response)
  if (stream !== undefined) {
    stream.close(internalError)
    return
  }
  const { socket } = response
  // The content before the failure still goes out. Node 26 buffers it in the response, earlier versions in the socket.
  while (response.writableCorked > 0) response.uncork()
  while ((socket?.writableCorked ?? 0) > 0) socket?.uncork()
  const isPlainTcp = socket?.remoteFamily !== undefined && !('encrypted' in socket)
  if (isPlainTcp && response.headersSent && !response.chunkedEncoding) socket.resetAndDestroy()
  response.destroy()
}
