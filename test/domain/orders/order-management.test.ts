import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { encodeCursor } from '../../../domain/cursor.js'
import type { OrderSummary } from '../../../domain/orders/order.js'
import { orderManagement } from '../../../domain/orders/order-management.js'
import type { OrderQuery, Orders } from '../../../domain/orders/orders.js'

const id = '6f1c2b1e-7f3a-4c2e-9d7a-0c2f5a1b3d4e'
const at = new Date('2026-11-23T10:00:00.123Z')

/** Returns the use cases on a storage that lists these orders and refuses every other call. */
function managementOf(found: readonly OrderSummary[] = []) {
  const queries: OrderQuery[] = []
  const refuse = () => Promise.reject(new Error('the storage was asked'))
  const orders: Orders = {
    place: refuse,
    change: refuse,
    changeUnpaid: refuse,
    read: refuse,
    events: refuse,
    versions: refuse,
    list: async (query) => {
      queries.push(query)
      const start = query.after ? found.findIndex(({ id }) => id === query.after?.id) + 1 : 0
      return found.slice(start, start + query.limit)
    },
  }
  return { ...orderManagement(orders, { newId: randomUUID, now: () => at }), queries }
}

function summary(): OrderSummary {
  return {
    id: randomUUID(),
    customerId: 'ann',
    status: 'placed',
    total: { amount: 1, currency: 'EUR' },
    version: 1,
    placedAt: at,
    updatedAt: at,
    payBy: at,
  }
}

describe('the storage is not asked', () => {
  const request = { caller: 'ann', key: 'k' }

  test.each(['', 'lamp', `${id}0`, `{${id}}`])('for an order with the id %j', async (wrong) => {
    const orders = managementOf()
    const missing = { code: 'order-not-found', id: wrong }
    await expect(orders.read(wrong, 'any')).rejects.toMatchObject(missing)
    await expect(orders.events(wrong, 'any')).rejects.toMatchObject(missing)
    await expect(orders.cancel(wrong, 'any', request)).rejects.toMatchObject(missing)
    await expect(orders.ship(wrong)).rejects.toMatchObject(missing)
    await expect(orders.deliver(wrong)).rejects.toMatchObject(missing)
    const payment = { id: 'p', orderId: wrong, amount: { amount: 1, currency: 'EUR' } }
    await expect(orders.pay(payment)).rejects.toMatchObject(missing)
  })

  test('for an invalid order or a malformed key', async () => {
    const orders = managementOf()
    await expect(orders.place([], request)).rejects.toMatchObject({ code: 'invalid-order' })
    const key = { code: 'invalid-idempotency-key' }
    const lines = [{ productId: id, quantity: 1 }]
    await expect(orders.place(lines, { caller: 'ann', key: '' })).rejects.toMatchObject(key)
    await expect(orders.cancel(id, 'any', { caller: 'ann', key: 'é' })).rejects.toMatchObject(key)
  })

  test.each<[string, string, number, string]>([
    ['id', '', 1, 'EUR'],
    ['id', 'a'.repeat(256), 1, 'EUR'],
    ['id', 'a\0', 1, 'EUR'],
    ['amount.amount', 'p', -1, 'EUR'],
    ['amount.amount', 'p', 0.5, 'EUR'],
    ['amount.amount', 'p', 1_000_000_000_000_000, 'EUR'],
    ['amount.currency', 'p', 1, 'eur'],
  ])('for a payment whose %s is wrong: %j, %d, %s', async (path, paymentId, amount, currency) => {
    const paying = managementOf().pay({ id: paymentId, orderId: id, amount: { amount, currency } })
    await expect(paying).rejects.toMatchObject({ code: 'invalid-payment', problems: [{ path }] })
  })

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('for events after the version %d', async (after) => {
    await expect(managementOf().events(id, 'any', after)).rejects.toThrow(RangeError)
  })

  test.each([0, 101, 1.5, Number.NaN])('for a page of %d orders', async (limit) => {
    await expect(managementOf().list({ access: 'any', limit })).rejects.toThrow(RangeError)
  })

  test.each([
    ['garbage', 'garbage'],
    ['a cursor of another list', encodeCursor({ id, key: at.toISOString() }, { order: '-createdAt' })],
    ['no time', encodeCursor({ id, key: 'yesterday' }, { order: '-placedAt' })],
    [
      'a cursor of another status',
      encodeCursor({ id, key: at.toISOString() }, { order: '-placedAt', conditions: { status: 'paid' } }),
    ],
  ])('for a page after %s', async (_, after) => {
    const orders = managementOf()
    await expect(orders.list({ access: 'any', after })).rejects.toMatchObject({ code: 'invalid-cursor' })
    expect(orders.queries).toEqual([])
  })
})

test('a page has a cursor if and only if more orders follow', async () => {
  const found = [summary(), summary(), summary()]
  const orders = managementOf(found)
  const page = await orders.list({ access: { customerId: 'ann' }, status: 'placed', limit: 2 })
  expect(page.items).toEqual(found.slice(0, 2))
  expect(await orders.list({ access: 'any', limit: 3 })).toEqual({ items: found })
  await orders.list({ access: 'any', status: 'placed', after: page.next })
  expect(orders.queries).toEqual([
    { access: { customerId: 'ann' }, status: 'placed', after: undefined, limit: 3 },
    { access: 'any', status: undefined, after: undefined, limit: 4 },
    { access: 'any', status: 'placed', after: { id: found[1]?.id, key: at.toISOString() }, limit: 21 },
  ])
})

describe('all orders', () => {
  test.each([0, 1, 99, 100, 101, 250])('are read a page at a time, each once: %i of them', async (count) => {
    const found = Array.from({ length: count }, summary)
    const { all, queries } = managementOf(found)
    const seen: OrderSummary[] = []
    for await (const order of all({ access: { customerId: 'ann' }, status: 'placed' })) seen.push(order)
    expect(seen).toEqual(found)
    expect(queries).toHaveLength(Math.floor(count / 100) + 1)
    for (const query of queries)
      expect(query).toMatchObject({ access: { customerId: 'ann' }, status: 'placed', limit: 100 })
  })

  test('with a cursor of others are refused when the first is asked for', async () => {
    const all = managementOf().all({ access: 'any', after: 'nowhere' })[Symbol.asyncIterator]()
    await expect(all.next()).rejects.toMatchObject({ code: 'invalid-cursor' })
  })
})
