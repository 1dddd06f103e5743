import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { NewProduct, Product } from '../../domain/products/product.js'
import type { ProductSelection } from '../../domain/products/product-selection.js'
import { positionOf, productSorts } from '../../domain/products/product-sort.js'
import type { Products } from '../../domain/products/products.js'
import { storedProduct } from '../support/example-products.js'
import { fits, productsInMemory } from '../support/products-in-memory.js'

const words = ['lamp', 'Oil', 'rope', 'Élan', '店', '12']
const someWords = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((chosen) => chosen.join(' '))
const amount = fc.integer({ min: 0, max: 4 })
const currency = fc.constantFrom('EUR', 'USD')

/** Products that have so little to differ in that selections find several, and orders have ties. */
const alike: fc.Arbitrary<Omit<NewProduct, 'sku'> & { readonly createdAt: Date }> = fc.record({
  name: someWords,
  description: fc.oneof(someWords, fc.constant('')),
  category: fc.constantFrom('Camping', 'Kitchen'),
  price: fc.record({ amount, currency }),
  stock: fc.integer({ min: 0, max: 1 }),
  createdAt: fc.constantFrom(new Date('2026-11-22T10:00:00.001Z'), new Date('2026-11-23T10:00:00Z')),
})

const anySelection: fc.Arbitrary<ProductSelection> = fc.record(
  {
    category: fc.constantFrom('Camping', 'Kitchen', 'None'),
    search: fc
      .array(fc.tuple(fc.constantFrom('', '', '-'), fc.constantFrom(...words, 'elan')), { minLength: 1, maxLength: 2 })
      .map((chosen) => chosen.map(([sign, word]) => sign + word.toUpperCase()).join(' ')),
    currency,
    minPrice: amount,
    maxPrice: amount,
    inStock: fc.boolean(),
  },
  { requiredKeys: [] },
)

/** Describes the selections of every implementation of `Products`. It must be empty at the start. */
export function describeSelections(products: () => Products): void {
  async function filled(contents: readonly Partial<Product>[]): Promise<[Products, readonly Product[]]> {
    const stored = contents.map((each) => storedProduct({ ...each, sku: randomUUID() }))
    for (const product of stored) await products().add(product)
    return [products(), stored]
  }

  async function cleared(stored: readonly Product[]): Promise<void> {
    for (const { id } of stored) await products().remove(id, {})
  }

  describe('a selection', () => {
    test('in any order has the products that meet its conditions, as have its pages', async () => {
      const [shelf, stored] = await filled(fc.sample(alike, { numRuns: 40, seed: 2026 }))
      const law = fc.asyncProperty(
        anySelection,
        fc.constantFrom(...productSorts),
        fc.integer({ min: 1, max: 9 }),
        async (selection, sort, limit) => {
          const model = productsInMemory()
          for (const product of stored) if (fits(product, selection)) await model.add(product)
          const expected = await model.list({ sort, limit: 100 })
          expect(await shelf.list({ ...selection, sort, limit: 100 })).toEqual(expected)

          const joined: Product[] = []
          for (;;) {
            const last = joined.at(-1)
            const after = last && positionOf(last, sort)
            const page = await shelf.list({ ...selection, sort, limit, after })
            joined.push(...page)
            if (page.length < limit) break
          }
          expect(joined).toEqual(expected)
        },
      )
      await fc.assert(law, { numRuns: 60 })
      await cleared(stored)
    })
  })
}

/** Describes the search of PostgreSQL beyond words: phrases and alternatives. Every text is a search, and no text is an error. */
export function describeSearches(products: () => Products): void {
  describe('a search', () => {
    const names = ['red oil lamp', 'oil for a red lamp', 'Crème brûlée', 'rope']
    let stored: readonly Product[] = []

    const found = async (search: string) =>
      (await products().list({ search, sort: 'name', limit: 100 }))
        .filter(({ id }) => stored.some((product) => product.id === id))
        .map(({ name }) => name)

    test.each<[string, string[]]>([
      ['lamp OIL', ['oil for a red lamp', 'red oil lamp']],
      ['"oil lamp"', ['red oil lamp']],
      ['"oil lamp" or rope', ['red oil lamp', 'rope']],
      ['oil -for', ['red oil lamp']],
      ['creme brulee', ['Crème brûlée']],
      ['CRÈME', ['Crème brûlée']],
      ['lam', []],
      ['FIND-1', ['red oil lamp']],
      ['tools', ['oil for a red lamp', 'red oil lamp', 'Crème brûlée', 'rope'].toSorted()],
      ['!!!', []],
      [`'; drop table products; --`, []],
      ['a:* & (b | !c) <-> "', []],
      ['-', []],
    ])('for %s', async (search, expected) => {
      if (stored.length === 0) {
        stored = names.map((name, index) =>
          storedProduct({ name, sku: `FIND-${index + 1}`, category: 'Tools', description: '' }),
        )
        for (const product of stored) await products().add(product)
      }
      expect((await found(search)).toSorted()).toEqual(expected.toSorted())
    })

    test('accepts any text', async () => {
      const anyText = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
        .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text))
      await fc.assert(
        fc.asyncProperty(anyText, async (search) => {
          expect(await products().list({ search, sort: 'name', limit: 1 })).toEqual(expect.any(Array))
        }),
        { numRuns: 50 },
      )
    })
  })
}
