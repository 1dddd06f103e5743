import { connect, type NetConnectOpts, type Socket } from 'node:net'

/** Connections that a client holds on purpose. */
export interface SlowClients {
  /** The times after which the server closed connections, in milliseconds. */
  readonly closedAfterMs: readonly number[]
  /** Closes all of them. */
  leave(): void
}

interface Slowness {
  readonly count: number
  /** The beginning of each request. */
  readonly text: string
  /** Called each second for each connection. */
  readonly goOn: (socket: Socket) => void
  /** True to connect again after the server has closed a connection. @default false */
  readonly again?: boolean
  readonly options?: Partial<NetConnectOpts>
}

/** Opens connections that send one more header field each second, and that come back when they are closed. */
export function slowHeads(port: number, count: number): SlowClients {
  const text = 'GET /v1/products HTTP/1.1\r\nHost: x\r\n'
  return slowClients(port, { count, text, goOn: (socket) => socket.write('X-A: b\r\n'), again: true })
}

/** Opens connections that send one byte of a body each second. */
export function slowBodies(port: number, count: number, headers: Readonly<Record<string, string>>): SlowClients {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const text = `POST /v1/products HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n${fields.join('')}\r\n{`
  return slowClients(port, { count, text, goOn: (socket) => socket.write(' ') })
}

/**
 * Opens connections that read 1 kB of their answers each second. @param requests the requests that each sends at once: the system takes
 * some megabytes for a connection, so that only the bytes after them wait in the server
 */
export function slowReaders(port: number, count: number, path: string, requests: number): SlowClients {
  const onread = { buffer: Buffer.alloc(1_000), callback: () => false }
  const text = `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(requests)
  return slowClients(port, { count, text, goOn: (socket) => socket.resume(), options: { onread } as never })
}

function slowClients(port: number, { count, text, goOn, again = false, options = {} }: Slowness): SlowClients {
  const sockets = new Set<Socket>()
  const closedAfterMs: number[] = []
  let isOver = false
  function open(): void {
    const start = performance.now()
    const socket = connect({ host: '127.0.0.1', port, ...options } as NetConnectOpts)
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (!('onread' in options)) socket.resume()
    socket.write(text)
    socket.once('close', () => {
      sockets.delete(socket)
      if (isOver) return
      closedAfterMs.push(performance.now() - start)
      if (again) open()
    })
  }
  for (let opened = 0; opened < count; opened += 1) open()
  const timer = setInterval(() => {
    for (const socket of sockets) if (socket.writable) goOn(socket)
  }, 1_000)
  return {
    closedAfterMs,
    leave() {
      isOver = true
      clearInterval(timer)
      for (const socket of sockets) socket.destroy()
    },
  }
}
