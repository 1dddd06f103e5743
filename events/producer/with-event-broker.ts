import type { EventBroker } from '../../domain/orders/event-broker.js'
import type { OnFlowEvent } from '../flow-event.js'
import { pause } from '../pause.js'
import type { Publisher } from './publisher.js'

/** Returns the publisher of an instance with a broker. It notes that the events of this database go to a broker before it is ready. */
export function notingBroker(publisher: Publisher, broker: Pick<EventBroker, 'note'>): Publisher {
  let isNoted = false
  return {
    ...publisher,
    async ready(signal) {
      // The relay reports a database that fails, and asks again.
      if (!isNoted) isNoted = await succeeds(broker.note())
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
  { broker, onEvent, lookEveryMs = 10_000 }: UnlessBrokerOptions,
): Publisher {
  let lookedAt = Number.NEGATIVE_INFINITY
  async function ready(signal: AbortSignal): Promise<void> {
    if (performance.now() - lookedAt < lookEveryMs) return
    let isLeft = false
    while (await broker.isNoted().catch(() => isLeft)) {
      if (!isLeft) onEvent({ name: 'events-left', message: 'events wait for an instance with AMQP_URL' })
      isLeft = true
      await pause(lookEveryMs, signal)
      if (signal.aborted) return
    }
    lookedAt = performance.now()
    if (isLeft) onEvent({ name: 'events-taken', message: 'events stay in this process again' })
  }
  return { ...publisher, ready }
}

async function succeeds(work: Promise<void>): Promise<boolean> {
  try {
    await work
    return true
  } catch {
    return false
  }
}
