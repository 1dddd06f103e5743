import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { eventsCommand } from '../../commands/events-command.js'
import { declareIncoming } from '../../events/broker/topology.js'
import { brokerUrl, describeWithBroker, TestBroker, until } from '../support/broker.js'

test('without a broker, the answer says what is missing', async () => {
  await expect(eventsCommand({ argv: ['messages'], env: {}, print: () => {} })).rejects.toMatchObject({
    exitCode: 1,
    message: 'Messages are parked in RabbitMQ, and AMQP_URL does not name one.',
  })
})

test('a broker that cannot be reached is named as the reason', async () => {
  const env = { AMQP_URL: 'amqp://127.0.0.1:1' }
  await expect(eventsCommand({ argv: ['messages'], env, print: () => {} })).rejects.toMatchObject({
    code: 'PARKED_MESSAGES',
    message: 'the broker cannot be used: nothing answers there (connection refused)',
  })
})

describeWithBroker('parked messages of RabbitMQ', () => {
  let broker: TestBroker
  const env = () => ({ AMQP_URL: brokerUrl, AMQP_PREFIX: broker.prefix })

  beforeAll(async () => {
    broker = await TestBroker.open()
    await declareIncoming(broker.channel, broker.names)
  })
  afterEach(async () => {
    for (const queue of [broker.names.parked, broker.names.work]) await broker.channel.purgeQueue(queue)
  })
  afterAll(() => broker.close())

  async function run(...argv: string[]): Promise<string> {
    const lines: string[] = []
    await eventsCommand({ argv, env: env(), print: (line) => lines.push(line) })
    return lines.join('\n')
  }

  async function park(messageId: string | undefined, reason = 'too early'): Promise<void> {
    const headers = { 'x-shop-attempts': 10, 'x-shop-reason': reason, traceparent: 'kept' }
    const options = { type: 'payment.received', headers, ...(messageId !== undefined && { messageId }) }
    broker.channel.sendToQueue(broker.names.parked, Buffer.from(`content of ${messageId}`), options)
    await broker.channel.waitForConfirms()
  }

  const count = async (queue: string) => (await broker.channel.checkQueue(queue)).messageCount

  /** Takes every message of a queue. */
  async function drain(queue: string) {
    const all = []
    for (;;) {
      const message = await broker.channel.get(queue, { noAck: true })
      if (message === false) return all
      all.push(message)
    }
  }

  test('are listed with their reasons, on one line each, and stay', async () => {
    await park('one')
    await park(undefined, 'two\nlines \u001b[31m')
    for (let round = 0; round < 2; round += 1) {
      expect(await run('messages')).toBe(
        [
          'one  payment.received',
          '    parked after 10 attempts: too early',
          'no id  payment.received',
          '    parked after 10 attempts: two lines [31m',
          'Parked messages: 2',
        ].join('\n'),
      )
      await until(async () => (await count(broker.names.parked)) === 2)
    }
  })

  test('are replayed singly, with their content and without their attempts', async () => {
    await park('one')
    await park('two')
    expect(await run('replay-message', 'two')).toBe('Messages sent to the queue of the shop again: 1')
    const [message, ...more] = await drain(broker.names.work)
    expect([message?.content.toString(), message?.properties.messageId, more]).toEqual(['content of two', 'two', []])
    expect(message?.properties.headers).toMatchObject({ traceparent: 'kept', 'x-shop-attempts': 0 })
    await until(async () => (await count(broker.names.parked)) === 1)
    await expect(run('replay-message', 'two')).rejects.toMatchObject({
      exitCode: 1,
      message: 'No message with the id two is parked.',
    })
  })

  test('are replayed all, those without an id, too', async () => {
    for (const id of ['one', undefined, 'three']) await park(id)
    expect(await run('replay-message', 'all')).toBe('Messages sent to the queue of the shop again: 3')
    expect((await drain(broker.names.work)).map(({ properties }) => properties.messageId)).toEqual([
      'one',
      undefined,
      'three',
    ])
    // A quorum queue counts an acknowledgement a moment later.
    await until(async () => (await count(broker.names.parked)) === 0)
    expect(await run('messages')).toBe('No message is parked.')
  })

  test('are all in one of the queues when the command is killed', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `message ${index}`)
    await Promise.all(ids.map((id) => park(id)))
    const child = spawn(process.execPath, ['dist/commands/events.js', 'replay-message', 'all'], {
      env: { PATH: process.env.PATH, ...env() },
      stdio: 'ignore',
    })
    const exited = once(child, 'exit')
    await until(async () => (await count(broker.names.work)) > 0)
    child.kill('SIGKILL')
    await exited
    const found = new Set<unknown>()
    await until(async () => {
      for (const queue of [broker.names.work, broker.names.parked]) {
        for (const { properties } of await drain(queue)) found.add(properties.messageId)
      }
      return found.size === ids.length
    })
  })
})
