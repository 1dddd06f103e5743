import { cloudEventsType } from '../messages/cloud-event.js'
import type { IncomingMessage } from '../messages/incoming-messages.js'
import { brokerFailure } from './broker/broker-failure.js'
import { brokerNames, declareIncoming } from './broker/topology.js'
import { withChannel } from './broker/with-channel.js'

/** The broker did not take the message. The text of the error is for the person who sent it. */
export class SendError extends Error {
  override readonly name = 'SendError'
  readonly code = 'SEND'
}

/**
 * Sends one message to the shop through its broker. Resolves when the broker has it.
 * @throws {SendError} `SEND`
 */
export async function sendMessage(url: string, prefix: string, message: IncomingMessage): Promise<void> {
  const names = brokerNames(prefix)
  try {
    await withChannel(url, async (channel) => {
      // The queue keeps the message even if no shop has been started with this broker yet.
      await declareIncoming(channel, names)
      const { id, type } = message
      const options = { persistent: true, mandatory: true, contentType: cloudEventsType, messageId: id, type }
      channel.publish(names.incoming, type, Buffer.from(JSON.stringify(message)), options)
      await channel.waitForConfirms()
    })
  } catch (error) {
    throw new SendError(`the broker did not take the message: ${brokerFailure(error)}`, { cause: error })
  }
}
