import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { reasonPhrase } from './status.js'

/** Statuses of what Node's parser and timers object to; everything else is a 400. */
const statuses = new Map<unknown, number>([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
])

/** What is under way on a connection: the request that came last, and its response. */
interface UnderWay {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/**
 * Answers what Node's parser refuses, and closes the connection. Answers keep the order of the requests (RFC 9112 §9.3.2): where
 * an earlier request on the connection is still being answered, its answer goes first; where an answer has begun that belongs to
 * the broken request itself, the connection is broken off.
 */
export function answerClientErrors(server: Server): void {
  const connections = new WeakMap<Duplex, UnderWay>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    connections.set(request.socket, { request, response })
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const { request, response } = connections.get(socket) ?? {}
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    if (response === undefined || response.writableFinished) return refuse(socket, error.code)
    if (request?.complete === true) return void response.once('finish', () => refuse(socket, error.code))
    if (response.headersSent) return void socket.destroy()
    refuse(socket, error.code)
  })
}

function refuse(socket: Duplex, code: unknown): void {
  if (!socket.writable) return void socket.destroy()
  const status = statuses.get(code) ?? 400
  const content = reasonPhrase(status)
  const head = [
    `HTTP/1.1 ${status} ${content}`,
    `Date: ${new Date().toUTCString()}`,
    'Content-Type: text/plain; charset=utf-8',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${content.length}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${content}`, () => socket.destroy())
}
