import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { OrderEvent } from '../../../domain/orders/order-event.js'
import { localNotices, type OrderNotices } from '../../../domain/orders/order-notices.js'
import type { OrderWatch } from '../../../domain/orders/order-watches.js'
import type { OrderProgress } from '../../../domain/orders/orders.js'
import { StorageUnavailable } from '../../../domain/storage-unavailable.js'
import { type OrderWatchesOptions, orderWatches } from '../../../events/live/order-watches.js'
import type { Database } from '../../../repository/database.js'
import { openTestDatabase } from '../../support/database.js'
import { keyed, type OrderDesk, orderDesk, paymentOf } from '../../support/order-desk.js'

let database: Database
let desk: OrderDesk
beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
})
afterAll(() => database?.close())

const nothing = { watches: 0, orders: 0, timers: 0 }

/** Returns watches of the orders of the desk, and the number of their queries. */
function watchesOf(options: Partial<OrderWatchesOptions> = {}) {
  const notices = localNotices()
  const queries = { events: 0, versions: 0 }
  const orders: OrderWatchesOptions['orders'] = {
    events: (...parameters) => {
      queries.events += 1
      return desk.events(...parameters)
    },
    versions: (ids) => {
      queries.versions += 1
      return desk.versions(ids)
    },
  }
  const watches = orderWatches({ orders, notices, ...options })
  const watch = (id: string, after?: number) => watches.watch({ id, access: 'any', caller: 'ann', after })
  return { watches, notices, queries, watch }
}

async function versionsOf(watch: OrderWatch): Promise<number[]> {
  const versions: number[] = []
  for await (const { version } of watch) versions.push(version)
  return versions
}

async function next(watch: OrderWatch): Promise<OrderEvent['type'] | undefined> {
  return (await watch.next()).value?.type
}

describe('a watch of an order', () => {
  test('has the events so far and each later one, and ends after the last', async () => {
    const { order } = await desk.ordered()
    const { watches, notices, watch } = watchesOf()
    const watching = await watch(order.id)
    expect(await next(watching)).toBe('order.placed')
    const steps = [() => desk.pay(paymentOf(order)), () => desk.ship(order.id), () => desk.deliver(order.id)]
    for (const [index, type] of ['order.paid', 'order.shipped', 'order.delivered'].entries()) {
      const awaited = next(watching)
      await steps[index]?.()
      notices.send(order.id)
      expect(await awaited).toBe(type)
    }
    expect(watching.isOver).toBe(true)
    expect(await watching.next()).toEqual({ done: true, value: undefined })
    expect(watches.held).toEqual(nothing)
  })

  test.each([
    [0, [1, 2, 3]],
    [2, [3]],
    [3, []],
  ])('continues after version %d of an order with a final status', async (after, versions) => {
    const paid = await desk.orderThatIs('paid')
    await desk.cancel(paid.id, 'any', keyed())
    const { watches, watch } = watchesOf()
    const watching = await watch(paid.id, after + (after > 1 ? 1 : 0))
    expect(watching.isOver).toBe(after === 3)
    expect(await versionsOf(watching)).toEqual(after === 0 ? [1, 2, 3, 4] : versions.map((version) => version + 1))
    expect(watches.held).toEqual(nothing)
  })

  test('has the request for a refund that is stored together with the cancellation', async () => {
    const order = await desk.orderThatIs('paid')
    const { watch, notices } = watchesOf()
    const watching = await watch(order.id, 2)
    const types = versionsOf(watching)
    await desk.cancel(order.id, 'any', keyed())
    notices.send(order.id)
    expect(await types).toEqual([3, 4])
  })

  test('treats a version that the order does not have as its last one', async () => {
    const order = await desk.orderThatIs('placed')
    const { watch, notices } = watchesOf()
    const watching = await watch(order.id, Number.MAX_SAFE_INTEGER)
    const paid = next(watching)
    await desk.pay(paymentOf(order))
    notices.send(order.id)
    expect(await paid).toBe('order.paid')
    await watching.return()
  })

  test('skips events that were removed from the storage', async () => {
    const order = await desk.orderThatIs('shipped')
    await database.knex('outbox').where('order_id', order.id).where('version', '<', 4).delete()
    const { watch, notices } = watchesOf()
    const watching = await watch(order.id)
    const delivered = versionsOf(watching)
    await desk.deliver(order.id)
    notices.send(order.id)
    expect(await delivered).toEqual([4])
    await database.knex('outbox').where('order_id', order.id).delete()
    expect((await watch(order.id)).isOver).toBe(true)
  })

  test('has every event of more than one page', async () => {
    const order = await desk.orderThatIs('cancelled')
    for (let count = 0; count < 110; count += 1) await desk.pay(paymentOf(order))
    const { watch } = watchesOf()
    expect(await versionsOf(await watch(order.id))).toEqual(Array.from({ length: 112 }, (_, index) => index + 1))
  })

  test('is refused for the order of another customer, and holds nothing', async () => {
    const { order } = await desk.ordered('ann')
    const { watches } = watchesOf()
    const request = { id: order.id, caller: 'bob', access: { customerId: 'bob' } }
    await expect(watches.watch(request)).rejects.toMatchObject({ code: 'order-not-found' })
    expect(watches.held).toEqual(nothing)
  })
})

