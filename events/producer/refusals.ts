import type { ClaimedEvent } from '../../domain/orders/outbox.js'
import type { OnFlowEvent } from '../flow-event.js'

/** An event that was not published, with the reason. */
export interface RefusedEvent extends ClaimedEvent {
  readonly reason: string
}

/** The outcomes of one pass of a relay. */
export interface PassOutcomes {
  readonly published: readonly ClaimedEvent[]
  /** Those that are tried again. */
  readonly refused: readonly RefusedEvent[]
  /** Those that are not. */
  readonly parked: readonly RefusedEvent[]
}

/** The most reasons that are known at once. A reason may have a part that differs for each event. */
const mostReasons = 100

/** The units of a reason that count: an outbox keeps the beginning of a reason. */
const distinct = 500

/**
 * Returns a function that reports the refusals of each pass: once that events are refused for a reason, however many there are, and once that
 * one of them is published and no other is refused. A reason also ends when its event is parked, which has a record of its own.
 */
export function refusals(onEvent: OnFlowEvent): (outcomes: PassOutcomes) => void {
  /** The numbers of refused attempts by reason. */
  const underway = new Map<string, number>()

  function begin({ event, reason }: RefusedEvent): void {
    const { id, type, orderId: order } = event
    const message = 'an event of an order could not be published, and is tried again'
    onEvent({ name: 'event-refused', message, id, type, order, reason })
    const [oldest] = underway.keys()
    if (oldest !== undefined && underway.size >= mostReasons) underway.delete(oldest)
  }

  return ({ published, refused, parked }) => {
    for (const each of refused) {
      const reason = keyOf(each.reason)
      const attempts = underway.get(reason)
      if (attempts === undefined) begin(each)
      underway.set(reason, (attempts ?? 0) + 1)
    }
    const still = new Set(refused.map(({ reason }) => keyOf(reason)))
    for (const { reason = '' } of published) {
      const attempts = underway.get(keyOf(reason))
      if (attempts === undefined || still.has(keyOf(reason))) continue
      underway.delete(keyOf(reason))
      onEvent({ name: 'events-accepted', message: 'events that were refused are published again', reason, attempts })
    }
    for (const { reason } of parked) if (!still.has(keyOf(reason))) underway.delete(keyOf(reason))
  }
}

function keyOf(reason: string): string {
  return reason.slice(0, distinct)
}
