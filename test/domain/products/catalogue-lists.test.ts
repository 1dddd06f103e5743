import { describe, expect, test } from '@jest/globals'
import { pageLimits } from '../../../domain/products/catalogue.js'
import type { Product } from '../../../domain/products/product.js'
import type { ProductSort } from '../../../domain/products/product-sort.js'
import type { Products } from '../../../domain/products/products.js'
import { emptyCatalogue, named } from '../../support/empty-catalogue.js'
import { newProduct } from '../../support/example-products.js'
import { productsInMemory } from '../../support/products-in-memory.js'

describe('list', () => {
  test('goes through all products by name, page by page', async () => {
    const shop = emptyCatalogue()
    await named(shop, 'Delta', 'alpha', 'Éclair', 'Bravo', 'Charlie')
    const pages: string[][] = []
    let after: string | undefined
    do {
      const { items, next } = await shop.list({ limit: 2, after })
      pages.push(items.map(({ name }) => name))
      after = next
    } while (after)
    expect(pages).toEqual([['alpha', 'Bravo'], ['Charlie', 'Delta'], ['Éclair']])
  })

  test.each<[ProductSort | undefined, string[]]>([
    [undefined, ['a', 'B', 'c', 'd']],
    ['name', ['a', 'B', 'c', 'd']],
    ['-name', ['d', 'c', 'B', 'a']],
    ['createdAt', ['c', 'a', 'd', 'B']],
    ['-createdAt', ['B', 'd', 'a', 'c']],
  ])('goes by %s, page by page and all at once', async (sort, names) => {
    const shop = emptyCatalogue()
    await named(shop, 'c', 'a', 'd', 'B')
    const first = await shop.list({ sort, limit: 3 })
    const second = await shop.list({ sort, limit: 3, after: first.next })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(names)
    expect(await namesIn(shop.all({ sort }))).toEqual(names)
    expect(await namesIn(shop.all({ sort, after: first.next }))).toEqual(names.slice(3))
  })

  test('refuses a cursor of another order', async () => {
    const shop = emptyCatalogue()
    await named(shop, 'a', 'b')
    const { next: after } = await shop.list({ limit: 1 })
    await expect(shop.list({ limit: 1, sort: '-name', after })).rejects.toMatchObject({ code: 'invalid-cursor' })
  })

  test('has 20 products when nothing else is said', async () => {
    const shop = emptyCatalogue()
    await named(shop, ...Array.from({ length: 21 }, (_, index) => `product ${index}`))
    expect((await shop.list({})).items).toHaveLength(20)
  })

  test('has no next page when the last one is just full', async () => {
    const shop = emptyCatalogue()
    await named(shop, 'a', 'b')
    const page = await shop.list({ limit: 2 })
    expect(page.items).toHaveLength(2)
    expect(page).not.toHaveProperty('next')
  })

  test('goes on where it was, though the product there has been removed', async () => {
    const shop = emptyCatalogue()
    const [, b] = await named(shop, 'a', 'b', 'c')
    const { next } = await shop.list({ limit: 2 })
    await shop.remove(b?.id ?? '')
    expect(await shop.list({ limit: 2, after: next })).toMatchObject({ items: [{ name: 'c' }] })
  })

  test('keeps to a category; one that can not be is empty', async () => {
    const shop = emptyCatalogue()
    await shop.add(newProduct({ category: 'Books' }))
    await shop.add(newProduct({ category: 'Tools' }))
    expect(await shop.list({ category: 'Tools', limit: 10 })).toMatchObject({ items: [{ category: 'Tools' }] })
    expect(await shop.list({ category: 'tools', limit: 10 })).toEqual({ items: [] })
    expect(await shop.list({ category: '\0\uD83D', limit: 10 })).toEqual({ items: [] })
  })

  test('refuses a cursor that it has not given out', async () => {
    await expect(emptyCatalogue().list({ limit: 1, after: 'garbage' })).rejects.toMatchObject({
      code: 'invalid-cursor',
    })
    await expect(emptyCatalogue().list({ limit: 1, after: '', category: '\0' })).rejects.toMatchObject({
      code: 'invalid-cursor',
    })
  })

  test.each([0, -1, 1.5, Number.NaN, pageLimits.most + 1])('does not make pages of %d products', async (limit) => {
    await expect(emptyCatalogue().list({ limit })).rejects.toThrow(RangeError)
  })
})

describe('all', () => {
  const isNamed = (index: number) => `product ${String(index).padStart(3, '0')}`

  test.each([0, 1, pageLimits.most, pageLimits.most + 1, 2 * pageLimits.most + 50])(
    'are %i products when there are as many, by name',
    async (count) => {
      const shop = emptyCatalogue()
      const names = Array.from({ length: count }, (_, index) => isNamed(index))
      await named(shop, ...names.toReversed())
      expect(await namesIn(shop.all({}))).toEqual(names)
    },
  )

  test('are read a page at a time, and no page before it is wanted', async () => {
    const [stored, asked] = counted(productsInMemory())
    const shop = emptyCatalogue(stored)
    await named(shop, ...Array.from({ length: 2 * pageLimits.most }, (_, index) => isNamed(index)))
    const products = shop.all({})[Symbol.asyncIterator]()
    expect(asked()).toEqual([])
    for (let taken = 0; taken < pageLimits.most; taken += 1) await products.next()
    expect(asked()).toEqual([pageLimits.most])
    await products.next()
    expect(asked()).toEqual([pageLimits.most, pageLimits.most])
    await products.return?.()
    expect(await products.next()).toMatchObject({ done: true })
    expect(asked()).toHaveLength(2)
  })

  test('are those after a page, of a category', async () => {
    const shop = emptyCatalogue()
    for (const name of ['a', 'b', 'c', 'd']) await shop.add(newProduct({ name, category: 'Books' }))
    await shop.add(newProduct({ name: 'c', category: 'Tools' }))
    const { next: after } = await shop.list({ category: 'Books', limit: 2 })
    expect(await namesIn(shop.all({ category: 'Books', after }))).toEqual(['c', 'd'])
    expect(await namesIn(shop.all({ category: '\0' }))).toEqual([])
  })

  test('refuse a cursor that the catalogue has not given out', async () => {
    await expect(namesIn(emptyCatalogue().all({ after: 'garbage' }))).rejects.toMatchObject({ code: 'invalid-cursor' })
  })
})

async function namesIn(products: AsyncIterable<Product>): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of products) names.push(name)
  return names
}

/** The same products, and the limits of the lists that were asked of them. */
function counted(stored: Products): [Products, () => readonly number[]] {
  const limits: number[] = []
  const list: Products['list'] = (query) => {
    limits.push(query.limit)
    return stored.list(query)
  }
  return [{ ...stored, list }, () => limits]
}
