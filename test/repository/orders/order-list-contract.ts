import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Order } from '../../../domain/orders/order.js'
import type { Database } from '../../../repository/database.js'
import { keyed, type OrderDesk, opening, orderDesk, paymentOf } from '../../support/order-desk.js'

/** Describes lists of orders on any database. */
export function describeOrderLists(database: () => Database): void {
  let desk: OrderDesk
  beforeAll(() => {
    desk = orderDesk(database())
  })
  beforeEach(() => desk.setTime(opening))

  describe('the events of an order', () => {
    test('are read by version, from any version on, by the owner of the order alone', async () => {
      const { order } = await desk.ordered()
      await desk.pay(paymentOf(order))
      await desk.ship(order.id)
      const owner = { customerId: order.customerId }
      const { events, ...progress } = await desk.events(order.id, owner)
      expect(progress).toEqual({ status: 'shipped', version: 3 })
      expect(events).toMatchObject([
        { type: 'order.placed', orderId: order.id, version: 1, at: opening, data: { total: order.total } },
        { type: 'order.paid', version: 2 },
        { type: 'order.shipped', version: 3, data: { customerId: order.customerId } },
      ])
      expect(events.map(({ type, version, data }) => ({ type, version, data }))).toEqual(await desk.eventsOf(order.id))
      expect(await desk.events(order.id, 'any', 2)).toEqual({ ...progress, events: events.slice(2) })
      expect(await desk.events(order.id, owner, 3)).toEqual({ ...progress, events: [] })
      expect(await desk.events(order.id, owner, Number.MAX_SAFE_INTEGER)).toEqual({ ...progress, events: [] })
      const missing = { code: 'order-not-found' }
      await expect(desk.events(order.id, { customerId: 'other' })).rejects.toMatchObject(missing)
      await expect(desk.events(randomUUID(), 'any')).rejects.toMatchObject(missing)
    })
  })

  test('the versions of orders are read at once, those of orders that exist', async () => {
    const [one, other] = [await desk.orderThatIs('placed'), await desk.orderThatIs('shipped')]
    const versions = await desk.versions([one.id, other.id, randomUUID()])
    expect(Object.fromEntries(versions)).toEqual({ [one.id]: 1, [other.id]: 3 })
    expect(await desk.versions([])).toEqual(new Map())
  })

  describe('a list of orders', () => {
    test('has the orders of a customer, the latest first, by pages and by status', async () => {
      const customerId = randomUUID()
      const placedOrders: Order[] = []
      for (const minute of [0, 1, 1, 1, 2]) {
        desk.setTime(new Date(opening.getTime() + minute * 60_000))
        placedOrders.push((await desk.ordered(customerId)).order)
      }
      await desk.ordered()
      const [first] = placedOrders
      if (first) placedOrders[0] = (await desk.cancel(first.id, 'any', keyed())).order
      const key = ({ placedAt, id }: Order) => `${placedAt.toISOString()} ${id}`
      const latestFirst = placedOrders.toSorted((one, other) => (key(one) < key(other) ? 1 : -1))
      const summaries = latestFirst.map(({ lines: _, ...summary }) => summary)

      const access = { customerId }
      expect(await desk.list({ access })).toEqual({ items: summaries })
      for (const limit of [1, 2, 4]) {
        const found = []
        let after: string | undefined
        do {
          const page = await desk.list({ access, limit, after })
          found.push(...page.items)
          after = page.next
        } while (after !== undefined)
        expect(found).toEqual(summaries)
      }
      expect(await desk.list({ access, status: 'cancelled' })).toEqual({ items: summaries.slice(-1) })
      expect(await desk.list({ access, status: 'placed' })).toEqual({ items: summaries.slice(0, -1) })
      expect(await desk.list({ access, status: 'paid' })).toEqual({ items: [] })
      const all = []
      for await (const each of desk.all({ access, status: 'placed' })) all.push(each)
      expect(all).toEqual(summaries.slice(0, -1))
      const { items } = await desk.list({ access: 'any', limit: 100 })
      expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(latestFirst.slice(0, 3).map(({ id }) => id)))
    })
  })
}
