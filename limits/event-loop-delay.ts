/** A measure of how late the event loop is. */
export interface EventLoopDelay {
  /** The delay, in milliseconds: the mean of the last seconds, or that of the last moments if it is less. */
  readonly current: number
  /** Forgets the delays so far. */
  forget(): void
  stop(): void
}

/** The time between two measurements, in milliseconds. */
const sampleMs = 20

/** The times in which the weight of a measurement falls to a third, in milliseconds. */
const decays = { lasting: 2_000, present: 200 }

/** The means of delays, in which later ones weigh more. */
export class DelayMeans {
  #lasting = 0
  #present = 0

  /** Adds a measurement. @param elapsed the time since the one before, in milliseconds */
  add(elapsed: number): void {
    const delay = Math.max(0, elapsed - sampleMs)
    this.#lasting += (delay - this.#lasting) * weight(elapsed, decays.lasting)
    this.#present += (delay - this.#present) * weight(elapsed, decays.present)
  }

  /**
   * The lesser mean. One long task, such as the reading of a large body, counts less than load that lasts; and as soon as the event loop is
   * prompt again, what was before no longer counts, so that nothing is refused beside idle time.
   */
  get current(): number {
    return Math.min(this.#lasting, this.#present)
  }
}

/** Measures how late timers are. */
export function eventLoopDelay(): EventLoopDelay {
  let means = new DelayMeans()
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    means.add(now - last)
    last = now
  }, sampleMs)
  timer.unref()
  return {
    get current() {
      return means.current
    },
    forget() {
      means = new DelayMeans()
      last = performance.now()
    },
    stop: () => clearInterval(timer),
  }
}

function weight(elapsed: number, decay: number): number {
  return 1 - Math.exp(-elapsed / decay)
}
