import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Order } from '../../../domain/orders/order.js'
import type { Database } from '../../../repository/database.js'
import { products } from '../../../repository/products.js'
import { keyed, type OrderDesk, opening, orderDesk, paymentOf } from '../../support/order-desk.js'

const hour = 60 * 60 * 1000

/** Describes the steps in the life of an order on any database. */
export function describeOrderLife(database: () => Database): void {
  let desk: OrderDesk
  beforeAll(() => {
    desk = orderDesk(database())
  })
  beforeEach(() => desk.setTime(opening))

  describe('cancelling an order', () => {
    test.each(['placed', 'paid'] as const)('that is %s returns its pieces to stock', async (status) => {
      const order = await desk.orderThatIs(status)
      const [{ productId = '' } = {}] = order.lines
      const at = new Date(opening.getTime() + 1)
      desk.setTime(at)
      const request = keyed()
      const { order: cancelled } = await desk.cancel(order.id, { customerId: order.customerId }, request)
      const version = status === 'paid' ? order.version + 2 : order.version + 1
      expect(cancelled).toEqual({ ...order, status: 'cancelled', cancelReason: 'requested', version, updatedAt: at })
      expect(await desk.read(order.id, 'any')).toEqual(cancelled)
      expect(await desk.stockOf(productId)).toBe(5)
      expect(await desk.cancel(order.id, 'any', request)).toEqual({ order: cancelled, repeated: true })
      const types = (await desk.eventsOf(order.id)).map(({ type }) => type)
      expect(types.slice(-2)).toEqual(
        status === 'paid' ? ['order.cancelled', 'order.refund-requested'] : ['order.placed', 'order.cancelled'],
      )
    })

    test.each(['shipped', 'delivered', 'cancelled'] as const)('that is %s is refused', async (status) => {
      const order = await desk.orderThatIs(status)
      const cancelling = desk.cancel(order.id, 'any', keyed())
      await expect(cancelling).rejects.toMatchObject({ code: 'illegal-order-step', from: status, to: 'cancelled' })
      expect(await desk.read(order.id, 'any')).toEqual(order)
    })

    test('returns the other pieces when a product was removed', async () => {
      const {
        order,
        products: [gone, there],
      } = await desk.ordered(undefined, 2)
      await products(database().knex).remove(gone?.id ?? '', {})
      await desk.cancel(order.id, 'any', keyed())
      expect(await desk.stockOf(there?.id ?? '')).toBe(5)
    })

    test('never raises a stock above its limit', async () => {
      const {
        order,
        products: [product],
      } = await desk.ordered()
      if (!product) throw new Error('no product')
      await products(database().knex).replace(product.id, { ...product, stock: 1_000_000_000 }, { at: opening })
      await desk.cancel(order.id, 'any', keyed())
      expect(await desk.stockOf(product.id)).toBe(1_000_000_000)
    })
  })

  test('an order of another customer is not found', async () => {
    const { order } = await desk.ordered('one')
    const access = { customerId: 'other' }
    const missing = { code: 'order-not-found', message: 'there is no order with this id' }
    await expect(desk.read(order.id, access)).rejects.toMatchObject(missing)
    await expect(desk.cancel(order.id, access, keyed())).rejects.toMatchObject(missing)
    await expect(desk.read(randomUUID(), 'any')).rejects.toMatchObject(missing)
    expect(await desk.read(order.id.toUpperCase(), { customerId: 'one' })).toEqual(order)
  })

  describe('a payment', () => {
    test('of the total pays for the order, which is then shipped and delivered', async () => {
      const { order } = await desk.ordered()
      const { order: paid } = await desk.pay(paymentOf(order, 'pay_1'))
      expect(paid).toEqual({ ...order, status: 'paid', paymentId: 'pay_1', version: 2 })
      expect((await desk.ship(order.id)).order).toEqual({ ...paid, status: 'shipped', version: 3 })
      const delivered = { ...paid, status: 'delivered', version: 4 }
      expect((await desk.deliver(order.id)).order).toEqual(delivered)
      expect(await desk.read(order.id, 'any')).toEqual(delivered)
      const events = await desk.eventsOf(order.id)
      expect(events.map(({ type, version }) => [type, version])).toEqual([
        ['order.placed', 1],
        ['order.paid', 2],
        ['order.shipped', 3],
        ['order.delivered', 4],
      ])
      expect(events[1]?.data).toEqual({ customerId: order.customerId, paymentId: 'pay_1', amount: order.total })
    })

    test.each<[string, Order['status'], { amount?: number; currency?: string }, string]>([
      ['after a cancellation', 'cancelled', {}, 'order-cancelled'],
      ['after another one', 'paid', {}, 'already-paid'],
      ['after the delivery', 'delivered', {}, 'already-paid'],
      ['of less than the total', 'placed', { amount: 1 }, 'wrong-amount'],
      ['in another currency', 'placed', { currency: 'SEK' }, 'wrong-amount'],
    ])('%s is recorded, and a refund is requested', async (_, status, difference, reason) => {
      const order = await desk.orderThatIs(status)
      const amount = { ...order.total, ...difference }
      const { order: after } = await desk.pay({ id: 'late', orderId: order.id, amount })
      expect(after).toEqual({ ...order, version: order.version + 1 })
      expect(await desk.read(order.id, 'any')).toEqual(after)
      expect((await desk.eventsOf(order.id)).at(-1)).toEqual({
        type: 'order.refund-requested',
        version: after.version,
        data: { customerId: order.customerId, paymentId: 'late', amount, reason },
      })
      const recorded = await database().knex('payments').where({ order_id: order.id, id: 'late' })
      expect(recorded).toEqual([{ order_id: order.id, id: 'late', ...amount, recorded_at: opening }])
    })

    test('that is reported twice has one effect', async () => {
      const { order } = await desk.ordered()
      const received = paymentOf(order)
      const { order: paid } = await desk.pay(received)
      await desk.ship(order.id)
      expect(await desk.pay(received)).toMatchObject({ order: { status: 'shipped' }, repeated: true })
      expect(await desk.eventsOf(order.id)).toHaveLength(3)
      expect(paid.status).toBe('paid')
    })
  })

  test.each<[Order['status'], 'ship' | 'deliver']>([
    ['placed', 'ship'],
    ['placed', 'deliver'],
    ['paid', 'deliver'],
    ['shipped', 'ship'],
    ['delivered', 'deliver'],
    ['cancelled', 'ship'],
  ])('an order that is %s refuses to %s', async (status, action) => {
    const order = await desk.orderThatIs(status)
    await expect(desk[action](order.id)).rejects.toMatchObject({ code: 'illegal-order-step', from: status })
    expect(await desk.read(order.id, 'any')).toEqual(order)
  })

  describe('an incoming event', () => {
    test('has one effect for a consumer, and may be repeated after a failure', async () => {
      const { order } = await desk.ordered()
      const event = { id: randomUUID(), consumer: 'warehouse' }
      await expect(desk.ship(order.id, { event })).rejects.toMatchObject({ code: 'illegal-order-step' })
      await desk.pay(paymentOf(order), { event: { ...event, consumer: 'payments' } })
      expect(await desk.ship(order.id, { event })).toMatchObject({ repeated: false, order: { status: 'shipped' } })
      const again = await desk.ship(order.id, { event })
      expect(again).toMatchObject({ repeated: true, order: { status: 'shipped', version: 3 } })
    })
  })

  describe('orders that are not paid in time', () => {
    test('expire, the oldest first, up to the limit, and return their stock', async () => {
      const day = 24 * hour
      await desk.expireUnpaid(1000)
      const [late, later, paid, inTime] = [
        await desk.ordered(),
        await desk.ordered(),
        await desk.ordered(),
        await desk.ordered(),
      ]
      await desk.pay(paymentOf(paid.order))
      const { knex } = database()
      const payBy = (order: Order, ms: number) =>
        knex('orders')
          .where('id', order.id)
          .update({ pay_by: new Date(opening.getTime() + ms) })
      await payBy(late.order, day)
      await payBy(later.order, day + 1)
      await payBy(paid.order, day)
      await payBy(inTime.order, 2 * day)
      await knex('orders')
        .where('pay_by', '<', new Date(opening.getTime() + day))
        .update({ pay_by: new Date(opening.getTime() + 9 * day) })

      desk.setTime(new Date(opening.getTime() + day + 1))
      expect(await desk.expireUnpaid(1)).toBe(1)
      expect(await desk.read(late.order.id, 'any')).toMatchObject({ status: 'cancelled', cancelReason: 'unpaid' })
      expect(await desk.read(later.order.id, 'any')).toMatchObject({ status: 'placed' })
      expect(await desk.expireUnpaid(10)).toBe(1)
      expect(await desk.expireUnpaid(10)).toBe(0)
      expect(await desk.read(paid.order.id, 'any')).toMatchObject({ status: 'paid' })
      expect(await desk.read(inTime.order.id, 'any')).toMatchObject({ status: 'placed' })
      for (const {
        products: [product],
      } of [late, later])
        expect(await desk.stockOf(product?.id ?? '')).toBe(5)
      expect((await desk.eventsOf(later.order.id)).map(({ type }) => type)).toEqual(['order.placed', 'order.expired'])
    })
  })
}
