import { expect, test } from '@jest/globals'
import { eventBroker } from '../../../repository/orders/event-broker.js'
import { outbox } from '../../../repository/orders/outbox.js'
import { openTestDatabase } from '../../support/database.js'
import { orderDesk } from '../../support/order-desk.js'

test('while a broker is noted, an instance without one claims no event, and others claim all', async () => {
  const database = await openTestDatabase({ seed: false })
  const desk = orderDesk(database)
  const broker = eventBroker(database.knex)
  const without = outbox(database.knex, { leavesToBroker: true })
  const now = Date.now()
  const claim = { at: new Date(now), until: new Date(now + 60_000), limit: 10 }
  await desk.ordered()
  expect(await broker.isNoted()).toBe(false)
  expect(await without.claim(claim)).toHaveLength(1)
  await Promise.all([broker.note(), broker.note()])
  await desk.ordered()
  expect([await broker.isNoted(), await without.claim(claim)]).toEqual([true, []])
  expect(await outbox(database.knex).claim(claim)).toHaveLength(1)
  await desk.ordered()
  expect([await broker.forget(), await broker.forget(), await broker.isNoted()]).toEqual([true, false, false])
  expect(await without.claim(claim)).toHaveLength(1)
  await database.close()
})
