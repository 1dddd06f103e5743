import type { OnSecretEvent } from './secret-event.js'

/** The state of a source of secrets: one event when an outage begins, one when it ends. */
export interface Outage {
  /** True while the source does not answer. */
  readonly lasts: () => boolean
  readonly begin: (error: unknown) => void
  readonly end: () => void
}

export function outage(onEvent: OnSecretEvent): Outage {
  let lasts = false
  return {
    lasts: () => lasts,
    begin(error) {
      if (lasts) return
      lasts = true
      const reason = error instanceof Error ? error.message : 'unknown'
      const message = 'secrets cannot be read again: those that are known stay in use'
      onEvent({ name: 'secrets-unreachable', message, reason })
    },
    end() {
      if (!lasts) return
      lasts = false
      onEvent({ name: 'secrets-reachable', message: 'secrets can be read again' })
    },
  }
}
