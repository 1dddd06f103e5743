import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { Products } from '../../domain/products/products.js'
import { newProduct, storedProduct } from '../support/example-products.js'

const later = new Date('2026-11-24T00:00:00.001Z')

/** Describes how every implementation of `Products` puts products by their SKU. */
export function describePuts(products: () => Products): void {
  describe('put', () => {
    test('adds a new SKU, changes other contents, and leaves the same', async () => {
      const [same, changed, added] = [storedProduct(), storedProduct(), storedProduct({ name: 'Neu' })]
      for (const product of [same, changed]) await products().add(product)
      const given = [
        { ...same, id: randomUUID(), updatedAt: later },
        { ...storedProduct({ ...newProduct({ sku: changed.sku, stock: 7 }) }), createdAt: later, updatedAt: later },
        added,
      ]
      const expected = ['unchanged', 'updated', 'created']
      expect(await products().put(given, true)).toEqual(expected)
      expect(await products().read(changed.id)).toEqual(changed)
      await expect(products().read(added.id)).rejects.toMatchObject({ code: 'product-not-found' })

      expect(await products().put(given, false)).toEqual(expected)
      expect(await products().read(same.id)).toEqual(same)
      expect(await products().read(changed.id)).toEqual({ ...changed, stock: 7, version: 2, updatedAt: later })
      expect(await products().read(added.id)).toEqual(added)
      expect(await products().put(given, false)).toEqual(['unchanged', 'unchanged', 'unchanged'])
    })

    test('of nothing does nothing', async () => {
      expect(await products().put([], false)).toEqual([])
    })
  })
}

/** Describes how a database puts many products: all of them or none, also while others put the same products. */
export function describeManyPuts(products: () => Products): void {
  describe('put of many products', () => {
    test('stores none when one cannot be stored', async () => {
      const many = Array.from({ length: 1_001 }, () => storedProduct())
      const last = many.at(-1) ?? storedProduct()
      const broken = [...many.slice(0, -1), { ...last, price: { amount: -1, currency: 'EUR' } }]
      await expect(products().put(broken, false)).rejects.toMatchObject({ code: 'invalid-product' })
      await expect(products().read(many[0]?.id ?? '')).rejects.toMatchObject({ code: 'product-not-found' })
      expect(new Set(await products().put(many, false))).toEqual(new Set(['created']))
    })

    test('by several at once, in different orders, ends with each product once', async () => {
      const many = Array.from({ length: 60 }, () => storedProduct())
      const rival = (stock: number) => many.map((product) => ({ ...product, id: randomUUID(), stock }))
      const outcomes = await Promise.all([
        products().put(rival(1), false),
        products().put(rival(2).toReversed(), false),
        products().put(rival(3), false),
      ])
      expect(outcomes.flat().filter((outcome) => outcome === 'created')).toHaveLength(many.length)
      const stocks = new Set<number>()
      for await (const { sku, stock } of products().all({ sort: 'name' })) {
        if (many.some((product) => product.sku === sku)) stocks.add(stock)
      }
      expect(stocks.size).toBe(1)
    })
  })
}
