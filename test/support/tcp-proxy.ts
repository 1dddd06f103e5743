import { once } from 'node:events'
import { connect, createServer, type Socket, type TcpNetConnectOpts } from 'node:net'
import { freePorts } from '../../cluster/ports.js'

/** A way to a server that can be opened and cut, at a port that stays the same. */
export interface TcpProxy {
  readonly port: number
  open(): Promise<void>
  /** Cuts all connections and takes no more. */
  cut(): Promise<void>
  /** Lets nothing more through the connections that there are, without a word to either side. */
  silence(): void
  /** Lets the client not learn that the server ends a connection, of those that there are. */
  keepOpen(): void
}

/** The two sides of a connection. */
export interface ProxiedConnection {
  readonly client: Socket
  readonly upstream: Socket
}

/**
 * A closed way to the target.
 * @param pass passes on what the client sends, or does something else with it
 */
export async function tcpProxy(
  target: TcpNetConnectOpts | { readonly path: string },
  pass: (bytes: Buffer, connection: ProxiedConnection) => void = (bytes, { upstream }) => void upstream.write(bytes),
): Promise<TcpProxy> {
  const port = await freePort()
  const sockets = new Set<Socket>()
  const kept = new WeakSet<Socket>()
  const server = createServer((client) => {
    const upstream = connect(target)
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => sockets.delete(socket) && !kept.has(other) && other.destroy())
    }
    upstream.pipe(client, { end: false })
    upstream.on('end', () => kept.has(client) || client.end())
    client.on('end', () => upstream.end())
    client.on('data', (bytes) => pass(bytes, { client, upstream }))
  })
  return {
    port,
    async open() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    silence() {
      for (const socket of sockets) socket.unpipe().pause()
    },
    keepOpen() {
      for (const socket of sockets) kept.add(socket)
    },
    async cut() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** A port on which nothing listens, and which the system gives to nobody else. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts([0])
  return port
}
