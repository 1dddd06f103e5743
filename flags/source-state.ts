import type { OnFlagEvent } from './flag-event.js'
import { type FlagName, flagNames } from './flag-table.js'

/** The state of the source of flags. It reports each change once. */
export interface SourceState {
  answers(): void
  fails(reason: string | undefined): void
  /** Notes that the source has other values. These flags may be refused again. Flags of others are of no interest. */
  changed(flags: readonly string[]): void
  refused(flag: FlagName, reason: string): void
  /** Reports nothing more. */
  end(): void
}

/** @param onSource receives whether the source answers, at first and at each change */
export function sourceState(onEvent: OnFlagEvent, onSource: (isUp: boolean) => void): SourceState {
  let isUp: boolean | undefined
  let hasEnded = false
  const refusals = new Set<FlagName>()
  function turn(next: boolean): boolean {
    if (hasEnded || isUp === next) return false
    isUp = next
    onSource(next)
    return true
  }
  function answers() {
    const wasLost = isUp === false
    if (turn(true) && wasLost) onEvent({ name: 'flags-restored', message: 'feature flags are up to date again' })
  }
  return {
    answers,
    fails(reason = 'unknown') {
      const message = 'feature flags cannot be read: the last known values hold, then the defaults'
      if (turn(false)) onEvent({ name: 'flags-lost', message, reason })
    },
    changed(flags) {
      answers()
      const known = flagNames.filter((name) => flags.includes(name))
      for (const flag of known) refusals.delete(flag)
      if (!hasEnded && known.length > 0) {
        onEvent({ name: 'flags-changed', message: 'feature flags have changed', flags: known })
      }
    },
    refused(flag, reason) {
      if (hasEnded || refusals.has(flag)) return
      refusals.add(flag)
      onEvent({ name: 'flag-refused', message: 'the value of a feature flag cannot be used', flag, reason })
    },
    end() {
      hasEnded = true
    },
  }
}
