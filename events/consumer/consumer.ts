import { setMaxListeners } from 'node:events'
import type { ConfirmChannel, ConsumeMessage } from 'amqplib'
import type { MessageUseCases } from '../../messages/apply-message.js'
import { BrokerLink, type BrokerLinkOptions, lastAnswerMs } from '../broker/broker-link.js'
import { brokerNames, declareIncoming, declareRetry } from '../broker/topology.js'
import { endedWithin, pause } from '../pause.js'
import { attemptsOf, Forwarding } from './forwarding.js'
import { type Handled, handleContent } from './handle-content.js'

export interface ConsumerOptions extends Pick<BrokerLinkOptions, 'url' | 'onEvent' | 'retry'> {
  readonly orders: MessageUseCases
  /** The prefix of the names of all exchanges and queues. @default shop */
  readonly prefix?: string | undefined
  /** Is called for each message that has its effect. @default nothing */
  readonly onHandled?: () => void
  /** The maximum number of messages that are handled at once. @default 20 */
  readonly prefetch?: number
  /**
   * The pauses between the attempts to handle a message, in milliseconds. The last one also stands for all further pauses.
   * @default 1 s, 5 s, 30 s, 2 min, 10 min
   */
  readonly delaysMs?: readonly number[]
  /**
   * The time for which a message is held when the storage is not available, before it goes to a queue of retries, in milliseconds. It bounds
   * the load on a storage that comes back: no more than `prefetch` messages are tried in this time. @default 1000
   */
  readonly holdMs?: number
  /** The number of failed attempts after which a message is parked. @default 10 */
  readonly mostAttempts?: number
}

/** A running consumer. */
export interface Consumer {
  /** Stops taking messages, finishes those under way unless the broker is silent, and ends the connection. Never rejects. */
  stop(): Promise<void>
}

/** The pause before a message that no other queue could take goes back to its own queue, in milliseconds. */
const refusalPauseMs = 1_000

/**
 * Starts to handle the messages to the shop. A message is acknowledged when its effect is durable, or when another queue has taken it. It is
 * therefore handled at least once, with one effect.
 */
export function startConsumer(options: ConsumerOptions): Consumer {
  const { orders, onEvent, onHandled, prefix = 'shop', ...others } = options
  const { prefetch = 20, holdMs = 1_000, mostAttempts = 10, ...connection } = others
  const delays = [...new Set(connection.delaysMs ?? [1_000, 5_000, 30_000, 120_000, 600_000])]
  const names = brokerNames(prefix)
  const stop = new AbortController()
  setMaxListeners(0, stop.signal) // each message that is held listens; Node would warn of more than ten
  const underway = new Set<Promise<void>>()
  let cancel = async () => {}

  const link = new BrokerLink({
    ...connection,
    onEvent,
    name: `${prefix} consumer`,
    async setUp(channel) {
      await declareIncoming(channel, names)
      for (const delay of delays) await declareRetry(channel, names, delay)
      await channel.prefetch(prefetch)
      const forwarding = new Forwarding(channel, () => link.reset(channel, 'a queue was removed'))
      const { consumerTag } = await channel.consume(names.work, (delivery) => {
        if (delivery === null) return link.reset(channel, 'the queue of messages was removed')
        if (stop.signal.aborted) return // The message stays unacknowledged and goes to another consumer.
        const work = handle(channel, forwarding, delivery).finally(() => underway.delete(work))
        underway.add(work)
      })
      cancel = async () => void (await channel.cancel(consumerTag))
    },
  })

  async function handle(channel: ConfirmChannel, forwarding: Forwarding, delivery: ConsumeMessage): Promise<void> {
    const handled = await handleContent(orders, delivery.content)
    const isTaken = 'reason' in handled ? await forward(forwarding, delivery, handled) : true
    if (!('reason' in handled)) onHandled?.()
    if (isTaken === undefined) return // The connection is lost. The broker delivers the message again.
    if (!isTaken) await pause(refusalPauseMs, stop.signal)
    try {
      if (isTaken) channel.ack(delivery)
      else channel.nack(delivery)
    } catch {
      // The channel was closed in the meantime. The broker delivers the message again, and its id is recognized.
    }
  }

  /** Sends the message to a queue of retries or to the queue of parked messages. */
  async function forward(
    forwarding: Forwarding,
    delivery: ConsumeMessage,
    { verdict, reason, error }: Extract<Handled, { readonly reason: string }>,
  ): Promise<boolean | undefined> {
    const attempts = attemptsOf(delivery) + 1
    const isParked = verdict === 'park' || (verdict === 'retry' && attempts >= mostAttempts)
    const counted = verdict === 'wait' ? attempts - 1 : attempts
    if (verdict === 'wait') await pause(holdMs, stop.signal)
    const delay = delays[Math.min(attempts, delays.length) - 1] ?? 0
    const isTaken = await forwarding.send(isParked ? names.parked : names.retry(delay), delivery, counted, reason)
    if (!isTaken) return isTaken
    const fields = { id: messageId(delivery), attempts, reason, ...(error !== undefined && { error }) }
    if (isParked) onEvent({ name: 'message-parked', message: 'a message cannot be handled, and is parked', ...fields })
    else if (verdict === 'retry') {
      onEvent({ name: 'message-retried', message: 'a message cannot be handled yet, and is tried again', ...fields })
    }
    return isTaken
  }

  return {
    async stop() {
      stop.abort()
      // A broker that does not answer takes no acknowledgement either, and delivers the messages under way again.
      if (await endedWithin(lastAnswerMs, cancel)) await Promise.all(underway)
      await link.close()
    },
  }
}

/** Returns the id of the message in its properties, which the tools of the broker show. */
function messageId({ properties, fields }: ConsumeMessage): string {
  return typeof properties.messageId === 'string' ? properties.messageId.slice(0, 255) : `#${fields.deliveryTag}`
}
