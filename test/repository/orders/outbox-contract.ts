import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { ClaimedEvent, Outbox } from '../../../domain/orders/outbox.js'
import type { Database } from '../../../repository/database.js'
import { outbox } from '../../../repository/orders/outbox.js'
import { keyed, linesOf, type OrderDesk, opening, orderDesk, paymentOf } from '../../support/order-desk.js'

const trace = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', tracestate: 'shop=1' }
const at = (seconds: number) => new Date(opening.getTime() + seconds * 1000)

/** Describes the outbox on any database. */
export function describeOutbox(database: () => Database): void {
  let desk: OrderDesk
  let events: Outbox
  beforeAll(() => {
    desk = orderDesk(database())
    events = outbox(database().knex)
  })
  beforeEach(() => desk.emptyOutbox())

  /** Claims for ten seconds. */
  const claim = (seconds: number, limit = 100): Promise<readonly ClaimedEvent[]> =>
    events.claim({ at: at(seconds), until: at(seconds + 10), limit })
  const named = (claimed: readonly ClaimedEvent[]) => claimed.map(({ event }) => `${event.type} ${event.version}`)
  const idsOf = (claimed: readonly ClaimedEvent[]) => claimed.map(({ event }) => event.id)

  describe('the outbox', () => {
    test('returns an event as it was written', async () => {
      const product = await desk.stocked(5)
      const { order } = await desk.place(linesOf([product], 2), keyed(), { trace })
      const [claimed] = await claim(0)
      expect(claimed).toEqual({
        attempts: 1,
        event: {
          id: claimed?.event.id,
          type: 'order.placed',
          orderId: order.id,
          version: 1,
          at: opening,
          trace,
          data: {
            customerId: order.customerId,
            lines: [{ productId: product.id, sku: product.sku, quantity: 2, unitPrice: product.price }],
            total: order.total,
            payBy: order.payBy.toISOString(),
          },
        },
      })
    })

    test('returns the events of an order one by one, each after the one before was published', async () => {
      const { order } = await desk.ordered()
      await desk.pay(paymentOf(order))
      await desk.ship(order.id)
      for (const name of ['order.placed 1', 'order.paid 2', 'order.shipped 3']) {
        const claimed = await claim(0)
        expect(named(claimed)).toEqual([name])
        expect(await claim(9)).toEqual([])
        await events.published(idsOf(claimed), at(1))
      }
      expect(await claim(0)).toEqual([])
      expect(await events.state()).toEqual({ waiting: 0, parked: 0 })
    })

    test('returns at most the limit, the oldest first', async () => {
      for (const seconds of [3, 1, 2]) {
        desk.setTime(at(seconds))
        await desk.ordered()
      }
      desk.setTime(opening)
      expect(await events.state()).toEqual({ waiting: 3, parked: 0, oldestAt: at(1) })
      const times = (await claim(10, 2)).map(({ event }) => event.at)
      expect(times).toEqual([at(1), at(2)])
      expect((await claim(10)).map(({ event }) => event.at)).toEqual([at(3)])
    })

    test('returns an event with the same id again when its claim has expired', async () => {
      await desk.ordered()
      const first = await claim(0)
      expect(await claim(9.999)).toEqual([])
      const again = await claim(10)
      expect(again).toEqual(first.map((claimed) => ({ ...claimed, attempts: 2 })))
      await events.published(idsOf(first), at(11))
      await events.failed(first[0]?.event.id ?? '', 'too late to fail', at(11))
      expect(await claim(30)).toEqual([])
    })

    test('returns an event that failed again at its retry time', async () => {
      const { order } = await desk.ordered()
      await desk.pay(paymentOf(order))
      const [first] = await claim(0)
      await events.failed(first?.event.id ?? '', `no broker\0 \ud800${'🐝'.repeat(2000)}`, at(60))
      expect(await claim(59)).toEqual([])
      expect(await claim(60)).toEqual([{ ...first, attempts: 2, reason: expect.stringMatching(/^no broker .🐝+$/u) }])
      const [row] = await database()
        .knex('outbox')
        .where('id', first?.event.id ?? '')
      expect(row.last_error).toBe(`no broker \ufffd${'🐝'.repeat(989)}`)
    })

    test('gives an event whose claim is given back at once, and does not count that attempt', async () => {
      await desk.ordered()
      const first = await claim(0)
      await events.unclaim(idsOf(first), at(11)) // not the time of this claim
      expect(await claim(9)).toEqual([])
      await events.unclaim(idsOf(first), at(10))
      expect(await claim(1)).toEqual(first)
    })

    test('lists the parked events with their reasons, those parked first at the top', async () => {
      await desk.ordered()
      await desk.ordered()
      const [one, other] = await claim(0)
      await events.park(one?.event.id ?? '', 'too large', at(2))
      await events.park(other?.event.id ?? '', 'unknown type', at(1))
      expect(await events.parked(10)).toEqual([
        { event: other?.event, attempts: 1, reason: 'unknown type', parkedAt: at(1) },
        { event: one?.event, attempts: 1, reason: 'too large', parkedAt: at(2) },
      ])
      expect(await events.parked(1)).toHaveLength(1)
    })

    test('lists the waiting events, the oldest first, with the reason of a failed attempt', async () => {
      for (const seconds of [2, 1]) {
        desk.setTime(at(seconds))
        await desk.ordered()
      }
      desk.setTime(opening)
      const [older, newer] = await claim(10)
      await events.failed(newer?.event.id ?? '', 'the queue is full', at(60))
      const expected = [older, { ...newer, reason: 'the queue is full' }]
      expect(await events.waiting(10)).toEqual(expected)
      expect(await events.waiting(1)).toEqual([older])
      await events.park(older?.event.id ?? '', 'too large', at(11))
      expect(await events.waiting(10)).toEqual(expected.slice(1))
      await events.published(idsOf([newer].flatMap((event) => event ?? [])), at(12))
      expect(await events.waiting(10)).toEqual([])
    })

    test('releases all parked events together, and changes no other', async () => {
      for (let count = 0; count < 3; count += 1) await desk.ordered()
      const [one, two, three] = await claim(0)
      for (const parked of [one, two]) await events.park(parked?.event.id ?? '', 'too large', at(1))
      expect(await events.releaseAll()).toBe(2)
      expect(await events.releaseAll()).toBe(0)
      const again = await claim(5)
      expect(new Set(idsOf(again))).toEqual(new Set(idsOf([one, two].flatMap((event) => event ?? []))))
      expect(three?.attempts).toBe(1)
    })

    test('holds back the later events of an order whose event is parked, and of no other order', async () => {
      const { order } = await desk.ordered()
      await desk.pay(paymentOf(order))
      const [poison] = await claim(0)
      const id = poison?.event.id ?? ''
      await events.park(id, 'nobody can read it', at(1))
      const other = await desk.ordered()
      expect((await claim(30)).map(({ event }) => event.orderId)).toEqual([other.order.id])
      expect(await events.state()).toEqual({ waiting: 2, parked: 1, oldestAt: opening })

      expect(await events.release(id)).toBe(true)
      expect(await events.release(id)).toBe(false)
      const released = await claim(30)
      expect(released).toEqual([{ ...poison, attempts: 1, reason: 'nobody can read it' }])
      await events.published(idsOf(released), at(31))
      expect(named(await claim(31))).toEqual(['order.paid 2'])
    })
  })
}
