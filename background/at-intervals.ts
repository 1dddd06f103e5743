/** Repeated work. */
export interface Repeated {
  /** Stops the repetition after the work under way has finished. Never rejects. */
  stop(): Promise<void>
}

export interface AtIntervals {
  /** The pause between the end of the work and its next start, in milliseconds. */
  readonly everyMs: number
  /** Receives any error that the work throws. The repetition goes on. */
  readonly onError: (error: unknown) => void
}

/**
 * Repeats the work, after a first pause. Starts it again at once when it resolves to true: it then has more to do. Pauses vary by a half, so
 * that processes that start together do not work at the same moments.
 */
export function atIntervals(work: () => Promise<boolean>, { everyMs, onError }: AtIntervals): Repeated {
  let timer: NodeJS.Timeout | undefined
  let underway: Promise<void> = Promise.resolve()
  let isStopped = false
  const pauseMs = () => everyMs * (0.75 + Math.random() / 2)

  async function run(): Promise<void> {
    let hasMore = false
    try {
      hasMore = await work()
    } catch (error) {
      onError(error)
    }
    if (!isStopped) schedule(hasMore ? 0 : pauseMs())
  }

  function schedule(afterMs: number): void {
    timer = setTimeout(() => {
      underway = run()
    }, afterMs)
  }

  schedule(pauseMs())
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await underway
    },
  }
}
