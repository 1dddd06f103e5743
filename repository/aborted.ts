/** Returns a promise that rejects with the reason of the signal when it aborts, or at once if it has. The promise never resolves. */
export function aborted(signal: AbortSignal | undefined): Promise<never> {
  const promise = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  promise.catch(() => undefined) // It may reject after it has lost a race, when nobody handles it any more.
  return promise
}
