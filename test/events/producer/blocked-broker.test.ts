import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { FlowEvent } from '../../../events/flow-event.js'
import { brokerPublisher } from '../../../events/producer/broker-publisher.js'
import { startRelay } from '../../../events/producer/relay.js'
import type { Database } from '../../../repository/database.js'
import { outbox } from '../../../repository/orders/outbox.js'
import { type BlockingBroker, blockingBroker } from '../../support/blocking-broker.js'
import { brokerUrl, describeWithBroker, TestBroker, until } from '../../support/broker.js'
import { openTestDatabase } from '../../support/database.js'
import { expectRecords } from '../../support/expect-records.js'
import { type OrderDesk, orderDesk } from '../../support/order-desk.js'

describeWithBroker('a RabbitMQ with an alarm, which takes no messages', () => {
  let database: Database
  let desk: OrderDesk
  let broker: TestBroker
  let way: BlockingBroker
  let events: FlowEvent[]
  let stop: () => Promise<void>

  beforeAll(async () => {
    database = await openTestDatabase({ seed: false })
    desk = orderDesk(database)
    broker = await TestBroker.open()
    way = await blockingBroker(brokerUrl)
    await way.open()
  })
  beforeEach(async () => {
    events = []
    await desk.emptyOutbox()
    const onEvent = (event: FlowEvent) => void events.push(event)
    const publisher = brokerPublisher({
      url: way.url,
      prefix: broker.prefix,
      onEvent,
      retry: { first: 10, most: 40 },
    })
    const relay = startRelay({ outbox: outbox(database.knex), publisher, now: () => new Date(), onEvent, pollMs: 10 })
    stop = async () => {
      await relay.stop()
      await publisher.close()
    }
    await until(() => events.length === 1)
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

  const waiting = async () => (await outbox(database.knex).state()).waiting

  test('lets orders go on and events wait, with one record until the alarm is over', async () => {
    const received = await broker.subscribe()
    way.block('low on memory')
    const placed = [(await desk.ordered()).order.id]
    await until(() => events.length === 2)
    for (let more = 0; more < 4; more += 1) placed.push((await desk.ordered()).order.id)
    expect(await waiting()).toBe(5)
    expect(events[1]).toMatchObject({ reason: 'it takes no messages: low on memory' })
    way.unblock()
    await until(async () => (await waiting()) === 0)
    // The message that was under way when the alarm began may come twice, with one id.
    await until(() => new Set(received.map(({ content }) => content.subject)).size === placed.length)
    expect(new Set(received.map(({ content }) => content.id)).size).toBe(placed.length)
    expectRecords(events, ['broker-reached', 'broker-unreachable', 'broker-reached'])
    expect(events).toHaveLength(3)
  })

  test('loses no event when a queue is removed meanwhile', async () => {
    way.block('low on disk')
    const { order } = await desk.ordered()
    await until(() => events.length === 2)
    await broker.channel.deleteQueue(broker.names.unrouted)
    way.unblock()
    await until(async () => (await waiting()) === 0)
    const kept = await broker.channel.get(broker.names.unrouted, { noAck: true })
    expect(kept && JSON.parse(kept.content.toString())).toMatchObject({ type: 'order.placed', subject: order.id })
  })
})
