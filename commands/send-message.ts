import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { openConfiguration } from '../config/configuration.js'
import { isOrderId, orderLimits } from '../domain/orders/order.js'
import { sendMessage } from '../events/message-sender.js'
import { type IncomingMessage, incomingMessageSchema } from '../messages/incoming-messages.js'
import { CommandError } from './command-error.js'
import type { CommandContext } from './run-command.js'
import { type Receipt, ShopClient } from './shop-client.js'

const messageTypes = { pay: 'payment.received', ship: 'shipment.shipped', deliver: 'shipment.delivered' } as const

/** The commands that send the message of another system. */
export type MessageCommand = keyof typeof messageTypes

const purposes: Readonly<Record<MessageCommand, string>> = {
  pay: 'Tells the shop that an order was paid, as a payment provider does.',
  ship: 'Tells the shop that an order was handed to the carrier, as a carrier does.',
  deliver: 'Tells the shop that an order was delivered, as a carrier does.',
}

function usage(command: MessageCommand): string {
  const money = [
    '  --amount N        minor units, such as cents (default: the total, which is read from the shop)',
    '  --currency EUR    the currency of --amount',
    '  --payment ID      the id of the payment (default: a new one)',
  ]
  return [
    purposes[command],
    '',
    `Usage: npm run ${command} -- ORDER [options]`,
    '',
    'Options',
    ...(command === 'pay' ? money : []),
    '  --id ID           the id of the message; the same id has one effect (default: a new one)',
    '  --url URL         the shop (default: http://HOST:PORT, as the shop is started)',
    '  --help            this page',
    '',
    'With AMQP_URL the message goes through RabbitMQ, else to POST /v1/events. The token for that is SHOP_TOKEN, else one that',
    'is signed with the keys for trying out in DATA_FOLDER.',
  ].join('\n')
}

/** Sends the message that the command line describes. @throws {CommandError} @throws {SendError} when the broker does not take it */
export async function messageCommand(command: MessageCommand, { argv, env, print }: CommandContext): Promise<void> {
  const { values, positionals } = parsed(command, argv)
  if (values.help) return print(usage(command))
  const [orderId, ...more] = positionals
  if (orderId === undefined || more.length > 0) throw new CommandError(usage(command), 2)
  if (!isOrderId(orderId)) throw new CommandError(`ORDER must be the id of an order, a UUID; got ${quoted(orderId)}`, 2)

  const { settings, secrets } = await openConfiguration({ env, argv: [] })
  secrets.close()
  const shop = new ShopClient(settings, { url: values.url, token: env.SHOP_TOKEN })
  const attributes = { specversion: '1.0', id: values.id ?? randomUUID(), source: '/commands' } as const
  const type = messageTypes[command]
  let message: IncomingMessage
  if (type === 'payment.received') {
    const amount = givenAmount(values) ?? (await shop.totalOf(orderId))
    message = { ...attributes, type, data: { orderId, paymentId: values.payment ?? randomUUID(), amount } }
  } else message = { ...attributes, type, data: { orderId } }
  check(message)

  if (settings.brokerUrl !== undefined) {
    await sendMessage(settings.brokerUrl, settings.brokerPrefix, message)
    return print(`Sent ${type} for order ${orderId} to RabbitMQ, as message ${message.id}.`)
  }
  const receipt = await shop.send(message)
  print(`Order ${orderId} is ${receipt.status}, version ${receipt.version}${remark(command, receipt)}.`)
}

/** The places on the command line of the members of a message. */
const places: Readonly<Record<string, string>> = { id: '--id', 'data.paymentId': '--payment', 'data.orderId': 'ORDER' }

/** Refuses a message that the shop would park. @throws {CommandError} with the first fault */
function check(message: IncomingMessage): void {
  const fault = incomingMessageSchema.safeParse(message).error?.issues[0]
  if (fault === undefined) return
  const path = fault.path.join('.')
  throw new CommandError(`${places[path] ?? path} ${fault.message}`, 2)
}

/** Returns the end of the line for people, beyond the status. A second payment of an order that is still paid looks like the first. */
function remark(command: MessageCommand, { status, repeated }: Receipt): string {
  if (repeated) return '; the message came before and changed nothing'
  return command === 'pay' && status !== 'paid' ? '; the payment did not pay for it, and is to be returned' : ''
}

function parsed(command: MessageCommand, argv: readonly string[]) {
  const money = { amount: { type: 'string' }, currency: { type: 'string' }, payment: { type: 'string' } } as const
  const always = { id: { type: 'string' }, url: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const
  try {
    const result = parseArgs({ args: [...argv], options: { ...money, ...always }, allowPositionals: true })
    const isMoney = Object.keys(money).some((name) => name in result.values)
    if (command !== 'pay' && isMoney) throw new Error('--amount, --currency and --payment are options of pay')
    return result
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${usage(command)}`, 2, {
      cause: error,
    })
  }
}

function givenAmount({
  amount,
  currency,
}: {
  readonly amount?: string | undefined
  readonly currency?: string | undefined
}) {
  if (amount === undefined && currency === undefined) return undefined
  if (amount === undefined || currency === undefined) throw new CommandError('--amount and --currency go together', 2)
  const minor = Number(amount)
  if (!/^\d+$/.test(amount) || minor > orderLimits.total) {
    throw new CommandError(
      `--amount must be a whole number of minor units, such as 1999 for 19.99; got ${quoted(amount)}`,
      2,
    )
  }
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new CommandError(`--currency must be three capital letters, such as EUR; got ${quoted(currency)}`, 2)
  }
  return { amount: minor, currency }
}

/** Returns the text as one line of printable characters, in quotes. */
function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 60))
}
