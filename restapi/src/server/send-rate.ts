import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** How fast clients must take what waits for them. */
export interface SendRate {
  /** Bytes a second; 0 for no bound. */
  readonly minSendRate: number
  /** The time over which the rate is taken, in milliseconds. */
  readonly sendRateWindow: number
  /** The time between two looks, in milliseconds. */
  readonly connectionsCheckingInterval: number
}

/** A time in which bytes waited without a break. */
interface Wait {
  readonly since: number
  readonly taken: number
}

/**
 * Breaks off connections whose client takes less than the rate while bytes wait for it: each keeps a buffer, and a source open. A client
 * for which nothing waits, as that of an idle event stream, is not slow. Looks at connections, not at requests, which cost nothing more.
 */
export function enforceSendRate(server: Server, rate: SendRate): void {
  if (rate.minSendRate === 0) return
  const waits = new Map<Socket, Wait | undefined>()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    const now = performance.now()
    for (const [socket, wait] of waits) waits.set(socket, looked(socket, wait, now, rate))
  }
  server.on('connection', (socket: Socket) => {
    waits.set(socket, undefined)
    timer ??= setInterval(look, rate.connectionsCheckingInterval).unref()
    socket.once('close', () => {
      waits.delete(socket)
      if (waits.size > 0) return
      clearInterval(timer)
      timer = undefined
    })
  })
}

/** The wait that goes on after this look; `undefined` when nothing waits. */
function looked(socket: Socket, wait: Wait | undefined, now: number, rate: SendRate): Wait | undefined {
  if (socket.writableLength === 0) return undefined
  const taken = takenOf(socket)
  if (wait === undefined) return { since: now, taken }
  const elapsed = now - wait.since
  if (elapsed < rate.sendRateWindow) return wait
  if (taken - wait.taken >= (rate.minSendRate * elapsed) / 1000) return { since: now, taken }
  socket.resetAndDestroy() // an ordinary end would leave what the system holds to a client that does not take it
  return undefined
}

/** What Node does not describe: the bytes handed to libuv, and those of them that the system has not taken yet. */
interface Internals {
  readonly _bytesDispatched?: number
  readonly _handle?: { readonly writeQueueSize?: number } | null
}

/** The bytes that the system has taken. Where Node does not tell how far it is with a write, that counts when it is done. */
function takenOf(socket: Socket): number {
  const { _bytesDispatched, _handle } = socket as Internals
  if (_bytesDispatched === undefined || _handle?.writeQueueSize === undefined)
    return socket.bytesWritten - socket.writableLength
  return _bytesDispatched - _handle.writeQueueSize
}
