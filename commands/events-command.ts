import { parseArgs } from 'node:util'
import { openConfiguration } from '../config/configuration.js'
import type { EventBroker } from '../domain/orders/event-broker.js'
import type { OrderEvent } from '../domain/orders/order-event.js'
import type { Outbox } from '../domain/orders/outbox.js'
import { isUuid } from '../domain/uuid.js'
import { eventBroker } from '../repository/orders/event-broker.js'
import { outbox } from '../repository/orders/outbox.js'
import { commandDatabase } from './command-database.js'
import { CommandError } from './command-error.js'
import { messageAction } from './message-actions.js'
import type { CommandContext } from './run-command.js'

const usage = [
  'Shows the events of orders that wait to be published. Shows and replays what is parked: events of orders, and messages of',
  'other systems to the shop.',
  'A parked event holds back the later ones of its order.',
  '',
  'Usage: npm run events -- waiting               lists the events that wait, the oldest first, at most 100',
  '       npm run events -- parked                lists the parked events, at most 100',
  '       npm run events -- replay ID             lets the relay publish a parked event again',
  '       npm run events -- replay all            lets it publish all of them again',
  '       npm run events -- forget-broker         lets instances without AMQP_URL take the events; stop those with one first',
  '       npm run events -- messages              lists the parked messages of RabbitMQ, at most 100',
  '       npm run events -- replay-message ID     sends a message to the queue of the shop again',
  '       npm run events -- replay-message all    sends all of them',
  '',
  'Events are in the database of DATABASE_URL, else in the embedded one in DATA_FOLDER. The embedded one has one user at a',
  'time: stop the shop first. Messages are in the RabbitMQ of AMQP_URL, and the shop may run.',
].join('\n')

/** The maximum number of listed events. */
const most = 100

/** Lists the waiting or parked events or messages, or replays the parked ones. @throws {CommandError} */
export async function eventsCommand(context: CommandContext): Promise<void> {
  const { argv, env, print } = context
  const { help, positionals } = parsed(argv)
  if (help) return print(usage)
  const [action, id, ...more] = positionals
  const isReplayed = id !== undefined && more.length === 0
  if (action === 'messages' && id === undefined) return messageAction(undefined, context)
  if (action === 'replay-message' && isReplayed) return messageAction(id, context)
  const needsNoId = (action === 'parked' || action === 'waiting' || action === 'forget-broker') && id === undefined
  if (!needsNoId && (action !== 'replay' || !isReplayed)) throw new CommandError(usage, 2)
  if (id !== undefined && id !== 'all' && !isUuid(id)) {
    throw new CommandError('ID must be the id of an event, a UUID, or all', 2)
  }

  const { settings, secrets } = await openConfiguration({ env, argv: [] })
  secrets.close()
  const database = await commandDatabase(settings, { create: false, poolMax: 1 })
  try {
    const events = outbox(database.knex)
    if (action === 'forget-broker') await forgetBroker(eventBroker(database.knex), print)
    else if (action === 'waiting') await listWaiting(events, print)
    else if (id === undefined) await listParked(events, print)
    else if (id === 'all') print(`Events that the next relay publishes again: ${await events.releaseAll()}`)
    else await replay(events, id, print)
  } finally {
    await database.close()
  }
}

function parsed(argv: readonly string[]) {
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    return { help: values.help === true, positionals }
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${usage}`, 2, { cause: error })
  }
}

async function forgetBroker(broker: EventBroker, print: CommandContext['print']): Promise<void> {
  const wasNoted = await broker.forget()
  print(wasNoted ? 'Instances without AMQP_URL take the events from now on.' : 'There is no note of a broker.')
}

async function listWaiting(events: Outbox, print: (line: string) => void): Promise<void> {
  const [waiting, state] = await Promise.all([events.waiting(most), events.state()])
  if (waiting.length === 0) return print('No event waits to be published.')
  for (const { event, attempts, reason } of waiting) {
    print(titleOf(event))
    const failure = reason === undefined ? 'no attempt was refused' : `refused: ${onOneLine(reason)}`
    print(`    waits since ${event.at.toISOString()}, ${attempts} attempts, ${failure}`)
  }
  print(`Waiting events: ${state.waiting}, parked events: ${state.parked}`)
}

async function listParked(events: Outbox, print: (line: string) => void): Promise<void> {
  const parked = await events.parked(most)
  if (parked.length === 0) return print('No event is parked.')
  for (const { event, attempts, reason, parkedAt } of parked) {
    print(titleOf(event))
    print(`    parked ${parkedAt.toISOString()} after ${attempts} attempts: ${onOneLine(reason)}`)
  }
}

function titleOf({ id, type, orderId, version }: OrderEvent): string {
  return `${id}  ${type}  order ${orderId}  version ${version}`
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

async function replay(events: Outbox, id: string, print: (line: string) => void): Promise<void> {
  if (!(await events.release(id))) throw new CommandError(`No event with the id ${id} is parked.`)
  print(`Event ${id} is published again by the next relay.`)
}
