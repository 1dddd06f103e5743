import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** The rate at which clients must take the bytes that wait for them. */
export interface SendRate {
  /** Bytes a second; 0 for no bound. */
  readonly minSendRate: number
  /** The time over which the rate is measured, in milliseconds. */
  readonly sendRateWindow: number
  /** The time between two checks, in milliseconds. */
  readonly connectionsCheckingInterval: number
}

/** A period in which bytes have waited without interruption. */
interface Wait {
  /** The start, in milliseconds of the clock of the checks. */
  readonly since: number
  /** The bytes that the system had taken at the start. */
  readonly taken: number
}

/**
 * Breaks off connections whose client takes bytes more slowly than the rate while bytes wait for it, since each holds a buffer and an
 * open source. A client for which no bytes wait, as with an idle event stream, is not slow. The check is per connection, so requests cost
 * nothing more.
 */
export function enforceSendRate(server: Server, rate: SendRate): void {
  if (rate.minSendRate === 0) return
  const waits = new Map<Socket, Wait | undefined>()
  let timer: NodeJS.Timeout | undefined
  /** The time that counts. A check that is much too late counts as two: this process did not run, and that is not the fault of clients. */
  let clock = 0
  let last = 0
  const check = (): void => {
    const now = performance.now()
    clock += Math.min(now - last, 2 * rate.connectionsCheckingInterval)
    last = now
    for (const [socket, wait] of waits) waits.set(socket, waitAfter(socket, wait, clock, rate))
  }
  server.on('connection', (socket: Socket) => {
    waits.set(socket, undefined)
    timer ??= setInterval(check, rate.connectionsCheckingInterval).unref()
    socket.once('close', () => {
      waits.delete(socket)
      if (waits.size > 0) return
      clearInterval(timer)
      timer = undefined
    })
  })
}

/** Checks one connection, and returns the wait that continues; `undefined` when no bytes wait. Breaks off a slow connection. */
function waitAfter(socket: Socket, wait: Wait | undefined, now: number, rate: SendRate): Wait | undefined {
  if (socket.writableLength === 0) return undefined
  const taken = takenOf(socket)
  if (wait === undefined) return { since: now, taken }
  const elapsed = now - wait.since
  if (elapsed < rate.sendRateWindow) return wait
  if (taken - wait.taken >= (rate.minSendRate * elapsed) / 1000) return { since: now, taken }
  socket.resetAndDestroy() // an ordinary end would keep the bytes in the system for a client that does not take them
  return undefined
}

/** The undocumented members of Node's socket: the bytes handed to libuv, and those that the system has not yet taken. */
interface Internals {
  readonly _bytesDispatched?: number
  readonly _handle?: { readonly writeQueueSize?: number } | null
}

/** Returns the bytes that the system has taken. Without the undocumented members, a write counts when it is complete. */
function takenOf(socket: Socket): number {
  const { _bytesDispatched, _handle } = socket as Internals
  if (_bytesDispatched === undefined || _handle?.writeQueueSize === undefined)
    return socket.bytesWritten - socket.writableLength
  return _bytesDispatched - _handle.writeQueueSize
}
