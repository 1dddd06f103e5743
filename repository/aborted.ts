/** Rejects with the reason of the signal when it fires, at once when it has; never resolves. */
export function aborted(signal: AbortSignal | undefined): Promise<never> {
  const promise = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  promise.catch(() => undefined) // it is raced against work, and may lose before it fires
  return promise
}
