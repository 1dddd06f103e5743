import type { ServerResponse } from 'node:http'

/**
 * Breaks the connection, so that an answer that was begun cannot look whole: in chunked coding the last chunk is missing (RFC 9112
 * §8). To a client of HTTP/1.0 the end of the connection is the end of the content; it is told by a reset.
 */
export function breakOff(response: ServerResponse): void {
  const { socket } = response
  // What came before the failure still goes out. Node 26 holds it in the response, earlier Nodes in the socket.
  while (response.writableCorked > 0) response.uncork()
  while ((socket?.writableCorked ?? 0) > 0) socket?.uncork()
  const isPlainTcp = socket?.remoteFamily !== undefined && !('encrypted' in socket)
  if (isPlainTcp && response.headersSent && !response.chunkedEncoding) socket.resetAndDestroy()
  response.destroy()
}
