/** Observes one value of a histogram. */
export type Observe = (value: number) => void

/** The most values that wait: so few that to count them holds up no request. */
const mostWaiting = 500

/** Values of one series of a histogram that wait to be counted. To count one alone, between other work, takes several times as long. */
export class Batch {
  readonly #observe: Observe
  readonly #values: number[] = []

  constructor(observe: Observe) {
    this.#observe = observe
  }

  add(value: number): void {
    if (this.#values.push(value) >= mostWaiting) this.count()
  }

  /** Counts the values that wait. */
  count(): void {
    for (const value of this.#values) this.#observe(value)
    this.#values.length = 0
  }
}
