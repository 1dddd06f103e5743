import type { ConfirmChannel, GetMessage } from 'amqplib'
import { brokerFailure } from '../broker/broker-failure.js'
import { brokerNames, declareIncoming } from '../broker/topology.js'
import { withChannel } from '../broker/with-channel.js'
import { attemptsOf, Forwarding, reasonOf } from './forwarding.js'

/** A message that could not be handled. Its texts come from other systems. */
export interface ParkedMessage {
  /** The id in its properties; `undefined` for a sender that gives none. */
  readonly id: string | undefined
  readonly type: string | undefined
  readonly reason: string | undefined
  /** The number of attempts to handle it. */
  readonly attempts: number
}

/** The messages that are parked in the broker. */
export interface ParkedMessages {
  /** The number of parked messages. */
  readonly count: number
  /** Returns the oldest ones, and leaves them where they are. */
  list(most: number): Promise<readonly ParkedMessage[]>
  /**
   * Sends parked messages to the queue of the shop again, all or those with this id, and returns their number. A message leaves its queue
   * after the broker has confirmed the copy. Whatever ends the process in between leaves it in both; the shop applies it once.
   *
   * @throws {ParkedMessagesError} `PARKED_MESSAGES`
   */
  replay(id?: string): Promise<number>
}

/** The broker does not give or take messages. The text of the error is for the person at the terminal. */
export class ParkedMessagesError extends Error {
  override readonly name = 'ParkedMessagesError'
  readonly code = 'PARKED_MESSAGES'
}

/**
 * Calls a function with the parked messages of a broker. The messages that it has looked at go back to their queue at its end.
 *
 * @throws {ParkedMessagesError} `PARKED_MESSAGES`
 */
export async function withParkedMessages<Result>(
  { url, prefix }: { readonly url: string; readonly prefix: string },
  use: (messages: ParkedMessages) => Promise<Result>,
): Promise<Result> {
  try {
    return await withChannel(url, async (channel) => use(await parkedMessages(channel, prefix)))
  } catch (error) {
    if (error instanceof ParkedMessagesError) throw error
    throw new ParkedMessagesError(`the broker cannot be used: ${brokerFailure(error)}`, { cause: error })
  }
}

async function parkedMessages(channel: ConfirmChannel, prefix: string): Promise<ParkedMessages> {
  const names = brokerNames(prefix)
  await declareIncoming(channel, names)
  const { messageCount: count } = await channel.checkQueue(names.parked)
  const forwarding = new Forwarding(channel, () => undefined)

  /** Takes messages, no more than there were: a message that is replayed may be parked again at once. */
  async function* taken(most: number): AsyncGenerator<GetMessage> {
    for (let left = Math.min(most, count); left > 0; left -= 1) {
      const message = await channel.get(names.parked)
      if (message === false) return
      yield message
    }
  }

  return {
    count,
    async list(most) {
      const found: ParkedMessage[] = []
      for await (const message of taken(most)) found.push(described(message))
      return found
    },
    async replay(id) {
      let replayed = 0
      for await (const message of taken(count)) {
        if (id !== undefined && message.properties.messageId !== id) continue
        const isTaken = await forwarding.send(names.work, message, 0, 'replayed')
        if (!isTaken) throw new ParkedMessagesError(`the broker did not take a message; ${replayed} are replayed`)
        channel.ack(message)
        replayed += 1
      }
      return replayed
    },
  }
}

function described(message: GetMessage): ParkedMessage {
  const { messageId, type } = message.properties
  return {
    id: typeof messageId === 'string' ? messageId : undefined,
    type: typeof type === 'string' ? type : undefined,
    reason: reasonOf(message),
    attempts: attemptsOf(message),
  }
}
