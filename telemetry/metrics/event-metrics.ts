import type { Instruments } from './instruments.js'

/** The numbers of events that leave the shop and messages that enter it. No method throws. */
export interface EventMetrics {
  published(events: number): void
  message(outcome: 'handled' | 'retried' | 'parked'): void
  /** Notes whether a connection to the broker is open. @param link its name, from a fixed list such as `shop relay` */
  brokerUp(link: string, isUp: boolean): void
}

export function eventMetrics(make: Instruments): EventMetrics {
  const published = make.counter('shop_outbox_published_events_total')
  const messages = make.counter('shop_messages_total')
  // The first parked message must be an increase from 0.
  for (const outcome of ['handled', 'retried', 'parked']) messages.inc({ outcome }, 0)
  const broker = make.gauge('shop_broker_up')
  return {
    published: (events) => published.inc(events),
    message: (outcome) => messages.inc({ outcome }),
    brokerUp: (link, isUp) => broker.set({ link }, Number(isUp)),
  }
}
