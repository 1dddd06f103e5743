import { randomBytes } from 'node:crypto'
import { describe } from '@jest/globals'
import { type ChannelModel, type ConfirmChannel, type ConsumeMessage, connect } from 'amqplib'
import { type BrokerNames, brokerNames } from '../../events/broker/topology.js'

/** The URL of a RabbitMQ in which tests may declare exchanges and queues; empty when there is none. */
export const brokerUrl = process.env.ENDWARE_TEST_BROKER ?? ''

/** Describes what needs RabbitMQ and PostgreSQL; skipped when one of them is missing. */
export function describeWithBroker(name: string, body: () => void): void {
  if (brokerUrl && process.env.ENDWARE_TEST_SERVER) describe(name, body)
  else describe.skip(`${name} (skipped: it needs RabbitMQ and PostgreSQL, and one of them is missing)`, body)
}

/** A message as a queue of a test received it. */
export interface Received {
  readonly message: ConsumeMessage
  /** Its content, read as JSON. */
  readonly content: Record<string, unknown> & {
    readonly id: string
    readonly subject: string
    readonly sequence: string
  }
}

/** Exchanges and queues with a prefix of their own. */
export class TestBroker {
  readonly prefix: string
  readonly names: BrokerNames
  readonly channel: ConfirmChannel
  readonly #model: ChannelModel
  readonly #queues: string[] = []

  private constructor(prefix: string, model: ChannelModel, channel: ConfirmChannel) {
    this.prefix = prefix
    this.names = brokerNames(prefix)
    this.channel = channel
    this.#model = model
  }

  static async open(): Promise<TestBroker> {
    const model = await connect(brokerUrl)
    model.on('error', () => undefined) // the call under way fails with it
    const channel = await model.createConfirmChannel()
    channel.on('error', () => undefined)
    return new TestBroker(`test-${randomBytes(6).toString('hex')}`, model, channel)
  }

  /** Receives every event that is published from now on. */
  async subscribe(pattern = '#'): Promise<Received[]> {
    const received: Received[] = []
    await this.channel.assertExchange(this.names.events, 'topic', {
      durable: true,
      alternateExchange: this.names.unrouted,
    })
    const { queue } = await this.channel.assertQueue('', { exclusive: true })
    this.#queues.push(queue)
    await this.channel.bindQueue(queue, this.names.events, pattern)
    const take = (message: ConsumeMessage | null) => {
      if (message) received.push({ message, content: JSON.parse(message.content.toString()) })
    }
    await this.channel.consume(queue, take, { noAck: true })
    return received
  }

  /** Ends every subscription. */
  async unsubscribe(): Promise<void> {
    for (const queue of this.#queues.splice(0)) await this.channel.deleteQueue(queue)
  }

  /** Removes the exchanges and queues. @param delays those of the queues of retries */
  async close(delays: readonly number[] = []): Promise<void> {
    const { events, unrouted, incoming, work, parked, retry } = this.names
    const channel = await this.#model.createChannel() // a failed test may have lost the other
    for (const queue of [unrouted, work, parked, ...delays.map(retry)]) await channel.deleteQueue(queue)
    for (const exchange of [events, unrouted, incoming]) await channel.deleteExchange(exchange)
    await this.#model.close()
  }
}

/** Resolves when the condition holds; looks again after each turn of the event loop that lets time pass. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5))
}
