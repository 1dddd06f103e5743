import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { FlowEvent } from '../../../events/flow-event.js'
import type { Publisher, PublishOutcome } from '../../../events/producer/publisher.js'
import { type Relay, type RelayOptions, startRelay } from '../../../events/producer/relay.js'
import type { OrderMessage } from '../../../messages/order-messages.js'
import type { Database } from '../../../repository/database.js'
import { outbox } from '../../../repository/orders/outbox.js'
import { until } from '../../support/broker.js'
import { openTestDatabase } from '../../support/database.js'
import { expectRecords } from '../../support/expect-records.js'
import { keyed, type OrderDesk, orderDesk, paymentOf } from '../../support/order-desk.js'

let database: Database
let desk: OrderDesk
let relay: Relay | undefined
let events: FlowEvent[]
const eventNames = () => events.map(({ name }) => name)

beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
})
beforeEach(() => {
  events = []
  return desk.emptyOutbox()
})
afterEach(() => relay?.stop())
afterAll(() => database.close())

/** Returns a publisher that publishes nothing. `outcomeOf` decides the outcome of each attempt. */
function publisher(
  outcomeOf: (message: OrderMessage) => PublishOutcome,
): Publisher & { readonly tried: OrderMessage[] } {
  const tried: OrderMessage[] = []
  return {
    tried,
    ready: async () => undefined,
    close: async () => undefined,
    async publish(message) {
      tried.push(message)
      return outcomeOf(message)
    },
  }
}

function start(target: Publisher, options: Partial<RelayOptions> = {}): void {
  relay = startRelay({
    outbox: outbox(database.knex),
    publisher: target,
    now: () => new Date(),
    onEvent: (event) => events.push(event),
    pollMs: 5,
    retry: { first: 1, most: 2 },
    ...options,
  })
}

const steps = ({ tried }: { readonly tried: readonly OrderMessage[] }, orderId: string) =>
  tried.filter(({ subject }) => subject === orderId).map(({ type, sequence }) => `${type} ${Number(sequence)}`)

test('the events of an order are published one after the other, as CloudEvents', async () => {
  const order = await desk.orderThatIs('delivered')
  const target = publisher(() => ({ kind: 'published' }))
  start(target)
  await until(async () => (await outbox(database.knex).state()).waiting === 0)
  expect(steps(target, order.id)).toEqual(['order.placed 1', 'order.paid 2', 'order.shipped 3', 'order.delivered 4'])
  expect(target.tried.at(-1)).toEqual({
    specversion: '1.0',
    id: expect.stringMatching(/^[\da-f-]{36}$/),
    source: 'urn:endware:shop',
    type: 'order.delivered',
    subject: order.id,
    time: '2026-11-23T10:00:00.123Z',
    datacontenttype: 'application/json',
    sequence: '0000000004',
    data: { orderId: order.id, version: 4, customerId: order.customerId },
  })
})

test('an event that is always refused is parked alone, and is published after its release', async () => {
  const { order: poisoned } = await desk.ordered()
  await desk.pay(paymentOf(poisoned))
  const { order: other } = await desk.ordered()
  await desk.cancel(other.id, 'any', keyed())
  let isPoison = true
  const target = publisher(({ subject }) =>
    isPoison && subject === poisoned.id ? { kind: 'refused', reason: 'poison' } : { kind: 'published' },
  )
  start(target, { mostAttempts: 3 })
  await until(() => eventNames().includes('event-parked'))
  await until(async () => (await outbox(database.knex).state()).waiting === 1)
  expect(steps(target, other.id)).toEqual(['order.placed 1', 'order.cancelled 2'])
  expect(steps(target, poisoned.id)).toEqual(Array(3).fill('order.placed 1'))
  expect(events).toEqual([
    expect.objectContaining({ name: 'event-refused', order: poisoned.id, reason: 'poison' }),
    expect.objectContaining({ name: 'event-parked', order: poisoned.id, attempts: 3, reason: 'poison' }),
  ])
  expectRecords(events, ['event-refused', 'event-parked'])
  const [parked] = await outbox(database.knex).parked(10)
  expect(parked).toMatchObject({ attempts: 3, reason: 'poison', event: { orderId: poisoned.id, version: 1 } })

  isPoison = false
  await outbox(database.knex).release(parked?.event.id ?? '')
  await until(async () => (await outbox(database.knex).state()).waiting === 0)
  expect(steps(target, poisoned.id).slice(3)).toEqual(['order.placed 1', 'order.paid 2'])
})

