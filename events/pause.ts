import { setTimeout as delay } from 'node:timers/promises'

/** Resolves after the time, or at once when the signal aborts. Never rejects. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined)
}

/** Waits for the work, at most for the time. Resolves to true when the work has ended, whether it succeeded or failed. Never rejects. */
export async function endedWithin(milliseconds: number, work: () => Promise<unknown>): Promise<boolean> {
  const time = new AbortController()
  const isEnded = Promise.resolve()
    .then(work)
    .then(
      () => true,
      () => true,
    )
  const result = await Promise.race([isEnded, pause(milliseconds, time.signal).then(() => false)])
  time.abort()
  return result
}

/** Returns a random time from half of this to the whole, so that processes that start together drift apart. */
export function jittered(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random() / 2)
}

/** Returns the time before the next attempt, in milliseconds: `first` after the first failure, doubled with each one up to `most`. */
export function backoff(failures: number, { first, most }: { readonly first: number; readonly most: number }): number {
  return jittered(Math.min(most, first * 2 ** Math.min(failures - 1, 30)))
}
