import type { FlagEvaluation } from '../../flags/flag-evaluation.js'
import type { FlagEvent } from '../../flags/flag-event.js'
import type { FlagObservers } from '../../flags/flag-observers.js'

/** Observers of flags that keep everything, and wait for events. */
export class FlagWatch implements FlagObservers {
  readonly events: FlagEvent[] = []
  readonly evaluations: FlagEvaluation[] = []
  /** The states of the source. */
  readonly states: boolean[] = []
  #waiting: (() => void)[] = []

  readonly onEvent = (event: FlagEvent): void => {
    this.events.push(event)
    this.#wake()
  }

  readonly onEvaluation = (evaluation: FlagEvaluation): void => void this.evaluations.push(evaluation)

  readonly onSource = (isUp: boolean): void => {
    this.states.push(isUp)
    this.#wake()
  }

  get names(): string[] {
    return this.events.map(({ name }) => name)
  }

  /** Resolves when the source has answered or failed, for which the start of the service waits a limited time. */
  async settled(): Promise<void> {
    while (this.states.length === 0) await new Promise<void>((resolve) => void this.#waiting.push(resolve))
  }

  /** Resolves when there are `count` events of this name. */
  async until(name: FlagEvent['name'], count = 1): Promise<FlagEvent> {
    const found = () => this.events.filter((event) => event.name === name)[count - 1]
    for (;;) {
      const event = found()
      if (event !== undefined) return event
      await new Promise<void>((resolve) => void this.#waiting.push(resolve))
    }
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
