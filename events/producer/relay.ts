import type { OrderEvent } from '../../domain/orders/order-event.js'
import type { ClaimedEvent, Outbox } from '../../domain/orders/outbox.js'
import { type OrderMessage, orderMessage } from '../../messages/order-messages.js'
import type { OnFlowEvent } from '../flow-event.js'
import { backoff, jittered, pause } from '../pause.js'
import { type Publisher, type PublishOutcome, publishTimeLimit } from './publisher.js'
import { type RefusedEvent, refusals } from './refusals.js'

export interface RelayOptions {
  readonly outbox: Outbox
  readonly publisher: Publisher
  readonly now: () => Date
  readonly onEvent: OnFlowEvent
  /** Is called with the number of events that were published. @default nothing */
  readonly onPublished?: (events: number) => void
  /** The maximum number of events in one claim. @default 100 */
  readonly batch?: number
  /** The pause after an empty claim, in milliseconds. @default 500 */
  readonly pollMs?: number
  /**
   * The time for which claimed events belong to one relay, in milliseconds. It must be much longer than {@link publishTimeLimit}, so that no
   * other relay publishes a later event of the order while an attempt is under way. @default 60000
   */
  readonly leaseMs?: number
  /** The number of refused attempts after which an event is parked. @default 10 */
  readonly mostAttempts?: number
  /** The first and the longest pause before a refused event is tried again, in milliseconds. @default 1000 and 300000 */
  readonly retry?: { readonly first: number; readonly most: number }
}

const idsOf = (claimed: readonly ClaimedEvent[]) => claimed.map(({ event }) => event.id)

/** A running relay. */
export interface Relay {
  /** Stops claiming. Resolves when the claimed events have been published or released. Never rejects. */
  stop(): Promise<void>
}

/** Starts to publish the events of the outbox. Any number of relays may run, in any number of processes. */
export function startRelay(options: RelayOptions): Relay {
  const { outbox, publisher, now, onEvent, onPublished, batch = 100, pollMs = 500, mostAttempts = 10 } = options
  const { leaseMs = 6 * publishTimeLimit, retry = { first: 1000, most: 300_000 } } = options
  const stop = new AbortController()
  const report = refusals(onEvent)

  /** Claims events and publishes them. Returns the number of published events. */
  async function pass(): Promise<number> {
    const at = now()
    const until = new Date(at.getTime() + leaseMs)
    const claimed = await outbox.claim({ at, until, limit: batch })
    const outcomes = await Promise.all(claimed.map(({ event }) => publish(event, until)))
    const of = (kind: PublishOutcome['kind']) => claimed.filter((_, index) => outcomes[index]?.kind === kind)
    const published = of('published')
    if (published.length > 0) {
      await outbox.published(idsOf(published), now())
      onPublished?.(published.length)
    }
    const unknown = of('unknown')
    if (unknown.length > 0) await outbox.unclaim(idsOf(unknown), until)
    const refused = claimed.flatMap((each, index): RefusedEvent[] => {
      const outcome = outcomes[index]
      return outcome?.kind === 'refused' ? [{ ...each, reason: outcome.reason }] : []
    })
    const [retried, parked] = [refused.filter(isRetried), refused.filter((each) => !isRetried(each))]
    report({ published, refused: retried, parked })
    for (const { event, attempts, reason } of retried) {
      await outbox.failed(event.id, reason, new Date(now().getTime() + backoff(attempts, retry)))
    }
    for (const each of parked) await park(each)
    return published.length
  }

  async function publish(event: OrderEvent, until: Date): Promise<PublishOutcome> {
    // A process that was suspended after its claim must not publish events that other relays have claimed since.
    if (now().getTime() > until.getTime() - leaseMs / 2) return { kind: 'unknown' }
    let message: OrderMessage
    try {
      message = orderMessage(event)
    } catch (error) {
      return {
        kind: 'refused',
        reason: `no message can be made of it: ${error instanceof Error ? error.message : error}`,
      }
    }
    return publisher.publish(message)
  }

  function isRetried({ attempts }: RefusedEvent): boolean {
    return attempts < mostAttempts
  }

  async function park({ event, attempts, reason }: RefusedEvent): Promise<void> {
    const { id, type, orderId: order } = event
    await outbox.park(id, reason, now())
    const message = 'an event of an order is parked, and holds back the later ones of its order'
    onEvent({ name: 'event-parked', message, id, type, order, attempts, reason })
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stop.signal.aborted; ) {
      try {
        await publisher.ready(stop.signal)
        if (stop.signal.aborted) return
        const published = await pass()
        if (failures > 0) onEvent({ name: 'outbox-reached', message: 'the outbox can be used again' })
        failures = 0
        if (published === 0) await pause(jittered(pollMs), stop.signal)
      } catch (error) {
        failures += 1
        // An event that was published but not marked is published again with the same id.
        if (failures === 1) onEvent({ name: 'outbox-unreachable', message: 'the outbox cannot be used', error })
        await pause(backoff(failures, { first: pollMs, most: 10_000 }), stop.signal)
      }
    }
  }

  const ended = run()
  return {
    async stop() {
      stop.abort()
      await ended
    },
  }
}
