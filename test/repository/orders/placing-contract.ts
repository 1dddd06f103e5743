import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Product } from '../../../domain/products/product.js'
import type { Database } from '../../../repository/database.js'
import { products } from '../../../repository/products.js'
import { keyed, linesOf, type OrderDesk, opening, orderDesk, paymentOf } from '../../support/order-desk.js'
import { racing } from '../../support/rounds.js'

const hour = 60 * 60 * 1000
const traced = {
  trace: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', tracestate: 'shop=1' },
}

/** Describes placing orders on any database. Each test has its own products and customers. */
export function describePlacing(database: () => Database): void {
  let desk: OrderDesk
  beforeAll(() => {
    desk = orderDesk(database())
  })
  beforeEach(() => desk.setTime(opening))

  describe('placing an order', () => {
    test('takes stock and stores the current names and prices in the sequence of the lines', async () => {
      const tea = await desk.stocked(5, { name: 'Tea ☕', price: { amount: 999_999_999, currency: 'SEK' } })
      const cup = await desk.stocked(2, { price: { amount: 250, currency: 'SEK' } })
      const request = keyed()
      const wanted = [
        { productId: tea.id.toUpperCase(), quantity: 3 },
        { productId: cup.id, quantity: 2 },
      ]
      const { order, repeated } = await desk.place(wanted, request, traced)
      const sek = (amount: number) => ({ amount, currency: 'SEK' })
      const line = ({ id, sku, name, price }: Product) => ({ productId: id, sku, name, unitPrice: price })
      expect(repeated).toBe(false)
      expect(order).toEqual({
        id: order.id,
        customerId: request.caller,
        status: 'placed',
        total: sek(3_000_000_497),
        version: 1,
        placedAt: opening,
        updatedAt: opening,
        payBy: new Date(opening.getTime() + hour),
        lines: [
          { ...line(tea), quantity: 3, total: sek(2_999_999_997) },
          { ...line(cup), quantity: 2, total: sek(500) },
        ],
      })
      await products(database().knex).remove(tea.id, {})
      await products(database().knex).replace(cup.id, { ...cup, price: sek(1), name: 'Mug', stock: 7 }, { at: opening })
      expect(await desk.read(order.id, 'any')).toEqual(order)
    })

    test('takes only the pieces, and makes a new version of each product', async () => {
      const { products: bought } = await desk.ordered(undefined, 2)
      for (const product of bought) {
        const stored = await products(database().knex).read(product.id)
        expect(stored).toEqual({ ...product, stock: 4, version: 2, updatedAt: opening })
      }
    })

    test('writes its event with the trace of the request', async () => {
      const product = await desk.stocked(5)
      const { order } = await desk.place(linesOf([product], 2), keyed(), traced)
      const rows = await database().knex('outbox').where('order_id', order.id)
      expect(rows).toEqual([
        expect.objectContaining({
          id: expect.stringMatching(/^[\da-f-]{36}$/),
          order_id: order.id,
          version: 1,
          type: 'order.placed',
          occurred_at: opening,
          ...traced.trace,
          attempts: 0,
          claimed_until: null,
          published_at: null,
          parked_at: null,
          data: {
            customerId: order.customerId,
            lines: [{ productId: product.id, sku: product.sku, quantity: 2, unitPrice: product.price }],
            total: order.total,
            payBy: order.payBy.toISOString(),
          },
        }),
      ])
    })

    test('of more than the stock lists every such line with its stock, and stores nothing', async () => {
      const [enough, few, none] = [await desk.stocked(9), await desk.stocked(2), await desk.stocked(0)]
      const request = keyed()
      const before = await desk.count('orders')
      const placing = desk.place(linesOf([none, enough, few], 3), request)
      await expect(placing).rejects.toMatchObject({
        code: 'out-of-stock',
        shortages: [
          { productId: none.id, wanted: 3, left: 0 },
          { productId: few.id, wanted: 3, left: 2 },
        ],
      })
      expect(await desk.stockOf(enough.id)).toBe(9)
      expect(await desk.count('orders')).toBe(before)
      // The key is free again.
      expect(await desk.place(linesOf([enough]), request)).toMatchObject({ repeated: false })
    })

    test('of unknown products, or in several currencies, is refused', async () => {
      const [euro, krona] = [await desk.stocked(5), await desk.stocked(5, { price: { amount: 1, currency: 'SEK' } })]
      const missing = randomUUID()
      const unknown = desk.place([...linesOf([euro]), { productId: missing, quantity: 1 }], keyed())
      await expect(unknown).rejects.toMatchObject({ code: 'unknown-products', productIds: [missing] })
      const mixed = desk.place(linesOf([krona, euro]), keyed())
      await expect(mixed).rejects.toMatchObject({ code: 'several-currencies', currencies: ['EUR', 'SEK'] })
      expect([await desk.stockOf(euro.id), await desk.stockOf(krona.id)]).toEqual([5, 5])
    })

    test('of the most lines with the greatest quantities is stored exactly', async () => {
      const products: Product[] = []
      for (let index = 0; index < 100; index += 1) {
        const price = { amount: 999_999_999 - index, currency: 'EUR' }
        products.push(await desk.stocked(10_000, { price, name: '漢'.repeat(200) }))
      }
      const { order } = await desk.place(linesOf(products, 10_000), keyed('漢'.repeat(255)))
      expect(order.total.amount).toBe(products.reduce((sum, { price }) => sum + price.amount * 10_000, 0))
      expect(await desk.read(order.id, 'any')).toEqual(order)
    })
  })

  describe('an idempotency key', () => {
    test('makes a repetition return the order as it was placed, whatever has happened since', async () => {
      const product = await desk.stocked(5)
      const request = keyed()
      const first = await desk.place(linesOf([product]), request)
      await desk.pay(paymentOf(first.order))
      desk.setTime(new Date(opening.getTime() + 24 * hour - 1))
      const again = await desk.place(linesOf([product]), request)
      expect(again).toEqual({ order: first.order, repeated: true })
      // The members have the same sequence, so a format writes the same bytes.
      expect(JSON.stringify(again.order)).toBe(JSON.stringify(first.order))
      expect(await desk.stockOf(product.id)).toBe(4)
    })

    test('is for one content', async () => {
      const product = await desk.stocked(5)
      const request = keyed()
      await desk.place(linesOf([product]), request)
      await expect(desk.place(linesOf([product], 2), request)).rejects.toMatchObject({ code: 'key-reused' })
      expect(await desk.stockOf(product.id)).toBe(4)
    })

    test('belongs to a caller and an operation', async () => {
      const product = await desk.stocked(5)
      const { caller, key } = keyed()
      const { order } = await desk.place(linesOf([product]), { caller, key })
      const other = await desk.place(linesOf([product], 2), { caller: 'another', key })
      expect(other).toMatchObject({ repeated: false, order: { customerId: 'another' } })
      const access = { customerId: caller }
      expect(await desk.cancel(order.id, access, { caller, key })).toMatchObject({ repeated: false })
      expect(await desk.cancel(order.id, access, { caller, key })).toMatchObject({ repeated: true })
      await expect(desk.cancel(other.order.id, 'any', { caller, key })).rejects.toMatchObject({ code: 'key-reused' })
    })

    test('of several requests at once makes one order', async () => {
      const product = await desk.stocked(50)
      const request = keyed()
      const ends = await racing(10, async () => JSON.stringify((await desk.place(linesOf([product]), request)).order))
      const texts = ends.filter((end) => end !== 'key-in-flight')
      expect(new Set(texts).size).toBe(1)
      expect(texts[0]).toContain('placed')
      expect(await desk.stockOf(product.id)).toBe(49)
    })

    test('is free again after 24 hours', async () => {
      const product = await desk.stocked(5)
      const request = keyed()
      await desk.place(linesOf([product]), request)
      desk.setTime(new Date(opening.getTime() + 24 * hour))
      const anew = await desk.place(linesOf([product], 2), request)
      expect(anew.repeated).toBe(false)
      expect(await desk.place(linesOf([product], 2), request)).toEqual({ order: anew.order, repeated: true })
    })
  })
}
