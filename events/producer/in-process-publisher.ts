import type { OrderMessage } from '../../messages/order-messages.js'
import type { Publisher, PublishOutcome } from './publisher.js'

/** A function that receives the events of orders: each at least once, those of one order in sequence. */
export type Subscriber = (message: OrderMessage) => void | Promise<void>

/** Returns a publisher for a shop without a broker. A message counts as published when every subscriber has taken it. */
export function inProcessPublisher(subscribers: readonly Subscriber[]): Publisher {
  return {
    ready: async () => undefined,
    async publish(message): Promise<PublishOutcome> {
      try {
        for (const subscriber of subscribers) await subscriber(message)
        return { kind: 'published' }
      } catch (error) {
        return {
          kind: 'refused',
          reason: `a subscriber failed: ${error instanceof Error ? error.message : String(error)}`,
        }
      }
    },
    close: async () => undefined,
  }
}
