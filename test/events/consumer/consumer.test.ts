import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { StorageUnavailable } from '../../../domain/storage-unavailable.js'
import { type Consumer, type ConsumerOptions, startConsumer } from '../../../events/consumer/consumer.js'
import type { FlowEvent } from '../../../events/flow-event.js'
import { sendMessage } from '../../../events/message-sender.js'
import type { IncomingMessage } from '../../../messages/incoming-messages.js'
import type { Database } from '../../../repository/database.js'
import { brokerUrl, describeWithBroker, TestBroker, until } from '../../support/broker.js'
import { openTestDatabase } from '../../support/database.js'
import { deferred } from '../../support/deferred.js'
import { expectRecords } from '../../support/expect-records.js'
import { paymentMessage, shipmentMessage } from '../../support/messages.js'
import { type OrderDesk, orderDesk } from '../../support/order-desk.js'
import { rounds } from '../../support/rounds.js'
import { type TcpProxy, tcpProxy } from '../../support/tcp-proxy.js'

describeWithBroker('the consumer on RabbitMQ', () => {
  const delaysMs = [10, 30]
  let database: Database
  let desk: OrderDesk
  let broker: TestBroker
  let way: TcpProxy
  let events: FlowEvent[]
  let consumer: Consumer | undefined

  beforeAll(async () => {
    database = await openTestDatabase({ seed: false })
    desk = orderDesk(database)
    broker = await TestBroker.open()
    const { hostname, port } = new URL(brokerUrl)
    way = await tcpProxy({ host: hostname, port: Number(port || 5672) })
    await way.open()
  })
  beforeEach(() => {
    events = []
  })
  afterEach(async () => {
    await consumer?.stop()
    await broker.channel.purgeQueue(broker.names.parked)
  })
  afterAll(async () => {
    await way.cut()
    await broker.close(delaysMs)
    await database.close()
  })

  function start(options: Partial<ConsumerOptions> = {}): void {
    const url = new URL(brokerUrl)
    url.hostname = '127.0.0.1'
    url.port = String(way.port)
    consumer = startConsumer({
      url: url.href,
      prefix: broker.prefix,
      orders: desk,
      onEvent: (event) => events.push(event),
      delaysMs,
      mostAttempts: 10_000,
      holdMs: 0,
      retry: { first: 10, most: 40 },
      ...options,
    })
  }
  const send = (message: IncomingMessage) => sendMessage(brokerUrl, broker.prefix, message)
  const sendRaw = (content: string, messageId: string) =>
    broker.channel.publish(broker.names.incoming, 'payment.received', Buffer.from(content), { messageId })
  const isThat = async (id: string, status: string) => (await desk.read(id, 'any')).status === status
  const named = (name: FlowEvent['name']) => events.filter((event) => event.name === name)
  const workCount = async () => (await broker.channel.checkQueue(broker.names.work)).messageCount
  const parkedCount = async () => (await broker.channel.checkQueue(broker.names.parked)).messageCount

  test('an order is paid, shipped and delivered by messages', async () => {
    start()
    const { order } = await desk.ordered()
    await send(paymentMessage(order))
    await until(() => isThat(order.id, 'paid'))
    await send(shipmentMessage('shipment.shipped', order.id))
    await until(() => isThat(order.id, 'shipped'))
    await send(shipmentMessage('shipment.delivered', order.id))
    await until(() => isThat(order.id, 'delivered'))
    expect(events.map(({ name }) => name)).toEqual(['broker-reached'])
  })

  test('a message that comes several times has one effect', async () => {
    const { order } = await desk.ordered()
    const payment = paymentMessage(order)
    for (let index = 0; index < 5; index += 1) await send(payment)
    start()
    await send(shipmentMessage('shipment.shipped', order.id))
    await until(() => isThat(order.id, 'shipped'))
    await consumer?.stop()
    expect((await desk.eventsOf(order.id)).map(({ type }) => type)).toEqual([
      'order.placed',
      'order.paid',
      'order.shipped',
    ])
    await until(async () => (await workCount()) === 0)
  })

  test('a shipment before the payment is tried until the order is paid', async () => {
    start()
    const { order } = await desk.ordered()
    await send(shipmentMessage('shipment.shipped', order.id))
    await until(() => named('message-retried').length > 0)
    await send(paymentMessage(order))
    await until(() => isThat(order.id, 'shipped'))
    expect(named('message-parked')).toEqual([])
  })

  /** Places an order and sends its payment. Returns its id. */
  async function paid(): Promise<string> {
    const { order } = await desk.ordered()
    await send(paymentMessage(order))
    return order.id
  }

  test('a message that always fails is parked with one event; none waits for it', async () => {
    start({ mostAttempts: 4 })
    const { order: unpaid } = await desk.ordered()
    const poison = shipmentMessage('shipment.shipped', unpaid.id)
    await send(poison)
    const others: string[] = []
    for (let left = rounds(30, 1000); left > 0; left -= 10)
      others.push(...(await Promise.all(Array(10).fill(0).map(paid))))
    for (const id of others) await until(() => isThat(id, 'paid'))
    await until(() => named('message-parked').length > 0)
    expect(named('message-parked')).toEqual([
      expect.objectContaining({ id: poison.id, attempts: 4, reason: 'an order that is placed cannot become shipped' }),
    ])
    expect(named('message-retried')).toHaveLength(3)
    expectRecords(events, ['message-retried', 'message-retried', 'message-retried', 'message-parked'])
    const parked = await broker.channel.get(broker.names.parked, { noAck: true })
    if (!parked) throw new Error('no message is parked')
    expect(JSON.parse(parked.content.toString())).toEqual(poison)
    expect(parked.properties.headers).toMatchObject({
      'x-shop-attempts': 4,
      'x-shop-reason': 'an order that is placed cannot become shipped',
    })
  })

  test('malformed messages and unknown orders are parked with the reason', async () => {
    start()
    await until(() => events.length > 0)
    const unknown = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', total: { amount: 1, currency: 'EUR' } }
    sendRaw('\xff', 'no-json')
    sendRaw('{"specversion":"1.0","type":"payment.teleported"}', 'no-type')
    sendRaw(JSON.stringify({ ...paymentMessage(unknown), data: { orderId: 'x' } }), 'no-data')
    sendRaw(`"${'x'.repeat(70_000)}"`, 'too-long')
    await send({ ...paymentMessage(unknown), id: 'no-order' })
    await until(async () => (await parkedCount()) === 5)
    // The queue has a message a moment before the broker confirms it.
    await until(() => named('message-parked').length === 5)
    const reasons = named('message-parked').map((event) =>
      event.name === 'message-parked' ? [event.id, event.attempts, event.reason] : [],
    )
    expect(reasons.toSorted()).toEqual([
      ['no-data', 1, expect.stringContaining('data.orderId')],
      ['no-json', 1, 'the content is not JSON in UTF-8'],
      ['no-order', 1, 'there is no order with this id'],
      ['no-type', 1, expect.stringContaining('type')],
      ['too-long', 1, 'a message has at most 65536 bytes, and this one has 70002'],
    ])
  })

  test('an unavailable storage delays a message, and never parks it', async () => {
    const { order } = await desk.ordered()
    let attempts = 0
    const pay: OrderDesk['pay'] = async (...payment) => {
      attempts += 1
      if (attempts < 12) throw new StorageUnavailable()
      return desk.pay(...payment)
    }
    start({ orders: { ...desk, pay } })
    await send(paymentMessage(order))
    await until(() => isThat(order.id, 'paid'))
    expect([attempts, events.map(({ name }) => name)]).toEqual([12, ['broker-reached']])
  })

  test('an unavailable storage is not asked for each message that waits', async () => {
    let attempts = 0
    const pay: OrderDesk['pay'] = async () => {
      attempts += 1
      throw new StorageUnavailable()
    }
    for (let index = 0; index < 10; index += 1) await send(paymentMessage((await desk.ordered()).order))
    start({ orders: { ...desk, pay }, prefetch: 2, holdMs: 1_000_000 })
    await until(() => attempts === 2)
    for (let look = 0; look < 50; look += 1) {
      await workCount() // lets the broker deliver what it may
      expect(attempts).toBe(2)
    }
    await consumer?.stop()
    await broker.channel.purgeQueue(broker.names.work)
    for (const delay of delaysMs) await broker.channel.purgeQueue(broker.names.retry(delay))
  })

  test('a message whose acknowledgement is lost has no second effect', async () => {
    const { order } = await desk.ordered()
    let attempts = 0
    const pay: OrderDesk['pay'] = async (...payment) => {
      attempts += 1
      const changed = await desk.pay(...payment)
      if (attempts === 1) {
        await way.cut()
        await way.open()
      }
      return changed
    }
    start({ orders: { ...desk, pay } })
    await send(paymentMessage(order))
    await until(() => attempts === 2)
    await consumer?.stop()
    expect((await desk.eventsOf(order.id)).map(({ type }) => type)).toEqual(['order.placed', 'order.paid'])
    await until(async () => (await workCount()) === 0)
  })

  test('a stop finishes the message under way and leaves the others in the queue', async () => {
    const [{ order: first }, { order: second }] = [await desk.ordered(), await desk.ordered()]
    const begun = deferred()
    const end = deferred()
    const pay: OrderDesk['pay'] = async (...payment) => {
      begun.resolve()
      await end.promise
      return desk.pay(...payment)
    }
    start({ orders: { ...desk, pay }, prefetch: 1 })
    await send(paymentMessage(first))
    await send(paymentMessage(second))
    await begun.promise
    const stopped = consumer?.stop()
    end.resolve()
    await stopped
    expect([await isThat(first.id, 'paid'), await isThat(second.id, 'placed')]).toEqual([true, true])
    // A quorum queue counts an acknowledgement a moment later.
    await until(async () => (await workCount()) === 1)
    await broker.channel.purgeQueue(broker.names.work)
  })
})
