import type { OutboxState } from '../../domain/orders/outbox.js'
import type { OnFlowEvent } from '../flow-event.js'

/** The bounds of a normal backlog: the maximum number of waiting events, and the maximum age of the oldest in milliseconds. */
export interface BacklogBounds {
  readonly waiting: number
  readonly ageMs: number
}

/** Returns a function that takes states of an outbox. It reports once when the backlog exceeds a bound, and once when it is normal again. */
export function backlogWatch(
  onEvent: OnFlowEvent,
  bounds: BacklogBounds = { waiting: 1000, ageMs: 60_000 },
): (state: OutboxState, now: Date) => void {
  let isHigh = false
  return ({ waiting, parked, oldestAt }, now) => {
    const ageMs = oldestAt ? Math.max(0, now.getTime() - oldestAt.getTime()) : 0
    const wasHigh = isHigh
    isHigh = waiting > bounds.waiting || ageMs > bounds.ageMs
    if (isHigh && !wasHigh) {
      const message = 'many events wait to be published, or wait for long'
      onEvent({ name: 'backlog-high', message, waiting, parked, oldest_s: Math.round(ageMs / 1000) })
    } else if (!isHigh && wasHigh) {
      onEvent({ name: 'backlog-normal', message: 'the events that waited are published', waiting, parked })
    }
  }
}
