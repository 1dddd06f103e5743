import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { encodeCursor } from '../../../domain/products/cursor.js'
import { isPossible, longestSearch, type ProductSelection } from '../../../domain/products/product-selection.js'
import { emptyCatalogue, named } from '../../support/empty-catalogue.js'
import { newProduct } from '../../support/example-products.js'

describe('a selection', () => {
  test.each<ProductSelection>([
    {},
    { category: 'Books' },
    { search: 'a "b c" -d or e' },
    { search: 'x'.repeat(longestSearch) },
    { currency: 'EUR', minPrice: 0, maxPrice: 0 },
    { currency: 'EUR', minPrice: 999_999_999_999 },
    { inStock: false },
  ])('%j can have products', (selection) => {
    expect(isPossible(selection)).toBe(true)
  })

  test.each<ProductSelection>([
    { category: 'a\nb' },
    { search: '' },
    { search: ' ' },
    { search: 'a\0b' },
    { search: '\ud800' },
    { search: 'x'.repeat(longestSearch + 1) },
    { currency: 'eur' },
    { currency: 'EUR', minPrice: 2, maxPrice: 1 },
    { currency: 'EUR', minPrice: 1_000_000_000_000 },
  ])('%j cannot have products', (selection) => {
    expect(isPossible(selection)).toBe(false)
  })

  test('that is impossible has an empty list without a query', async () => {
    const shop = emptyCatalogue()
    await named(shop, 'a', 'b')
    const place = { key: 'a', id: randomUUID() }
    const after = encodeCursor(place, 'name', { search: '\0' })
    expect(await shop.list({ search: '\0' })).toEqual({ items: [] })
    expect(await shop.previous({ search: '\0', after })).toEqual({})
    for await (const product of shop.all({ search: '\0' })) expect(product).toBeUndefined()
  })

  test.each([{ sort: 'price' }, { sort: '-price' }, { minPrice: 1 }, { maxPrice: 1 }] as const)(
    '%j is a fault of the caller without a currency',
    async (query) => {
      const shop = emptyCatalogue()
      await expect(shop.list(query)).rejects.toThrow(RangeError)
      await expect(shop.previous({ ...query, after: 'x' })).rejects.toThrow(RangeError)
      await expect(shop.all(query)[Symbol.asyncIterator]().next()).rejects.toThrow(RangeError)
    },
  )

  test('is listed by price within a currency, page by page and back', async () => {
    const shop = emptyCatalogue()
    for (const [amount, currency] of [
      [300, 'EUR'],
      [20, 'EUR'],
      [1000, 'EUR'],
      [7, 'USD'],
    ] as const) {
      await shop.add(newProduct({ price: { amount, currency } }))
    }
    const query = { currency: 'EUR', sort: 'price', limit: 2 } as const
    const first = await shop.list(query)
    const second = await shop.list({ ...query, after: first.next })
    expect([first, second].map(({ items }) => items.map(({ price }) => price.amount))).toEqual([[20, 300], [1000]])
    expect(await shop.previous({ ...query, after: first.next })).toEqual({})
  })
})
