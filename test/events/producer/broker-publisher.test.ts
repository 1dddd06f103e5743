import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { FlowEvent } from '../../../events/flow-event.js'
import { brokerPublisher } from '../../../events/producer/broker-publisher.js'
import { startRelay } from '../../../events/producer/relay.js'
import type { Database } from '../../../repository/database.js'
import { outbox } from '../../../repository/orders/outbox.js'
import { brokerUrl, describeWithBroker, type Received, TestBroker, until } from '../../support/broker.js'
import { openTestDatabase } from '../../support/database.js'
import { expectRecords } from '../../support/expect-records.js'
import { keyed, linesOf, type OrderDesk, orderDesk, paymentOf } from '../../support/order-desk.js'
import { type TcpProxy, tcpProxy } from '../../support/tcp-proxy.js'

describeWithBroker('the relay to RabbitMQ', () => {
  let database: Database
  let desk: OrderDesk
  let broker: TestBroker
  let way: TcpProxy
  let events: FlowEvent[]
  let stop: () => Promise<void>
  /** Intercepts bytes from the client to the broker. `undefined` lets all of them pass. */
  let intercept: ((bytes: Buffer, cut: () => void) => boolean) | undefined

  beforeAll(async () => {
    database = await openTestDatabase({ seed: false })
    desk = orderDesk(database)
    broker = await TestBroker.open()
    const { hostname, port } = new URL(brokerUrl)
    way = await tcpProxy({ host: hostname, port: Number(port || 5672) }, (bytes, { client, upstream }) => {
      if (intercept?.(bytes, () => client.destroy())) {
        upstream.unpipe(client)
        upstream.once('data', () => client.destroy()).resume()
      }
      upstream.write(bytes)
    })
    await way.open()
  })
  beforeEach(async () => {
    intercept = undefined
    events = []
    await desk.emptyOutbox()
    const url = new URL(brokerUrl)
    url.hostname = '127.0.0.1'
    url.port = String(way.port)
    const onEvent = (event: FlowEvent) => void events.push(event)
    const retry = { first: 10, most: 40 }
    const publisher = brokerPublisher({ url: url.href, prefix: broker.prefix, onEvent, retry })
    const relay = startRelay({ outbox: outbox(database.knex), publisher, now: () => new Date(), onEvent, pollMs: 10 })
    stop = async () => {
      await relay.stop()
      await publisher.close()
    }
  })
  afterEach(async () => {
    await stop()
    await broker.unsubscribe()
  })
  afterAll(async () => {
    await way.cut()
    await broker.close()
    await database.close()
  })

  const allPublished = async () => (await outbox(database.knex).state()).waiting === 0
  const steps = (received: readonly Received[]) =>
    received.map(({ message, content }) => `${message.fields.routingKey} ${Number(content.sequence)}`)

  test('sends persistent CloudEvents by routing key of the type, with the trace', async () => {
    const trace = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', tracestate: 'shop=1' }
    const received = await broker.subscribe('order.placed')
    const product = await desk.stocked(5)
    const { order } = await desk.place(linesOf([product], 2), keyed(), { trace })
    await until(() => received.length > 0)
    const [{ message, content } = { message: undefined, content: undefined }] = received
    expect(content).toEqual({
      specversion: '1.0',
      id: message?.properties.messageId,
      source: 'urn:endware:shop',
      type: 'order.placed',
      subject: order.id,
      time: order.placedAt.toISOString(),
      datacontenttype: 'application/json',
      sequence: '0000000001',
      ...trace,
      data: {
        orderId: order.id,
        version: 1,
        customerId: order.customerId,
        lines: [{ productId: product.id, sku: product.sku, quantity: 2, unitPrice: product.price }],
        total: order.total,
        payBy: order.payBy.toISOString(),
      },
    })
    expect(message?.properties).toMatchObject({
      contentType: 'application/cloudevents+json',
      deliveryMode: 2,
      type: 'order.placed',
      headers: trace,
    })
  })

  test('without the broker, orders go on; later, events follow in sequence', async () => {
    const received = await broker.subscribe()
    await until(() => events.length === 1)
    await way.cut()
    await until(() => events.length === 2)
    const { order } = await desk.ordered()
    await desk.pay(paymentOf(order))
    await desk.ship(order.id)
    expect(await outbox(database.knex).state()).toMatchObject({ waiting: 3, parked: 0 })
    await way.open()
    await until(allPublished)
    await until(() => received.length === 3)
    expect(steps(received)).toEqual(['order.placed 1', 'order.paid 2', 'order.shipped 3'])
    expect(events.map(({ name }) => name)).toEqual(['broker-reached', 'broker-unreachable', 'broker-reached'])
    expectRecords(events, ['broker-reached', 'broker-unreachable', 'broker-reached'])
    expect(JSON.stringify(events)).not.toContain('guest')
  })

  test('a message with a lost confirm is published again with the same id', async () => {
    const received = await broker.subscribe()
    await until(() => events.length === 1)
    intercept = (bytes) => {
      if (!bytes.includes('order.placed')) return false
      intercept = undefined
      return true
    }
    const { order } = await desk.ordered()
    await until(allPublished)
    await until(() => received.length === 2)
    expect(steps(received)).toEqual(['order.placed 1', 'order.placed 1'])
    expect(new Set(received.map(({ content }) => content.id)).size).toBe(1)
    expect(await database.knex('outbox').where('order_id', order.id).pluck('attempts')).toEqual([1])
  })

  test('an event that no queue takes is kept in a separate queue', async () => {
    await until(() => events.length === 1)
    await broker.channel.purgeQueue(broker.names.unrouted)
    const { order } = await desk.ordered()
    await until(allPublished)
    const kept = await broker.channel.get(broker.names.unrouted, { noAck: true })
    expect(kept && JSON.parse(kept.content.toString())).toMatchObject({ type: 'order.placed', subject: order.id })
  })

  test('a removed queue is declared again, and no event is lost', async () => {
    await until(() => events.length === 1)
    await broker.channel.deleteQueue(broker.names.unrouted)
    const { order } = await desk.ordered()
    await until(allPublished)
    const kept = await broker.channel.get(broker.names.unrouted, { noAck: true })
    expect(kept && JSON.parse(kept.content.toString())).toMatchObject({ type: 'order.placed', subject: order.id })
    expect(events.map(({ name }) => name)).toEqual(['broker-reached', 'broker-unreachable', 'broker-reached'])
  })
})
