import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { nameKey } from '../../domain/products/name-key.js'
import { type Product, productLimits } from '../../domain/products/product.js'
import { type ProductSort, positionOf, productSorts } from '../../domain/products/product-sort.js'
import type { Products } from '../../domain/products/products.js'
import { anyProduct, newProduct, storedProduct } from '../support/example-products.js'

const later = new Date('2026-11-23T00:00:00.001Z')

/** Describes the contract of every implementation of `Products`. Each test uses its own category, so it sees only its own products. */
export function describeProducts(products: () => Products): void {
  async function added(...list: Partial<Product>[]): Promise<Product[]> {
    const stored = list.map((properties) => storedProduct(properties))
    for (const product of stored) await products().add(product)
    return stored
  }

  async function listed(category: string): Promise<string[]> {
    return (await products().list({ category, sort: 'name', limit: 100 })).map(({ id }) => id)
  }

  describe('add and read', () => {
    test('return exactly the stored product', async () => {
      const [product] = await added({})
      expect(await products().read(product?.id ?? '')).toEqual(product)
    })

    test('return every valid product', async () => {
      await fc.assert(
        fc.asyncProperty(anyProduct, async (contents) => {
          const product = storedProduct({ ...contents, sku: randomUUID() })
          await products().add(product)
          expect(await products().read(product.id)).toEqual(product)
        }),
        { numRuns: 40 },
      )
    })

    test('return a product with the greatest values', async () => {
      const { sku, name, description, category, amount, stock } = productLimits
      const [product] = await added({
        sku: randomUUID().padEnd(sku, '-'),
        name: 'ﷺ'.repeat(name),
        description: '漢'.repeat(description),
        category: '漢'.repeat(category),
        price: { amount, currency: 'XXX' },
        stock,
      })
      expect(await products().read(product?.id ?? '')).toEqual(product)
    })

    test('refuse a taken SKU', async () => {
      const [one] = await added({})
      const other = storedProduct({ sku: one?.sku ?? '' })
      await expect(products().add(other)).rejects.toMatchObject({ code: 'sku-taken', sku: one?.sku })
      await expect(products().read(other.id)).rejects.toMatchObject({ code: 'product-not-found' })
    })

    test('reject for an unknown id', async () => {
      const id = randomUUID()
      await expect(products().read(id)).rejects.toMatchObject({ code: 'product-not-found', id })
    })
  })

  describe('replace', () => {
    test.each<[string, number[] | undefined]>([
      ['any version', undefined],
      ['its version', [1]],
      ['its version among others', [1_000_000_000_000, -1, 0.5, Number.NaN, 1]],
    ])('that expects %s gives new contents and the next version', async (_, expectedVersions) => {
      const [{ id, createdAt } = storedProduct()] = await added({})
      const contents = newProduct({ name: 'Neu', price: { amount: 0, currency: 'SEK' }, stock: 0 })
      const replaced = { ...contents, id, version: 2, createdAt, updatedAt: later }
      expect(await products().replace(id, contents, { at: later, expectedVersions })).toEqual(replaced)
      expect(await products().read(id)).toEqual(replaced)
    })

    test.each<[string, number[]]>([
      ['another version', [2]],
      ['no version at all', []],
      ['impossible versions', [-1, 0.5, 2 ** 40]],
    ])('that expects %s changes nothing', async (_, expectedVersions) => {
      const [product = storedProduct()] = await added({})
      const change = products().replace(product.id, newProduct(), { at: later, expectedVersions })
      await expect(change).rejects.toMatchObject({ code: 'version-conflict', id: product.id, expectedVersions })
      expect(await products().read(product.id)).toEqual(product)
    })

    test('may keep the SKU, but not take that of another product', async () => {
      const [one = storedProduct(), other = storedProduct()] = await added({}, {})
      expect(await products().replace(one.id, newProduct({ sku: one.sku }), { at: later })).toMatchObject({
        version: 2,
      })
      const taking = products().replace(one.id, newProduct({ sku: other.sku }), { at: later })
      await expect(taking).rejects.toMatchObject({ code: 'sku-taken', sku: other.sku })
      expect(await products().read(one.id)).toMatchObject({ version: 2, sku: one.sku })
    })

    test.each([undefined, [1], []])('of a product that is not there, expecting %j', async (expectedVersions) => {
      const change = products().replace(randomUUID(), newProduct(), { at: later, expectedVersions })
      await expect(change).rejects.toMatchObject({ code: 'product-not-found' })
    })

    test('moves the product to the position of its new name', async () => {
      const category = randomUUID()
      const [a, b] = await added({ category, name: 'a' }, { category, name: 'b' })
      await products().replace(a?.id ?? '', newProduct({ category, name: 'c' }), { at: later })
      expect(await listed(category)).toEqual([b?.id, a?.id])
    })
  })

  describe('remove', () => {
    test.each([undefined, [1], [3, 1]])(
      'that expects %j removes the product and frees its SKU',
      async (expectedVersions) => {
        const [{ id, sku } = storedProduct()] = await added({})
        await products().remove(id, { expectedVersions })
        await expect(products().read(id)).rejects.toMatchObject({ code: 'product-not-found' })
        await added({ sku })
      },
    )

    test.each([[[2]], [[]], [[2 ** 40]]])('that expects %j leaves it', async (expectedVersions) => {
      const [product = storedProduct()] = await added({})
      const removal = products().remove(product.id, { expectedVersions })
      await expect(removal).rejects.toMatchObject({ code: 'version-conflict', id: product.id, expectedVersions })
      expect(await products().read(product.id)).toEqual(product)
    })

    test.each([undefined, [1]])('of a product that is not there, expecting %j', async (expectedVersions) => {
      const removal = products().remove(randomUUID(), { expectedVersions })
      await expect(removal).rejects.toMatchObject({ code: 'product-not-found' })
    })
  })

  describe('list', () => {
    test('is in the order of names by code points, then of ids', async () => {
      const category = randomUUID()
      const names = [
        'zebra',
        'Éclair',
        'eclair',
        'ECLAIR',
        'Ebony',
        'edge',
        '店',
        '\uFFEE',
        '🐝',
        'a b',
        'ab',
        'a-b',
        'ß',
        'Å',
      ]
      const stored = await added(...names.map((name) => ({ name, category })))
      const places = stored.map(({ id, name }) => ({ id, place: Buffer.from(`${nameKey(name)}\0${id}`) }))
      const expected = places.sort((one, other) => Buffer.compare(one.place, other.place)).map(({ id }) => id)
      expect(await listed(category)).toEqual(expected)
    })

    test.each(productSorts)(
      'by %s goes on after any place, also between products and where keys are the same',
      async (sort) => {
        const category = randomUUID()
        const days = ['2026-11-24', '2026-11-23', '2026-11-23', '2026-11-23', '2026-11-22']
        const stored = await added(
          ...['a', 'b', 'b', 'b', 'c'].map((name, index) => ({
            name,
            category,
            createdAt: new Date(`${days[index]}`),
          })),
        )
        const all = await products().list({ category, sort, limit: 10 })
        const places = stored.map((product) => ({ product, ...positionOf(product, sort) }))
        places.sort((one, other) => (one.key + one.id < other.key + other.id ? -1 : 1))
        if (sort.startsWith('-')) places.reverse()
        expect(all).toEqual(places.map(({ product }) => product))
        for (const [index, { key, id }] of places.entries()) {
          const rest = await products().list({ category, sort, limit: 10, after: { key, id } })
          expect(rest).toEqual(all.slice(index + 1))
        }
      },
    )

    test.each<[ProductSort, string, number]>([
      ['name', "b'; drop table products; --", 2],
      ['-name', "b'; drop table products; --", 1],
      ['createdAt', '2026-11-22T12:00:00.001Z', 1],
      ['-createdAt', '2026-11-22T12:00:00.001Z', 2],
      ['createdAt', '0001-01-01T00:00:00.000Z', 0],
      ['-createdAt', '9999-12-31T23:59:59.999Z', 0],
    ])('by %s goes on after %s, where there is no product', async (sort, key, passed) => {
      const category = randomUUID()
      const at = ['2026-11-22T12:00:00Z', '2026-11-22T12:00:00.002Z', '2026-11-22T12:00:00.003Z']
      await added(...['a', 'b', 'c'].map((name, index) => ({ name, category, createdAt: new Date(`${at[index]}`) })))
      const all = await products().list({ category, sort, limit: 10 })
      const rest = await products().list({ category, sort, limit: 10, after: { key, id: randomUUID() } })
      expect(rest).toEqual(all.slice(passed))
    })

    test('keeps to the limit and to exactly the category', async () => {
      const category = randomUUID()
      await added({ category }, { category }, { category: category.toUpperCase() }, { category: `${category} ` })
      expect(await listed(category)).toHaveLength(2)
      expect(await products().list({ category, sort: 'name', limit: 1 })).toHaveLength(1)
      expect(await listed(randomUUID())).toEqual([])
    })

    test('has all products without a category', async () => {
      const [one, other] = await added({ name: '!', category: randomUUID() }, { name: '!', category: randomUUID() })
      const ids = (await products().list({ sort: 'name', limit: 100 })).map(({ id }) => id)
      expect(ids).toEqual(expect.arrayContaining([one?.id, other?.id]))
    })
  })
}
