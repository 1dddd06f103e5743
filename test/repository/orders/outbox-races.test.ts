import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { OrderEvent } from '../../../domain/orders/order-event.js'
import type { Database } from '../../../repository/database.js'
import { outbox } from '../../../repository/orders/outbox.js'
import { describeOnPostgresql, openTestDatabase } from '../../support/database.js'
import { keyed, linesOf, type OrderDesk, orderDesk, paymentOf } from '../../support/order-desk.js'
import { racing, rounds } from '../../support/rounds.js'
import { untilWaiting } from '../../support/until-waiting.js'

describeOnPostgresql('the outbox under concurrent relays', () => {
  let database: Database
  let desk: OrderDesk
  beforeAll(async () => {
    database = await openTestDatabase({
      seed: false,
      poolMax: 20,
      acquireTimeoutMs: 60_000,
      statementTimeoutMs: 60_000,
    })
    desk = orderDesk(database)
  })
  afterAll(() => database.close())

  test('loses no event, and keeps the sequence, when relays die', async () => {
    const orderCount = rounds(40, 1000)
    const events = outbox(database.knex)
    const product = await desk.stocked(1_000_000)
    const published: OrderEvent[] = []
    let clock = Date.parse('2026-11-23T10:00:00Z')
    let writing = true

    /** Claims and publishes until everything is written and published. Every third claim ends as if the relay died. */
    async function relay(): Promise<string> {
      for (let turn = 0; ; turn += 1) {
        const isLast = !writing
        clock += 1000
        const claimed = await events.claim({ at: new Date(clock), until: new Date(clock + 3000), limit: 7 })
        published.push(...claimed.map(({ event }) => event))
        if (turn % 3 !== 2)
          await events.published(
            claimed.map(({ event }) => event.id),
            new Date(clock),
          )
        if (isLast && (await events.state()).waiting === 0) return 'done'
      }
    }

    /** Locks the row of an order for some statements, so that other orders with later events commit first. */
    async function late(id: string): Promise<void> {
      await database.knex.transaction(async (transaction) => {
        await transaction('orders').where('id', id).forUpdate().select('id')
        for (let index = 0; index < 5; index += 1) await transaction.raw('select 1')
      })
    }

    const relays = racing(3, relay)
    const ends = await racing(orderCount, async (index) => {
      const { order } = await desk.place(linesOf([product]), keyed())
      await Promise.all([desk.pay(paymentOf(order)), index % 4 === 0 && late(order.id)])
      const { order: last } = await desk.cancel(order.id, 'any', keyed())
      return `${last.version}`
    })
    writing = false
    expect(await relays).toEqual(['done', 'done', 'done'])
    expect(ends).toEqual(Array(orderCount).fill('4'))

    const versions = new Map<string, number[]>()
    const ids = new Set<string>()
    for (const { id, orderId, version } of published) {
      if (!ids.has(id)) versions.set(orderId, [...(versions.get(orderId) ?? []), version])
      ids.add(id)
    }
    expect([...versions.values()]).toEqual(Array(orderCount).fill([1, 2, 3, 4]))
    expect(await database.knex('outbox').whereNull('published_at')).toEqual([])
  })

  test('marks events in the sequence of ids, without deadlocks', async () => {
    await racing(40, () => desk.ordered())
    const { knex } = database
    const ids: string[] = await knex('outbox').whereNull('published_at').orderBy('id').pluck('id')
    const marking = await knex.transaction(async (transaction) => {
      await transaction('outbox').where('id', ids[20]).forUpdate().select('id')
      const published = outbox(knex).published(ids.toReversed(), new Date())
      await untilWaiting(transaction)
      const free = await knex('outbox').whereIn('id', ids).orderBy('id').forUpdate().skipLocked().pluck('id')
      expect(free).toEqual(ids.slice(21))
      return { published }
    })
    await marking.published
    expect(await knex('outbox').whereNull('published_at').pluck('id')).toEqual([])
  })
})
