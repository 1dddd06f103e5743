import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cleanUp } from '../../../domain/orders/clean-up.js'
import type { Database } from '../../../repository/database.js'
import { orderRecords } from '../../../repository/orders/order-records.js'
import { outbox } from '../../../repository/orders/outbox.js'
import { openTestDatabase } from '../../support/database.js'
import { keyed, linesOf, type OrderDesk, opening, orderDesk, paymentOf } from '../../support/order-desk.js'

const hour = 60 * 60 * 1000
const day = 24 * hour
const after = (milliseconds: number) => new Date(opening.getTime() + milliseconds)

let database: Database
let desk: OrderDesk
beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
})
afterAll(() => database.close())

test('expired keys are removed, at most the limit at once, and other keys stay', async () => {
  const product = await desk.stocked(9)
  for (const minutes of [0, 1, 2]) {
    desk.setTime(after(minutes * 60_000))
    await desk.place(linesOf([product]), keyed(`customer ${minutes}`))
  }
  const records = orderRecords(database.knex)
  expect(await records.removeExpiredKeys(after(day - 1), 10)).toBe(0)
  expect(await records.removeExpiredKeys(after(day + 60_000), 1)).toBe(1)
  expect(await database.knex('idempotency_keys').orderBy('caller').pluck('caller')).toEqual([
    'customer 1',
    'customer 2',
  ])
  expect(await records.removeExpiredKeys(after(day + 60_000), 10)).toBe(1)
  expect(await database.knex('idempotency_keys').pluck('caller')).toEqual(['customer 2'])
})

test('old published and handled events are removed, and a waiting event never is', async () => {
  const { order } = await desk.ordered()
  await desk.pay(paymentOf(order), { event: { id: randomUUID(), consumer: 'payments' } })
  const events = outbox(database.knex)
  const records = orderRecords(database.knex)
  const [first] = await database.knex('outbox').where('order_id', order.id).orderBy('version').pluck('id')
  await events.published([first], after(0))
  expect(await records.removePublishedEvents(after(0), 10)).toBe(0)
  expect(await records.removePublishedEvents(after(1), 10)).toBe(1)
  expect(await desk.eventsOf(order.id)).toMatchObject([{ type: 'order.paid' }])

  await database.knex('inbox').update({ handled_at: after(0) })
  expect(await records.removeHandledEvents(after(0), 10)).toBe(0)
  expect(await records.removeHandledEvents(after(1), 10)).toBe(1)
})

test('clean-ups that run at once remove each record once', async () => {
  const row = () => ({ consumer: 'c', event_id: randomUUID(), handled_at: after(0) })
  await database.knex('inbox').insert(Array.from({ length: 100 }, row))
  const records = orderRecords(database.knex)
  const counts = await Promise.all(Array.from({ length: 6 }, () => records.removeHandledEvents(after(1), 25)))
  const left = Number((await database.knex('inbox').count())[0]?.count)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100 - left)
})

test('a clean-up cancels and removes everything that is due, each kind up to its limit', async () => {
  await database.knex('outbox').delete()
  await database.knex('idempotency_keys').delete()
  desk.setTime(opening)
  for (let index = 0; index < 3; index += 1) await desk.ordered(`late ${index}`)
  await database.knex('outbox').update({ published_at: after(0) })
  const now = () => after(8 * day)
  desk.setTime(now())
  const run = cleanUp(desk, orderRecords(database.knex), { now, limit: 2 })
  expect(await run()).toMatchObject({ expiredOrders: 2, expiredKeys: 2, publishedEvents: 2 })
  const page = await desk.list({ access: 'any', status: 'placed', limit: 100 })
  expect(await run()).toMatchObject({
    expiredOrders: Math.min(2, page.items.length),
    expiredKeys: 1,
    publishedEvents: 1,
  })
})
