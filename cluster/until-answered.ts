import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** The interval of tries, in milliseconds. */
const intervalMs = 50

/** Waits until `/readyz` of the instance at this port answers 200. @throws when the signal aborts */
export async function untilReady(port: number, signal: AbortSignal): Promise<void> {
  await until(async () => {
    const timeout = AbortSignal.any([signal, AbortSignal.timeout(2_000)])
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: timeout,
      headers: { Connection: 'close' },
    })
    await response.body?.cancel()
    return response.status === 200
  }, signal)
}

/** Waits until the port accepts a connection. @throws when the signal aborts */
export async function untilAccepted(host: string, port: number, signal: AbortSignal): Promise<void> {
  await until(async () => {
    const socket = connect(port, host)
    try {
      await once(socket, 'connect', { signal })
      return true
    } finally {
      socket.destroy()
    }
  }, signal)
}

async function until(holds: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!(await holds().catch(() => false))) await pause(intervalMs, undefined, { signal })
}
