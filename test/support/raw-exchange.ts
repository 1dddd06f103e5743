import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends bytes over a new socket. Returns all received text when the other side has closed the socket. */
export async function rawExchange(port: number, ...chunks: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const received: Buffer[] = []
  socket.on('data', (chunk: Buffer) => received.push(chunk))
  await once(socket, 'connect')
  for (const chunk of chunks) socket.write(chunk)
  await once(socket, 'close')
  return Buffer.concat(received).toString('utf8')
}
