import { isResult } from '../outcomes/result.js'
import { closeUnread } from '../outcomes/stream-source.js'

/** Closes the streams that an outcome holds and that nobody will read. */
export function closeSources(outcome: unknown): void {
  if (isResult(outcome)) for (const value of [outcome.value, outcome.ready?.data]) closeUnread(value)
  else closeUnread(outcome)
}