test('a broker that refuses everything for a time has one record at its beginning and one at its end', async () => {
  const orders = await Promise.all(Array.from({ length: 5 }, () => desk.ordered()))
  let refusals = 0
  const target = publisher(() => {
    refusals += 1
    return refusals <= 12 ? { kind: 'refused', reason: 'full' } : { kind: 'published' }
  })
  start(target, { mostAttempts: 100 })
  await until(async () => (await outbox(database.knex).state()).waiting === 0)
  expect(events).toEqual([
    expect.objectContaining({ name: 'event-refused', reason: 'full' }),
    expect.objectContaining({ name: 'events-accepted', reason: 'full', attempts: 12 }),
  ])
  expectRecords(events, ['event-refused', 'events-accepted'])
  expect(orders.map(({ order }) => order.id)).toContain((events[0] as { order?: string }).order)
})

test('each reason has records of its own, and a parked event ends its reason', async () => {
  const { order: lasting } = await desk.ordered()
  const { order: passing } = await desk.ordered()
  let attempts = 0
  const target = publisher(({ subject }) => {
    if (subject === lasting.id) return { kind: 'refused', reason: 'poison' }
    attempts += 1
    return attempts === 1 ? { kind: 'refused', reason: 'full' } : { kind: 'published' }
  })
  start(target, { mostAttempts: 3 })
  await until(() => eventNames().includes('event-parked') && eventNames().includes('events-accepted'))
  const { order: next } = await desk.ordered()
  const reasonsOf = (named: string) =>
    events.flatMap((event) => (event.name === named && 'reason' in event ? [event.reason] : []))
  expect([reasonsOf('event-refused').sort(), reasonsOf('events-accepted')]).toEqual([['full', 'poison'], ['full']])
  await outbox(database.knex).releaseAll()
  await until(() => eventNames().filter((name) => name === 'event-parked').length === 2)
  expect(reasonsOf('event-refused').filter((reason) => reason === 'poison')).toHaveLength(2)
  await until(async () => (await outbox(database.knex).state()).waiting === 0)
  expect([steps(target, passing.id).length, steps(target, next.id).length]).toEqual([2, 1])
})

test('an attempt with an unknown outcome is repeated with the same id, and never parks its event', async () => {
  await desk.ordered()
  let attempts = 0
  const target = publisher(() => {
    attempts += 1
    return { kind: attempts < 30 ? 'unknown' : 'published' }
  })
  start(target, { mostAttempts: 2 })
  await until(async () => (await outbox(database.knex).state()).waiting === 0)
  expect(new Set(target.tried.map(({ id }) => id)).size).toBe(1)
  expect([attempts, events]).toEqual([30, []])
  expect(await database.knex('outbox').pluck('attempts')).toEqual([1])
})

test('an event of a type that this version does not know is parked', async () => {
  const { order } = await desk.ordered()
  await database.knex('outbox').where('order_id', order.id).update('type', 'order.teleported')
  const target = publisher(() => ({ kind: 'published' }))
  start(target, { mostAttempts: 2 })
  await until(() => eventNames().includes('event-parked'))
  expect([eventNames(), target.tried]).toEqual([['event-refused', 'event-parked'], []])
  expect(events.at(-1)).toMatchObject({ reason: expect.stringContaining('order.teleported') })
})

test('a failing outbox is reported once, and once when it is back; no event is lost', async () => {
  await desk.ordered()
  const real = outbox(database.knex)
  let failures = 4
  const target = publisher(() => ({ kind: 'published' }))
  const failing: typeof real = {
    ...real,
    published: async (ids, at) => {
      failures -= 1
      if (failures > 0) throw new Error('no storage')
      await real.published(ids, at)
    },
  }
  let clock = Date.now()
  // Claims expire between two readings of the clock.
  const now = () => {
    clock += 10_000
    return new Date(clock)
  }
  start(target, { outbox: failing, now, leaseMs: 30_000 })
  await until(async () => (await real.state()).waiting === 0)
  await until(() => events.length === 2)
  expect(eventNames()).toEqual(['outbox-unreachable', 'outbox-reached'])
  expectRecords(events, ['outbox-unreachable', 'outbox-reached'])
  expect(new Set(target.tried.map(({ id }) => id)).size).toBe(1)
})

test('a stop waits for events that are being published, and marks them', async () => {
  await desk.ordered()
  let finish: (outcome: PublishOutcome) => void = () => undefined
  const target = publisher(() => ({ kind: 'published' }))
  const begun = new Promise<void>((resolve) => {
    start({
      ...target,
      publish: () => {
        resolve()
        return new Promise((done) => {
          finish = done
        })
      },
    })
  })
  await begun
  const stopped = relay?.stop()
  finish({ kind: 'published' })
  await stopped
  expect(await outbox(database.knex).state()).toEqual({ waiting: 0, parked: 0 })
})
