import { once } from 'node:events'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { createServer, type ErrorHandler } from '@endware/restapi'
import { ListenError } from './listen-error.js'

/** A server that listens. */
export interface RunningServer {
  /** The URL of the server on this machine, such as `http://127.0.0.1:3000`. */
  readonly url: string
  /**
   * Refuses new connections, closes idle ones, and lets the requests in flight finish for `grace` milliseconds. Then cuts the rest.
   * Resolves to the number of requests that were cut.
   */
  stop(grace: number): Promise<number>
}

/**
 * The connections that wait to be accepted. Node accepts one in each turn of its event loop, so that a burst waits here; its default of 511
 * has the clients behind them try again seconds later. The kernel lowers it to its own limit (`net.core.somaxconn`).
 */
const waitingConnections = 4096

/**
 * Serves `app` with the timeouts and limits of the library's `createServer`.
 *
 * @param refused the handler that answers requests that the server refuses. @default that of the end-ware of `app`
 * @throws {ListenError} when the address or port cannot be used
 */
export async function listen(
  app: RequestListener,
  host: string,
  port: number,
  refused?: ErrorHandler,
): Promise<RunningServer> {
  const server = createServer(app, {}, refused)
  const ending = new AbortController()
  const connections = trackConnections(server, ending.signal)
  server.listen({ port, host, backlog: waitingConnections })
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new ListenError(host, port, error)
  }
  return { url: urlOf(server), stop: (grace) => stop(server, connections, ending, grace) }
}

/** The open connections, each with the responses to its requests that are not finished. */
type Connections = ReadonlyMap<Socket, readonly ServerResponse[]>

/**
 * Tracks connections and responses. On Node 20 and 22, a response that waits for an earlier one emits no event when its connection ends, so
 * it is forgotten with the connection. When a response ends after the server was closed, its idle connection is closed too.
 */
function trackConnections(server: Server, ending: AbortSignal): Connections {
  // Sets of responses would keep them alive for longer, and so make collections of garbage slow.
  const connections = new Map<Socket, ServerResponse[]>()
  server.on('connection', (socket: Socket) => {
    connections.set(socket, [])
    socket.once('close', () => connections.delete(socket))
  })
  server.prependListener('request', ({ socket }, response) => {
    const inFlight = connections.get(socket)
    inFlight?.push(response)
    if (ending.aborted) response.shouldKeepAlive = false
    response.once('close', () => {
      inFlight?.splice(inFlight.indexOf(response), 1)
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
  })
  return connections
}

async function stop(server: Server, connections: Connections, ending: AbortController, grace: number): Promise<number> {
  ending.abort()
  // Sends `Connection: close` if the header fields have not been sent yet. @see RFC 9112 §9.6
  for (const inFlight of connections.values()) for (const response of inFlight) response.shouldKeepAlive = false
  // A request that has arrived and was not read yet is on a connection that Node counts as idle. `close` would destroy it, and a proxy that has
  // sent a POST must not send it to another instance. Between two turns of the event loop, Node reads what is there.
  await turn()
  await turn()
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  // Browsers open connections in advance. Node does not count a connection as idle before its first request.
  for (const socket of connections.keys()) if (socket.bytesRead === 0) socket.destroy()
  let cut = 0
  const timer = setTimeout(() => {
    for (const inFlight of connections.values()) cut += inFlight.length
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