describe('the costs of watches', () => {
  test('a change of an order causes one query, however many watches it has', async () => {
    const { order } = await desk.ordered()
    const { watches, notices, queries } = watchesOf()
    const begun = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        watches.watch({ id: order.id, access: 'any', caller: `caller-${index}`, after: 1 }),
      ),
    )
    expect(watches.held).toEqual({ watches: 50, orders: 1, timers: 51 })
    const before = queries.events
    const paid = begun.map(next)
    await desk.pay(paymentOf(order))
    notices.send(order.id)
    expect(new Set(await Promise.all(paid))).toEqual(new Set(['order.paid']))
    expect(queries.events - before).toBe(1)
    await Promise.all(begun.map((each) => each.return()))
    expect(watches.held).toEqual(nothing)
  })

  test('a watch that ends while it waits is freed at once', async () => {
    const { order } = await desk.ordered()
    const { watches, watch } = watchesOf()
    const watching = await watch(order.id, 1)
    const awaited = watching.next()
    await watching.return()
    expect(watches.held).toEqual(nothing)
    expect(await awaited).toMatchObject({ done: true })
  })

  test('each caller has a limited number of watches', async () => {
    const { order } = await desk.ordered()
    const { watches, watch } = watchesOf({ mostPerCaller: 2 })
    const [first] = [await watch(order.id), await watch(order.id)]
    await expect(watch(order.id)).rejects.toMatchObject({ code: 'too-many-watches', most: 2 })
    await watches.watch({ id: order.id, access: 'any', caller: 'bob' })
    await first?.return()
    await watch(order.id)
    watches.close()
  })

  test('a closed service ends old and new watches after their events', async () => {
    const { order } = await desk.ordered()
    const { watches, watch } = watchesOf()
    const [begun, waiting] = [await watch(order.id), await watch(order.id, 1)]
    const end = waiting.next()
    watches.close()
    expect(await end).toMatchObject({ done: true })
    expect(await versionsOf(begun)).toEqual([1])
    expect(await versionsOf(await watch(order.id))).toEqual([1])
    expect(watches.held).toEqual(nothing)
  })

  test.each([
    ['at the end of its lifetime', { lifetimeMs: 1 }, undefined],
    ['when the right to watch has ended', {}, new Date(0)],
  ])('a watch ends %s', async (_, options, until) => {
    const { order } = await desk.ordered()
    const { watches } = watchesOf(options)
    const watching = await watches.watch({ id: order.id, access: 'any', caller: 'ann', until })
    expect(await versionsOf(watching)).toEqual([1])
    expect(watches.held).toEqual(nothing)
  })
})

describe('when notices or the storage fail', () => {
  test('a change is found by the query for versions', async () => {
    const { watches, watch, queries } = watchesOf({ pollMs: 5 })
    const orders = [(await desk.ordered()).order, (await desk.ordered()).order]
    const watching = await Promise.all(orders.map(({ id }) => watch(id, 1)))
    const paid = watching.map(next)
    for (const order of orders) await desk.pay(paymentOf(order))
    expect(await Promise.all(paid)).toEqual(['order.paid', 'order.paid'])
    expect(queries.versions).toBeGreaterThan(0)
    watches.close()
  })

  test('versions are queried more often while notices fail', async () => {
    const notices: OrderNotices = { ...localNotices(), isComplete: false }
    const { watches, watch } = watchesOf({ notices, pollMs: 1e9, shortPollMs: 5 })
    const { order } = await desk.ordered()
    const paid = next(await watch(order.id, 1))
    await desk.pay(paymentOf(order))
    expect(await paid).toBe('order.paid')
    watches.close()
  })

  test('a watch waits until an unavailable storage is available again', async () => {
    const { order } = await desk.ordered()
    let isThere = true
    let failed = () => {}
    const failure = new Promise<void>((resolve) => {
      failed = resolve
    })
    const events: OrderWatchesOptions['orders']['events'] = async (...parameters): Promise<OrderProgress> => {
      if (isThere) return desk.events(...parameters)
      setImmediate(failed)
      throw new StorageUnavailable()
    }
    const { watches, watch, notices } = watchesOf({
      orders: { events, versions: (ids) => desk.versions(ids) },
      shortPollMs: 5,
    })
    const begun = await watch(order.id, 1)
    const paid = next(begun)
    await desk.pay(paymentOf(order))
    isThere = false
    notices.send(order.id)
    await failure
    isThere = true
    notices.send(randomUUID())
    notices.send(order.id)
    expect(await paid).toBe('order.paid')
    watches.close()
  })

  test('any other failure of the storage ends the watch with it', async () => {
    const { order } = await desk.ordered()
    const fault = new Error('a fault')
    let isFirst = true
    const events: OrderWatchesOptions['orders']['events'] = async (...parameters) => {
      if (!isFirst) throw fault
      isFirst = false
      return desk.events(...parameters)
    }
    const { watches, watch, notices } = watchesOf({ orders: { events, versions: (ids) => desk.versions(ids) } })
    const paid = next(await watch(order.id, 1))
    notices.send(order.id)
    await expect(paid).rejects.toBe(fault)
    expect(watches.held).toEqual(nothing)
  })
})
