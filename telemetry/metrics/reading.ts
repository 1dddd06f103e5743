/** Reads a value. Resolves to `undefined` when the value is not known. Never rejects. */
export type Reading<Value> = () => Promise<Value | undefined>

export interface ReadingOptions {
  /** The least time between the starts of two readings, in milliseconds. A call in between gets the value of the last. */
  readonly everyMs: number
  /** The longest wait for a reading, in milliseconds. The value is then unknown, until a reading ends well. */
  readonly patienceMs: number
}

/**
 * Bounds the cost of reading a value from something that may be slow or gone. At most one call of `read` is under way, and `read` is called
 * at most once in `everyMs`. A value is known only while the last reading has ended well.
 */
export function reading<Value>(read: () => Promise<Value>, { everyMs, patienceMs }: ReadingOptions): Reading<Value> {
  let startedAt = Number.NEGATIVE_INFINITY
  let underway: Promise<Value | undefined> | undefined
  let latest: Promise<Value | undefined> = Promise.resolve(undefined)

  function start(): void {
    startedAt = performance.now()
    latest = read().catch(() => undefined)
    underway = latest.finally(() => {
      underway = undefined
    })
  }

  return () => {
    if (underway === undefined && performance.now() - startedAt >= everyMs) start()
    return within(patienceMs, latest)
  }
}

/** Resolves to the value, or to `undefined` when it takes longer. */
function within<Value>(milliseconds: number, value: Promise<Value | undefined>): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, undefined)
    void value.then((known) => {
      clearTimeout(timer)
      resolve(known)
    })
  })
}
