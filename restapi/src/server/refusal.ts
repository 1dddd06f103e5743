import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { reasonPhrase } from '../http/status.js'

/** The answer to a request that the server itself refuses. It closes the connection, because later bytes cannot be trusted. */
export interface Refusal {
  readonly status: number
  /** The text that tells the client what was expected. */
  readonly message: string
}

/** Answers a request with a refusal. */
export function refuse(response: ServerResponse, refusal: Refusal): void {
  const content = contentOf(refusal)
  response.writeHead(refusal.status, reasonPhrase(refusal.status), fieldsFor(content))
  response.end(content)
}

/** Writes a refusal to a connection. Use it for a request that Node could not parse. */
export function refuseRaw(socket: Duplex, refusal: Refusal): void {
  const content = contentOf(refusal)
  const fields = { Date: new Date().toUTCString(), ...fieldsFor(content) }
  const head = [
    `HTTP/1.1 ${refusal.status} ${reasonPhrase(refusal.status)}`,
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${content}`, () => socket.destroy())
}

/** Returns plain text: the `Accept` of a broken request cannot be trusted. */
function contentOf({ status, message }: Refusal): string {
  return `${reasonPhrase(status)}: ${message}\n`
}

function fieldsFor(content: string): Record<string, string | number> {
  return {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': Buffer.byteLength(content),
    Connection: 'close',
  }
}
