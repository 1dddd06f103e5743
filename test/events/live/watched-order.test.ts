import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import type { OrderEvent } from '../../../domain/orders/order-event.js'
import { localNotices } from '../../../domain/orders/order-notices.js'
import type { OrderProgress } from '../../../domain/orders/orders.js'
import { orderWatches } from '../../../events/live/order-watches.js'

const orderId = randomUUID()

function shipped(version: number): OrderEvent {
  return { id: randomUUID(), type: 'order.shipped', orderId, version, at: new Date(0), data: { customerId: 'ann' } }
}

test('a watch skips no event when another watch of the order is more than a page behind', async () => {
  const stored = Array.from({ length: 230 }, (_, index) => shipped(index + 1))
  const orders = {
    events: async (_id: string, _access: unknown, after = 0): Promise<OrderProgress> => {
      return { status: 'placed', version: stored.length, events: stored.slice(after, after + 100) }
    },
    versions: async () => new Map([[orderId, stored.length]]),
  }
  const watches = orderWatches({ orders, notices: localNotices() })
  const watch = (after: number) => watches.watch({ id: orderId, access: 'any', caller: 'ann', after })
  const [behind, ahead] = [await watch(0), await watch(230)]
  for (let count = 0; count < 100; count += 1) await behind.next()
  const awaited = ahead.next()
  stored.push(shipped(231), shipped(232))
  // One query serves both watches. Its page ends before the events that the other one lacks.
  expect((await behind.next()).value?.version).toBe(101)
  expect((await awaited).value?.version).toBe(231)
  watches.close()
})
