import type { ConfirmChannel, ConsumeMessage, GetMessage } from 'amqplib'

const attemptsHeader = 'x-shop-attempts'
const reasonHeader = 'x-shop-reason'

/** Returns the number of attempts to handle the message so far. */
export function attemptsOf({ properties }: ConsumeMessage | GetMessage): number {
  const attempts: unknown = properties.headers?.[attemptsHeader]
  return typeof attempts === 'number' && Number.isInteger(attempts) && attempts > 0 ? attempts : 0
}

/** Returns why a message was sent to its queue, by this service or by the broker; `undefined` when nobody said so. */
export function reasonOf({ properties }: ConsumeMessage | GetMessage): string | undefined {
  const reason: unknown = properties.headers?.[reasonHeader] ?? properties.headers?.['x-first-death-reason']
  return typeof reason === 'string' ? reason : undefined
}

/** Sends messages that were received on a channel to other queues. */
export class Forwarding {
  readonly #channel: ConfirmChannel
  #isBroken = false

  /** @param onMissing is called when a queue does not exist */
  constructor(channel: ConfirmChannel, onMissing: () => void) {
    this.#channel = channel
    // The broker returns a message that no queue takes before it confirms it.
    channel.on('return', () => {
      this.#isBroken = true
      onMissing()
    })
  }

  /**
   * Sends a copy of the message. Resolves to true when the broker has it, to false when the broker refuses it, and to `undefined` when the
   * connection is lost or the queue does not exist. Never rejects.
   */
  send(
    queue: string,
    message: ConsumeMessage | GetMessage,
    attempts: number,
    reason: string,
  ): Promise<boolean | undefined> {
    const { contentType, messageId, type, timestamp, headers = {} } = message.properties
    // The header `x-death` of the broker is left out, because it would grow with each round.
    const kept = Object.entries(headers).filter(([name]) => !name.startsWith('x-'))
    const options = {
      persistent: true,
      mandatory: true,
      contentType,
      messageId,
      type,
      timestamp,
      headers: { ...Object.fromEntries(kept), [attemptsHeader]: attempts, [reasonHeader]: reason.slice(0, 1000) },
    }
    return new Promise((resolve) => {
      try {
        this.#channel.sendToQueue(queue, message.content, options, (error: unknown) => {
          if (this.#isBroken) resolve(undefined)
          else if (error === null) resolve(true)
          else resolve(error instanceof Error && error.message === 'message nacked' ? false : undefined)
        })
      } catch {
        resolve(undefined) // the channel was closed
      }
    })
  }
}
