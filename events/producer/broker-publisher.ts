import type { ConfirmChannel } from 'amqplib'
import { cloudEventsType } from '../../messages/cloud-event.js'
import type { OrderMessage } from '../../messages/order-messages.js'
import { BrokerLink, type BrokerLinkOptions } from '../broker/broker-link.js'
import { brokerNames, declareOutgoing } from '../broker/topology.js'
import { type Publisher, type PublishOutcome, publishTimeLimit } from './publisher.js'

export interface BrokerPublisherOptions extends Pick<BrokerLinkOptions, 'url' | 'onEvent' | 'retry'> {
  /** The prefix of the names of all exchanges and queues. @default shop */
  readonly prefix?: string | undefined
}

/** Returns a publisher to the topic exchange of RabbitMQ. A message counts as published when the broker has confirmed it. */
export function brokerPublisher({ prefix = 'shop', ...connection }: BrokerPublisherOptions): Publisher {
  const names = brokerNames(prefix)
  /** The ids of returned messages, which no queue takes. The broker returns a message before it confirms it. */
  const returned = new Set<string>()
  const link = new BrokerLink({
    ...connection,
    name: `${prefix} relay`,
    async setUp(channel) {
      returned.clear()
      channel.on('return', ({ properties }) => returned.add(String(properties.messageId)))
      await declareOutgoing(channel, names)
    },
  })

  function publish(message: OrderMessage): Promise<PublishOutcome> {
    const { channel } = link
    if (channel === undefined) return Promise.resolve({ kind: 'unknown' })
    return new Promise((resolve) => {
      const giveUp = (reason: string) => {
        link.reset(channel, reason)
        resolve({ kind: 'unknown' })
      }
      const timer = setTimeout(giveUp, publishTimeLimit, 'it has not confirmed a message in time')
      const confirmed = (error: unknown) => {
        clearTimeout(timer)
        // The queue for events that no other queue takes was removed. A new session declares it again.
        if (returned.delete(message.id)) giveUp('no queue takes the messages')
        else resolve(outcomeOf(error))
      }
      try {
        send(channel, names.events, message, confirmed)
      } catch (error) {
        confirmed(error) // The channel was closed, but its end was not reported yet.
      }
    })
  }

  return { ready: (signal) => link.ready(signal), publish, close: () => link.close() }
}

function send(
  channel: ConfirmChannel,
  exchange: string,
  message: OrderMessage,
  confirmed: (error: unknown) => void,
): void {
  const { id, type, time, traceparent, tracestate } = message
  channel.publish(
    exchange,
    type,
    Buffer.from(JSON.stringify(message)),
    {
      persistent: true,
      mandatory: true,
      contentType: cloudEventsType,
      messageId: id,
      type,
      timestamp: Math.floor(Date.parse(time) / 1000),
      headers: { ...(traceparent && { traceparent }), ...(tracestate && { tracestate }) },
    },
    confirmed,
  )
}

/** Returns the outcome of an error. amqplib reports a negative confirm with this message. After any other error the outcome is unknown. */
function outcomeOf(error: unknown): PublishOutcome {
  if (error === null || error === undefined) return { kind: 'published' }
  const isRefused = error instanceof Error && error.message === 'message nacked'
  return isRefused ? { kind: 'refused', reason: 'the broker refused the message' } : { kind: 'unknown' }
}
