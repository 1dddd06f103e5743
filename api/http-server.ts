import { once } from 'node:events'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from '@endware/restapi'
import { ListenError } from './listen-error.js'

/** A server that listens. */
export interface RunningServer {
  /** The address of the server on this machine: `http://127.0.0.1:3000`. */
  readonly url: string
  /**
   * Takes no more connections, lets the requests in flight finish, and closes every connection, the idle ones at once.
   * Resolves to the number of connections that were cut after `grace` milliseconds.
   */
  stop(grace: number): Promise<number>
}

/**
 * Serves `app` with the safe timeouts and limits of the library's `createServer`.
 *
 * @throws {ListenError} when the address or port cannot be used, with a message for the person who chose it.
 */
export async function listen(app: RequestListener, host: string, port: number): Promise<RunningServer> {
  const server = createServer(app)
  const inFlight = trackResponses(server)
  const connections = trackConnections(server)
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new ListenError(host, port, error)
  }
  return { url: urlOf(server), stop: (grace) => stop(server, connections, inFlight, grace) }
}

function trackConnections(server: Server): ReadonlySet<Socket> {
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  return connections
}

/** The responses under way; each one that ends after the server was closed takes its idle connection along. */
function trackResponses(server: Server): ReadonlySet<ServerResponse> {
  const inFlight = new Set<ServerResponse>()
  server.prependListener('request', (_, response) => {
    inFlight.add(response)
    if (!server.listening) response.shouldKeepAlive = false
    response.once('close', () => {
      inFlight.delete(response)
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
  })
  return inFlight
}

async function stop(
  server: Server,
  connections: ReadonlySet<Socket>,
  inFlight: ReadonlySet<ServerResponse>,
  grace: number,
): Promise<number> {
  const closed = once(server, 'close')
  server.close()
  // Says `Connection: close` where the header fields have not gone yet. @see RFC 9112 §9.6
  for (const response of inFlight) response.shouldKeepAlive = false
  server.closeIdleConnections()
  // Browsers open connections ahead of need. Node does not count one as idle before its first request.
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
  let cut = 0
  const timer = setTimeout(() => {
    cut = inFlight.size
    server.closeAllConnections()
  }, grace)
  await closed
  clearTimeout(timer)
  return cut
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address
  return `http://${family === 'IPv6' ? `[${reachable}]` : reachable}:${port}`
}
