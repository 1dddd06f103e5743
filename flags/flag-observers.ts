import type { FlagEvaluation } from './flag-evaluation.js'
import type { OnFlagEvent } from './flag-event.js'

/** The receivers of what happens to flags. None may throw. */
export interface FlagObservers {
  readonly onEvaluation: (evaluation: FlagEvaluation) => void
  readonly onEvent: OnFlagEvent
  /** Receives whether the source answers, at first and at each change. */
  readonly onSource: (isUp: boolean) => void
}
