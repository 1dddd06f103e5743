import type { EventBroker } from '../../domain/orders/event-broker.js'
import type { OnFlowEvent } from '../flow-event.js'
import { pause } from '../pause.js'
import type { Publisher } from './publisher.js'

/** The time between two looks at the note, and between two notes, in milliseconds. */
const everyMs = 10_000

/**
 * Returns the publisher of an instance with a broker. It notes that the events of this database go to a broker before it is ready, and again
 * every ten seconds: the note may have been removed.
 */
export function notingBroker(
  publisher: Publisher,
  { broker, noteEveryMs = everyMs }: { readonly broker: Pick<EventBroker, 'note'>; readonly noteEveryMs?: number },
): Publisher {
  let notedAt = Number.NEGATIVE_INFINITY
  return {
    ...publisher,
    async ready(signal) {
      if (performance.now() - notedAt >= noteEveryMs) {
        await broker.note()
        notedAt = performance.now()
      }
      await publisher.ready(signal)
    },
  }
}

export interface UnlessBrokerOptions {
  readonly broker: Pick<EventBroker, 'isNoted'>
  readonly onEvent: OnFlowEvent
  /** The pause between looks at the note, in milliseconds. @default 10000 */
  readonly lookEveryMs?: number
}

/**
 * Returns the publisher of an instance without a broker. It is not ready while the events of this database go to the broker of other
 * instances.
 */
export function unlessBroker(
  publisher: Publisher,
  { broker, onEvent, lookEveryMs = everyMs }: UnlessBrokerOptions,
): Publisher {
  let lookedAt = Number.NEGATIVE_INFINITY
  let isLeft = false
  async function ready(signal: AbortSignal): Promise<void> {
    if (performance.now() - lookedAt < lookEveryMs) return
    while (await broker.isNoted()) {
      if (!isLeft) onEvent({ name: 'events-left', message: 'events wait for an instance with AMQP_URL' })
      isLeft = true
      await pause(lookEveryMs, signal)
      if (signal.aborted) return
    }
    lookedAt = performance.now()
    if (isLeft) onEvent({ name: 'events-taken', message: 'this instance takes the events again' })
    isLeft = false
  }
  return { ...publisher, ready }
}
