import { expect, test } from '@jest/globals'
import type { Orders } from '../../../domain/orders/orders.js'
import { awaitedOrders } from '../../../repository/orders/awaited-orders.js'

test('orders are unavailable until their database is open, and then those of the database', async () => {
  const { orders, open } = awaitedOrders()
  const unused = () => {
    throw new Error('not decided on')
  }
  const at = new Date()
  const claim = { caller: 'ann', operation: 'place-order', key: 'k', fingerprint: '', at, expiresAt: at } as const
  const calls: ((orders: Orders) => Promise<unknown>)[] = [
    (orders) => orders.place([], claim, unused),
    (orders) => orders.change('7', 'any', unused, { claim }),
    (orders) => orders.changeUnpaid(at, unused),
    (orders) => orders.read('7', 'any'),
    (orders) => orders.events('7', 'any', { after: 0, limit: 1 }),
    (orders) => orders.versions(['7']),
    (orders) => orders.list({ access: 'any', limit: 1 }),
  ]
  for (const call of calls) await expect(call(orders)).rejects.toMatchObject({ code: 'storage-unavailable' })

  const asked: unknown[][] = []
  const record =
    (name: string) =>
    async (...parameters: unknown[]): Promise<never> => {
      asked.push([name, ...parameters])
      return undefined as never
    }
  const opened: Orders = {
    place: record('place'),
    change: record('change'),
    changeUnpaid: record('changeUnpaid'),
    read: record('read'),
    events: record('events'),
    versions: record('versions'),
    list: record('list'),
  }
  open(opened)
  for (const call of calls) await call(orders)
  expect(asked).toEqual([
    ['place', [], claim, unused],
    ['change', '7', 'any', unused, { claim }],
    ['changeUnpaid', at, unused],
    ['read', '7', 'any'],
    ['events', '7', 'any', { after: 0, limit: 1 }],
    ['versions', ['7']],
    ['list', { access: 'any', limit: 1 }],
  ])
})
