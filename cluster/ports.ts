import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** Ports that Linux, macOS and Windows give neither to connections nor to servers that ask for any port. */
const unassigned = { first: 10_000, last: 32_767 }

/**
 * Returns different TCP ports of this machine that are free, for each 0 in `wanted`. Other numbers stay. The system gives the ports to
 * nobody else, so that they are still free when a program listens there later, or listens there again.
 */
export async function freePorts(wanted: readonly number[]): Promise<readonly number[]> {
  const held = await Promise.all(wanted.map((port) => (port === 0 ? holdPort() : { port, server: undefined })))
  await Promise.all(held.map(({ server }) => server && once(server.close(), 'close')))
  return held.map(({ port }) => port)
}

async function holdPort(): Promise<{ readonly port: number; readonly server: Server }> {
  for (;;) {
    const port = randomInt(unassigned.first, unassigned.last + 1)
    const server = createServer().listen(port, '127.0.0.1')
    try {
      await once(server, 'listening')
      return { port, server }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
}
