import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import pg from 'pg'

/** A way to a PostgreSQL server that can be opened and cut, at a port that stays the same. */
export interface DatabaseProxy {
  /** The given URL, by this way. */
  readonly url: string
  readonly port: number
  open(): Promise<void>
  /** Cuts all connections and takes no more. */
  cut(): Promise<void>
  /** Lets nothing more through the connections that there are, without a word to either side. */
  silence(): void
}

/** A closed way to the database at the URL. */
export async function databaseProxy(url: string): Promise<DatabaseProxy> {
  const { host, port: targetPort, database = '', user = '', password } = new pg.Client(url)
  const target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${targetPort}` } : { host, port: targetPort }
  const port = await freePort()
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(target)
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => sockets.delete(socket) && other.destroy())
      socket.pipe(other)
    }
  })

  const proxied = new URL(`postgresql://127.0.0.1:${port}`)
  proxied.pathname = database
  proxied.username = user
  proxied.password = password ?? ''
  return {
    url: proxied.href,
    port,
    async open() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    silence() {
      for (const socket of sockets) socket.unpipe().pause()
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

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
