import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ChangedOrder } from '../../../domain/orders/orders.js'
import type { Database } from '../../../repository/database.js'
import { products } from '../../../repository/products.js'
import { describeOnPostgresql, openTestDatabase } from '../../support/database.js'
import { newProduct } from '../../support/example-products.js'
import { keyed, linesOf, type OrderDesk, opening, orderDesk } from '../../support/order-desk.js'
import { racing, rounds, tally } from '../../support/rounds.js'

describeOnPostgresql('stock under concurrent orders', () => {
  let database: Database
  let desk: OrderDesk
  beforeAll(async () => {
    database = await openTestDatabase({ seed: false, acquireTimeoutMs: 60_000, statementTimeoutMs: 60_000 })
    desk = orderDesk(database)
  })
  afterAll(() => database.close())

  test('sells exactly 100 of 100 pieces to 500 buyers; the rest learn why', async () => {
    for (let round = 0; round < rounds(1, 50); round += 1) {
      const product = await desk.stocked(100)
      const ends = await racing(500, async () => {
        try {
          return codeOf(await desk.place(linesOf([product]), keyed()))
        } catch (error) {
          expect(error).toMatchObject({ shortages: [{ productId: product.id, wanted: 1, left: 0 }] })
          throw error
        }
      })
      expect(tally(ends)).toEqual({ placed: 100, 'out-of-stock': 400 })
      expect(await desk.stockOf(product.id)).toBe(0)
      expect(await soldPieces(product.id)).toBe(100)
    }
    const placed = rounds(1, 50) * 100
    expect([await desk.count('orders'), await desk.count('outbox'), await desk.count('idempotency_keys')]).toEqual([
      placed,
      placed,
      placed,
    ])
  })

  test('baskets of the same products in any sequence never deadlock', async () => {
    for (let round = 0; round < rounds(2, 50); round += 1) {
      const [a, b, c] = [await desk.stocked(50), await desk.stocked(50), await desk.stocked(50)]
      const baskets = [
        [a, b],
        [b, a],
        [c, b, a],
        [a, c],
      ]
      const ends = await racing(100, async (index) =>
        codeOf(await desk.place(linesOf(baskets[index % baskets.length] ?? []), keyed())),
      )
      expect(Object.keys(tally(ends)).toSorted()).toEqual(['out-of-stock', 'placed'])
      for (const { id } of [a, b, c]) expect((await desk.stockOf(id)) + (await soldPieces(id))).toBe(50)
      expect(await desk.stockOf(a.id)).toBe(0)
    }
  })

  test('loses no piece when orders, expiries and products change at once', async () => {
    for (let round = 0; round < rounds(2, 20); round += 1) {
      const [a, b] = [await desk.stocked(1000), await desk.stocked(1000)]
      const old: string[] = []
      for (let index = 0; index < 40; index += 1) {
        const basket = index % 2 === 0 ? [a, b] : [b, a]
        old.push((await desk.place(linesOf(basket, 3), keyed())).order.id)
      }
      await database.knex('orders').whereIn('id', old.slice(20)).update({ pay_by: opening })
      const ends = await racing(100, async (index) => {
        if (index % 5 === 0) return codeOf(await desk.cancel(old[index / 5] ?? '', 'any', keyed()))
        if (index % 5 === 1) return `${(await desk.expireUnpaid(1)) === 1 ? 'expired' : 'none left'}`
        if (index % 5 === 2) return renamed(a.id)
        return codeOf(await desk.place(linesOf(index % 5 === 3 ? [b, a] : [a, b], 2), keyed()))
      })
      expect(tally(ends)).toEqual({ placed: 40, cancelled: 20, expired: 20, renamed: 20 })
      for (const { id } of [a, b]) {
        expect(await desk.stockOf(id)).toBe(1000 - 80)
        expect(await soldPieces(id)).toBe(80)
      }
    }
  })

  /** Gives the product a new name and keeps its current stock. */
  async function renamed(id: string): Promise<string> {
    const catalogue = products(database.knex)
    for (;;) {
      const product = await catalogue.read(id)
      const contents = newProduct({ ...product, name: `${product.version}` })
      try {
        await catalogue.replace(id, contents, { at: opening, expectedVersions: [product.version] })
        return 'renamed'
      } catch (error) {
        if ((error as { code?: string }).code !== 'version-conflict') throw error
      }
    }
  }

  /** Returns the number of pieces of a product in orders that were not cancelled. */
  async function soldPieces(productId: string): Promise<number> {
    const { rows } = await database.knex.raw(
      `select coalesce(sum(l.quantity), 0) as pieces from order_lines l join orders o on o.id = l.order_id
      where l.product_id = ? and o.status <> 'cancelled'`,
      [productId],
    )
    return Number(rows[0].pieces)
  }
})

function codeOf({ order }: ChangedOrder): string {
  return order.status
}
