import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Order } from '../../../domain/orders/order.js'
import type { Database } from '../../../repository/database.js'
import { describeOnPostgresql, openTestDatabase } from '../../support/database.js'
import { keyed, linesOf, type OrderDesk, opening, orderDesk, paymentOf } from '../../support/order-desk.js'
import { racing, rounds, tally } from '../../support/rounds.js'
import { untilWaiting } from '../../support/until-waiting.js'

describeOnPostgresql('an order under concurrent requests', () => {
  let database: Database
  let desk: OrderDesk
  beforeAll(async () => {
    database = await openTestDatabase({ seed: false, acquireTimeoutMs: 60_000, statementTimeoutMs: 60_000 })
    desk = orderDesk(database)
  })
  afterAll(() => database.close())

  async function isStillThere(status: string, { id }: Order): Promise<boolean> {
    return (await desk.read(id, 'any')).status === status
  }

  test('50 requests with one key make one order, and get it or wait', async () => {
    for (let round = 0; round < rounds(10, 200); round += 1) {
      const product = await desk.stocked(100)
      const request = keyed()
      const ends = await racing(50, async () => {
        const { order, repeated } = await desk.place(linesOf([product]), request)
        return { repeated, text: JSON.stringify(order) }
      })
      const answers = ends.filter((end) => typeof end !== 'string')
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      expect(new Set(ends.filter((end) => typeof end === 'string'))).toEqual(
        answers.length === 50 ? new Set() : new Set(['key-in-flight']),
      )
      expect(await desk.stockOf(product.id)).toBe(99)
      expect(await desk.list({ access: { customerId: request.caller } })).toMatchObject({
        items: [{ status: 'placed' }],
      })
    }
  })

  test('a request whose key is in flight is refused at once', async () => {
    const product = await desk.stocked(5)
    const request = keyed()
    const place = () => desk.place(linesOf([product]), request)
    const first = await database.knex.transaction(async (transaction) => {
      await transaction('products').where('id', product.id).forUpdate().select('id')
      const placing = place()
      await untilWaiting(transaction)
      await expect(place()).rejects.toMatchObject({ code: 'key-in-flight' })
      return { placing }
    })
    const { order } = await first.placing
    expect(await place()).toEqual({ order, repeated: true })
  })

  test('two contents with one key at once make one order', async () => {
    for (let round = 0; round < rounds(10, 200); round += 1) {
      const product = await desk.stocked(100)
      const request = keyed()
      const ends = await racing(10, async (index) => {
        const { order } = await desk.place(linesOf([product], 1 + (index % 2)), request)
        return order.id
      })
      const refused = new Set(['key-in-flight', 'key-reused'])
      expect(new Set(ends.filter((end) => !refused.has(end))).size).toBe(1)
      expect((await desk.list({ access: { customerId: request.caller } })).items).toHaveLength(1)
    }
  })

  test('one of 20 cancellations succeeds, and pieces return once', async () => {
    for (let round = 0; round < rounds(5, 50); round += 1) {
      const { order, products } = await desk.ordered()
      const ends = await racing(20, async () => (await desk.cancel(order.id, 'any', keyed())).order.status)
      expect(tally(ends)).toEqual({ cancelled: 1, 'illegal-order-step': 19 })
      expect(await desk.stockOf(products[0]?.id ?? '')).toBe(5)
    }
  })

  test('a cancellation and a shipment do not both succeed', async () => {
    for (let round = 0; round < rounds(10, 100); round += 1) {
      const order = await desk.orderThatIs('paid')
      const ends = await racing(10, async (index) => {
        const { order: changed } = await (index % 2 ? desk.ship(order.id) : desk.cancel(order.id, 'any', keyed()))
        return changed.status
      })
      const [winner = ''] = ends.filter((end) => end !== 'illegal-order-step')
      expect(tally(ends)).toEqual({ [winner]: 1, 'illegal-order-step': 9 })
      expect(await isStillThere(winner, order)).toBe(true)
    }
  })

  test('a payment and an expiry end paid, or cancelled with a refund', async () => {
    for (let round = 0; round < rounds(10, 100); round += 1) {
      const { order, products } = await desk.ordered()
      await database.knex('orders').where('id', order.id).update({ pay_by: opening })
      await racing(4, async (index) => (index % 2 ? desk.pay(paymentOf(order, 'once')) : desk.expireUnpaid(1)))
      const { status } = await desk.read(order.id, 'any')
      const events = (await desk.eventsOf(order.id)).map(({ type }) => type)
      const stock = await desk.stockOf(products[0]?.id ?? '')
      expect([status, stock, ...events]).toEqual(
        status === 'paid'
          ? ['paid', 4, 'order.placed', 'order.paid']
          : ['cancelled', 5, 'order.placed', 'order.expired', 'order.refund-requested'],
      )
      expect(await database.knex('payments').where('order_id', order.id)).toHaveLength(1)
    }
  })

  test('an event or a payment delivered 20 times at once has one effect', async () => {
    for (let round = 0; round < rounds(5, 50); round += 1) {
      const { order } = await desk.ordered()
      const payment = paymentOf(order)
      const payments = await racing(20, async () => (await desk.pay(payment)).repeated)
      expect(payments.filter((repeated) => repeated === false)).toHaveLength(1)
      expect(payments.filter((repeated) => repeated === true)).toHaveLength(19)
      const event = { id: randomUUID(), consumer: 'warehouse' }
      const deliveries = await racing(20, async () => (await desk.ship(order.id, { event })).repeated)
      expect(deliveries.filter((repeated) => repeated === false)).toHaveLength(1)
      expect(deliveries.filter((repeated) => repeated === true)).toHaveLength(19)
      expect((await desk.eventsOf(order.id)).map(({ version }) => version)).toEqual([1, 2, 3])
    }
  })

  test('clean-ups that run at once expire each order once', async () => {
    for (let round = 0; round < rounds(2, 20); round += 1) {
      const placed = await racing(20, async () => (await desk.ordered()).order.id)
      await database.knex('orders').whereIn('id', placed).update({ pay_by: opening })
      const counts = await racing(8, () => desk.expireUnpaid(20))
      expect(counts.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(20)
      const events = await database.knex('outbox').where('type', 'order.expired').whereIn('order_id', placed)
      expect(events).toHaveLength(20)
    }
  })
})
