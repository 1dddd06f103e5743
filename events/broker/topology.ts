import type { ConfirmChannel } from 'amqplib'

/** The names of the exchanges and queues of a shop. All begin with its prefix. */
export interface BrokerNames {
  /** The topic exchange of the events of orders; the routing key is the type. */
  readonly events: string
  /** The exchange and the queue of events that no other queue takes. */
  readonly unrouted: string
  /** The topic exchange for messages of other systems to the shop. */
  readonly incoming: string
  /** The queue of the messages that the shop handles. */
  readonly work: string
  /** Returns the name of the queue of messages that wait for so many milliseconds before the next attempt. */
  readonly retry: (delayMs: number) => string
  /** The queue of messages that cannot be handled. */
  readonly parked: string
}

export function brokerNames(prefix: string): BrokerNames {
  return {
    events: `${prefix}.events`,
    unrouted: `${prefix}.events.unrouted`,
    incoming: `${prefix}.incoming`,
    work: `${prefix}.incoming.orders`,
    retry: (delayMs) => `${prefix}.incoming.orders.retry.${delayMs}`,
    parked: `${prefix}.incoming.orders.parked`,
  }
}

/** The maximum number of kept events that no other queue took. Beyond it, the oldest are dropped. */
const unroutedLimit = 100_000

/** The maximum number of deliveries of a message whose handling ended with the process or the connection. */
const deliveryLimit = 20

/** The type of all queues. Quorum queues are replicated and on disk. Times to live in them need RabbitMQ 3.10. */
const quorum = { 'x-queue-type': 'quorum' }

/** Declares the exchanges for events. A bounded queue keeps events that no other queue takes, so that an operator can find them. */
export async function declareOutgoing(channel: ConfirmChannel, { events, unrouted }: BrokerNames): Promise<void> {
  await channel.assertExchange(unrouted, 'fanout', { durable: true })
  await channel.assertQueue(unrouted, {
    durable: true,
    arguments: { ...quorum, 'x-max-length': unroutedLimit, 'x-overflow': 'drop-head' },
  })
  await channel.bindQueue(unrouted, unrouted, '')
  await channel.assertExchange(events, 'topic', { durable: true, alternateExchange: unrouted })
}

/** Declares the exchange and the queues for messages to the shop. */
export async function declareIncoming(channel: ConfirmChannel, { incoming, work, parked }: BrokerNames): Promise<void> {
  await channel.assertQueue(parked, { durable: true, arguments: quorum })
  await channel.assertQueue(work, {
    durable: true,
    arguments: {
      ...quorum,
      'x-delivery-limit': deliveryLimit,
      'x-overflow': 'reject-publish',
      'x-dead-letter-strategy': 'at-least-once',
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': parked,
    },
  })
  await channel.assertExchange(incoming, 'topic', { durable: true })
  for (const pattern of ['payment.*', 'shipment.*']) await channel.bindQueue(work, incoming, pattern)
}

/**
 * Declares a queue whose messages go back to the work queue after the delay. Each delay has its own queue, because only the head of a queue
 * expires. All messages of one queue wait equally long, so none waits for another.
 */
export async function declareRetry(channel: ConfirmChannel, names: BrokerNames, delayMs: number): Promise<void> {
  await channel.assertQueue(names.retry(delayMs), {
    durable: true,
    arguments: {
      ...quorum,
      'x-message-ttl': delayMs,
      'x-overflow': 'reject-publish',
      'x-dead-letter-strategy': 'at-least-once',
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': names.work,
    },
  })
}
