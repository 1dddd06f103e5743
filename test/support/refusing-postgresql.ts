import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

export interface RefusingPostgresql {
  readonly port: number
  /** The number of connection attempts. */
  readonly tries: () => number
  close(): Promise<void>
}

/** Starts a server that refuses every client as PostgreSQL does, with this SQLSTATE and message. Without a state, it hangs up. */
export async function refusingPostgresql(state?: string, message = ''): Promise<RefusingPostgresql> {
  let tries = 0
  const server = createServer((socket) => {
    tries += 1
    socket.on('error', () => {})
    socket.once('data', () => socket.end(state ? errorResponse(state, message) : ''))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    tries: () => tries,
    async close() {
      server.close()
      await once(server, 'close')
    },
  }
}

/** Returns the message `ErrorResponse` of a session that ends. @see PostgreSQL's manual, 54.7 */
export function errorResponse(state: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${state}\0M${message}\0\0`)
  const head = Buffer.from('E....')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}
