import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on a free port of this machine. */
export interface Listening {
  readonly http: Server
  readonly port: number
  /** Cuts every connection and resolves when the server is closed. */
  close(): Promise<void>
}

/** Serves `app` on a free port, for tests that need the socket itself. */
export async function listening(app: RequestListener): Promise<Listening> {
  const http = createServer(app).listen(0, '127.0.0.1')
  await once(http, 'listening')
  return {
    http,
    port: (http.address() as AddressInfo).port,
    async close() {
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
    },
  }
}
