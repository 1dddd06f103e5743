import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type MessageCommand, messageCommand } from '../../commands/send-message.js'
import { brokerUrl, describeWithBroker, TestBroker } from '../support/broker.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Runs a command, and returns what it prints. */
async function run(
  command: MessageCommand,
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const lines: string[] = []
  const surroundings = { DATA_FOLDER: folder, ...env }
  await messageCommand(command, { argv, env: surroundings, print: (line) => lines.push(line) })
  return lines.join('\n')
}

test('a shop that does not answer is named, with what to do', async () => {
  const { rejects } = expect(run('ship', [randomUUID(), '--url', 'http://127.0.0.1:1'], { SHOP_TOKEN: 'token' }))
  await rejects.toThrow('No shop answers at http://127.0.0.1:1: start it with npm start, or name it with --url.')
})

test('a folder that no service has used is named, and stays empty', async () => {
  const { rejects } = expect(run('pay', [randomUUID(), '--url', 'http://127.0.0.1:1']))
  await rejects.toThrow(`There are no keys in ${join(folder, 'keys.json')}: no service has used this folder.`)
  expect(await readdir(folder)).toEqual([])
})

describe('a wrong command line', () => {
  test.each([
    ['pay', [], 'Usage: npm run pay -- ORDER'],
    ['ship', ['a', 'b'], 'Usage: npm run ship -- ORDER'],
    ['ship', ['7'], 'ORDER must be the id of an order, a UUID; got "7"'],
    ['ship', ['--amount', '1', 'x'], 'options of pay'],
    ['pay', ['--speed'], "Unknown option '--speed'"],
    ['pay', [randomUUID(), '--amount', '1'], '--amount and --currency go together'],
    ['pay', [randomUUID(), '--amount', '1.5', '--currency', 'EUR'], '--amount must be a whole number of minor units'],
    ['pay', [randomUUID(), '--amount', '1', '--currency', 'eur'], '--currency must be three capital letters'],
    ['ship', [randomUUID(), '--id', 'ship 1'], '--id must be 1 to 128 printable ASCII characters without spaces'],
    [
      'pay',
      [randomUUID(), '--payment', 'p 1', '--amount', '1', '--currency', 'EUR'],
      '--payment must be printable ASCII characters without spaces',
    ],
    ['pay', [randomUUID(), '--url', 'ftp://shop'], '--url must begin with http:// or https://'],
  ] as const)('%s %j says what is wrong', async (command, argv, message) => {
    await expect(run(command, argv)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(message) })
  })

  test('--help prints the usage', async () => {
    expect(await run('deliver', ['--help'])).toContain('Usage: npm run deliver -- ORDER')
  })
})

describeWithBroker('the commands that send messages, by RabbitMQ', () => {
  test('the message waits for the shop in its queue', async () => {
    const broker = await TestBroker.open()
    const id = randomUUID()
    const argv = [id, '--id', 'pay-1', '--payment', 'p-1', '--amount', '5', '--currency', 'EUR']
    const printed = await run('pay', argv, { AMQP_URL: brokerUrl, AMQP_PREFIX: broker.prefix })
    expect(printed).toBe(`Sent payment.received for order ${id} to RabbitMQ, as message pay-1.`)
    const message = await broker.channel.get(broker.names.work, { noAck: true })
    expect(message && JSON.parse(message.content.toString())).toEqual({
      specversion: '1.0',
      id: 'pay-1',
      source: '/commands',
      type: 'payment.received',
      data: { orderId: id, paymentId: 'p-1', amount: { amount: 5, currency: 'EUR' } },
    })
    await broker.close()
  })

  test('a broker that does not answer is an error that says so', async () => {
    const { rejects } = expect(run('ship', [randomUUID()], { AMQP_URL: 'amqp://127.0.0.1:1' }))
    await rejects.toThrow('the broker did not take the message: nothing answers there (connection refused)')
  })
})
