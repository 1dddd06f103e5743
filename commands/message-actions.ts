import { openConfiguration } from '../config/configuration.js'
import { type ParkedMessages, withParkedMessages } from '../events/consumer/parked-messages.js'
import { CommandError } from './command-error.js'
import type { CommandContext } from './run-command.js'

/** The maximum number of listed messages. */
const most = 100

/** Lists the parked messages to the shop, or replays those with an id, or all. @throws {CommandError} @throws {ParkedMessagesError} */
export async function messageAction(id: string | undefined, { env, print }: CommandContext): Promise<void> {
  const { settings, secrets } = await openConfiguration({ env, argv: [] })
  secrets.close()
  const { brokerUrl: url, brokerPrefix: prefix } = settings
  if (url === undefined) throw new CommandError('Messages are parked in RabbitMQ, and AMQP_URL does not name one.')
  const broker = { url, prefix }
  if (id === undefined) return withParkedMessages(broker, (messages) => list(messages, print))
  const isAll = id === 'all'
  const replayed = await withParkedMessages(broker, ({ replay }) => replay(isAll ? undefined : id))
  if (replayed === 0 && !isAll) throw new CommandError(`No message with the id ${printable(id)} is parked.`)
  print(`Messages sent to the queue of the shop again: ${replayed}`)
}

async function list(messages: ParkedMessages, print: (line: string) => void): Promise<void> {
  if (messages.count === 0) return print('No message is parked.')
  for (const { id, type, attempts, reason } of await messages.list(most)) {
    print(`${printable(id ?? 'no id')}  ${printable(type ?? 'no type')}`)
    print(`    parked after ${attempts} attempts: ${printable(reason ?? 'no reason is known')}`)
  }
  print(`Parked messages: ${messages.count}`)
}

/** Returns a text of another system on one line, without characters that control a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, ' ').slice(0, 1000)
}
