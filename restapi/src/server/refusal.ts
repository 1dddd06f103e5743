import { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Duplex, Writable } from 'node:stream'
import type { ErrorHandler } from '../http/http.js'
import { reasonPhrase } from '../http/status.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import { HttpError } from '../outcomes/http-error.js'
import { memoizedByObject } from '../values/memoized-by-object.js'

/** The answer to a request that the server itself refuses. It closes the connection, because later bytes cannot be trusted. */
export interface Refusal {
  readonly status: number
  /** The text that tells the client what was expected. */
  readonly message: string
}

/** Returns the error of a refusal. It is made once: its stack trace says nothing, and would be most of the cost of a refusal. */
const errorOf = memoizedByObject(({ status, message }: Refusal) => {
  const code: FailureCode = 'refused-by-server'
  return new HttpError(status, message, { code })
})

/** Answers a request with a refusal, in the form that `handler` gives it; as plain text without a handler, or if the handler throws or rejects. */
export function refuse(response: ServerResponse, refusal: Refusal, handler: ErrorHandler | undefined): void {
  response.shouldKeepAlive = false
  const { socket, headers } = response.req
  void answer(refusal, blankRequest(socket, headers.accept), response, handler)
}

/**
 * Answers a request for which Node has no response, such as one that it cannot parse. Collects the answer and then passes it to `send`,
 * because an answer of the application may hold the socket.
 */
export function refuseRaw(
  socket: Duplex,
  refusal: Refusal,
  handler: ErrorHandler | undefined,
  send: (content: Buffer) => void,
): void {
  const request = blankRequest(socket as Socket, undefined)
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  const chunks: Buffer[] = []
  const collector = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  response.assignSocket(collector as Writable as Socket)
  response.once('finish', () => {
    send(Buffer.concat(chunks))
    collector.destroy() // the response then closes
  })
  collector.once('close', () => {
    if (!socket.writableEnded) socket.destroy() // the answer was destroyed before it was sent
  })
  socket.once('close', () => collector.destroy())
  void answer(refusal, request, response, handler)
}

async function answer(
  refusal: Refusal,
  request: IncomingMessage,
  response: ServerResponse,
  handler: ErrorHandler = plainText,
): Promise<void> {
  const error = errorOf(refusal)
  try {
    await handler(error, request, response) // an async handler is an ErrorHandler, too
  } catch {
    if (response.headersSent) response.destroy()
    else plainText(error, request, response)
  }
}

/** Returns a request that has nothing of the refused one but its connection and `Accept`: no other byte can be trusted. */
function blankRequest(socket: Socket, accept: string | undefined): IncomingMessage {
  const request = new IncomingMessage(socket)
  request.push(null)
  const headers = accept === undefined ? {} : { accept }
  return Object.assign(request, {
    method: 'GET',
    headers,
    complete: true,
    httpVersion: '1.1',
    httpVersionMajor: 1,
    httpVersionMinor: 1,
  })
}

function plainText(error: unknown, _request: IncomingMessage, response: ServerResponse): void {
  const { status, message } = error as HttpError
  const content = `${reasonPhrase(status)}: ${message}\n`
  response.writeHead(status, reasonPhrase(status), {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': Buffer.byteLength(content),
  })
  response.end(content)
}
