import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of a test on a free port. */
export interface Serving {
  readonly url: string
  readonly port: number
  readonly server: Server
  close(): Promise<void>
}

/** Serves `listener` on a free port of the loopback interface. @param make makes the server */
export async function serve(
  listener: RequestListener,
  make: (listener: RequestListener) => Server = createServer,
): Promise<Serving> {
  const server = make(listener)
  // A server that closes an idle connection while `fetch` sends the next request on it fails that request.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
