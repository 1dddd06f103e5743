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
 * Repeats the work, after a first pause. Pauses vary by a half, so that processes that start together do not work at the same moments.
 */
export function atIntervals(work: () => Promise<void>, { everyMs, onError }: AtIntervals): Repeated {
  let timer: NodeJS.Timeout | undefined
  let underway: Promise<void> = Promise.resolve()
  let isStopped = false

  const schedule = () => {
    if (isStopped) return
    timer = setTimeout(
      () => {
        underway = work().catch(onError).then(schedule)
      },
      everyMs * (0.75 + Math.random() / 2),
    )
  }
  schedule()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await underway
    },
  }
}
