import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { pageLimits } from '../../../domain/products/catalogue.js'
import { encodeCursor } from '../../../domain/products/cursor.js'
import type { Product } from '../../../domain/products/product.js'
import { productPages } from '../../../domain/products/product-pages.js'
import type { ProductSort } from '../../../domain/products/product-sort.js'
import type { Products } from '../../../domain/products/products.js'
import { emptyCatalogue, named } from '../../support/empty-catalogue.js'
import { newProduct } from '../../support/example-products.js'
import { productsInMemory } from '../../support/products-in-memory.js'

describe('list', () => {
  test('lists all products by name, page by page', async () => {
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
  ])('lists products by %s, page by page and all at once', async (sort, names) => {
    const shop = emptyCatalogue()
    await named(shop, 'c', 'a', 'd', 'B')
    const first = await shop.list({ sort, limit: 3 })
    const second = await shop.list({ sort, limit: 3, after: first.next })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(names)
    expect(await namesIn(shop.all({ sort }))).toEqual(names)
    expect(await namesIn(shop.all({ sort, after: first.next }))).toEqual(names.slice(3))
  })

  test.each<ProductSort>(['name', '-name', 'createdAt', '-createdAt'])(
    'leads back over the same pages by %s',
    async (sort) => {
      const shop = emptyCatalogue()
      await named(shop, 'c', 'a', 'e', 'd', 'B')
      const cursors: (string | undefined)[] = [undefined]
      for (;;) {
        const { next } = await shop.list({ sort, limit: 2, after: cursors.at(-1) })
        if (next === undefined) break
        cursors.push(next)
      }
      expect(cursors).toHaveLength(3)
      const back = await Promise.all(cursors.map((after) => shop.previous({ sort, limit: 2, after })))
      expect(back).toEqual([undefined, {}, { after: cursors[1] }])
    },
  )

  test('leads back within a category, and refuses a cursor of another order', async () => {
    const shop = emptyCatalogue()
    await named(shop, 'a', 'b', 'c')
    const { category } = (await shop.list({ limit: 1 })).items[0] ?? {}
    const { next: after } = await shop.list({ category, limit: 2 })
    expect(await shop.previous({ category, limit: 2, after })).toEqual({})
    await expect(shop.previous({ category: 'none', limit: 1, after })).rejects.toMatchObject({ code: 'invalid-cursor' })
    await expect(shop.previous({ category, sort: '-name', after })).rejects.toMatchObject({ code: 'invalid-cursor' })
  })

  test('refuses a cursor of another order', async () => {
    const shop = emptyCatalogue()
    await named(shop, 'a', 'b')
    const { next: after } = await shop.list({ limit: 1 })
    await expect(shop.list({ limit: 1, sort: '-name', after })).rejects.toMatchObject({ code: 'invalid-cursor' })
  })

  test('has 20 products on a page by default', async () => {
    const shop = emptyCatalogue()
    await named(shop, ...Array.from({ length: 21 }, (_, index) => `product ${index}`))
    expect((await shop.list({})).items).toHaveLength(20)
  })

  test('has no next page when the last page is exactly full', async () => {
    const shop = emptyCatalogue()
    await named(shop, 'a', 'b')
    const page = await shop.list({ limit: 2 })
    expect(page.items).toHaveLength(2)
    expect(page).not.toHaveProperty('next')
  })

  test('continues after the cursor when the product of the cursor has been removed', async () => {
    const shop = emptyCatalogue()
    const [, b] = await named(shop, 'a', 'b', 'c')
    const { next } = await shop.list({ limit: 2 })
    await shop.remove(b?.id ?? '')
    expect(await shop.list({ limit: 2, after: next })).toMatchObject({ items: [{ name: 'c' }] })
  })

  test('has only the products of a category, and none for an impossible category', async () => {
    const shop = emptyCatalogue()
    await shop.add(newProduct({ category: 'Books' }))
    await shop.add(newProduct({ category: 'Tools' }))
    expect(await shop.list({ category: 'Tools', limit: 10 })).toMatchObject({ items: [{ category: 'Tools' }] })
    expect(await shop.list({ category: 'tools', limit: 10 })).toEqual({ items: [] })
    expect(await shop.list({ category: '\0\uD83D', limit: 10 })).toEqual({ items: [] })
  })

  test('refuses a cursor that it has not returned', async () => {
    await expect(emptyCatalogue().list({ limit: 1, after: 'garbage' })).rejects.toMatchObject({
      code: 'invalid-cursor',
    })
    await expect(emptyCatalogue().list({ limit: 1, after: '', category: '\0' })).rejects.toMatchObject({
      code: 'invalid-cursor',
    })
  })

  test.each([0, -1, 1.5, Number.NaN, 101])('refuses pages of %d products', async (limit) => {
    await expect(emptyCatalogue().list({ limit })).rejects.toThrow(RangeError)
  })

  test.each([1, 100])('makes pages of %d products, and reads one more product to find the last page', async (limit) => {
    const [stored, asked] = counted(productsInMemory())
    expect(await emptyCatalogue(stored).list({ limit })).toEqual({ items: [] })
    expect(asked()).toEqual([limit + 1])
  })
})

describe('all', () => {
  const isNamed = (index: number) => `product ${String(index).padStart(3, '0')}`

  test.each([0, 1, pageLimits.most, pageLimits.most + 1, 2 * pageLimits.most + 50])(
    'yields all of %i products by name',
    async (count) => {
      const shop = emptyCatalogue()
      const names = Array.from({ length: count }, (_, index) => isNamed(index))
      await named(shop, ...names.toReversed())
      expect(await namesIn(shop.all({}))).toEqual(names)
    },
  )

  test('reads one page at a time, and none in advance', async () => {
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

  test('reads less than a page in one query', async () => {
    const [stored, asked] = counted(productsInMemory())
    const shop = emptyCatalogue(stored)
    await named(shop, 'a', 'b')
    expect(await namesIn(shop.all({}))).toEqual(['a', 'b'])
    expect(asked()).toEqual([pageLimits.most])
  })

  test('yields the products of a category after a cursor', async () => {
    const shop = emptyCatalogue()
    for (const name of ['a', 'b', 'c', 'd']) await shop.add(newProduct({ name, category: 'Books' }))
    await shop.add(newProduct({ name: 'c', category: 'Tools' }))
    const { next: after } = await shop.list({ category: 'Books', limit: 2 })
    expect(await namesIn(shop.all({ category: 'Books', after }))).toEqual(['c', 'd'])
    expect(await namesIn(shop.all({ category: '\0' }))).toEqual([])
  })

  test('refuses a cursor that the catalogue has not returned', async () => {
    await expect(namesIn(emptyCatalogue().all({ after: 'garbage' }))).rejects.toMatchObject({ code: 'invalid-cursor' })
  })
})

test('a category that no product can have is not asked for in the storage', async () => {
  const [stored, asked] = counted(productsInMemory())
  const shop = emptyCatalogue(stored)
  await named(shop, 'a', 'b')
  const category = '\0\uD83D'
  const after = encodeCursor({ key: 'a', id: randomUUID() }, 'name', { category })
  expect(await shop.list({ category })).toEqual({ items: [] })
  expect(await shop.previous({ category, after })).toEqual({})
  expect(await namesIn(shop.all({ category }))).toEqual([])
  expect(asked()).toEqual([])
})

async function namesIn(products: AsyncIterable<Product>): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of products) names.push(name)
  return names
}

/** Returns the same products, and a function that returns the limits of all `list` calls. */
function counted(stored: Products): [Products, () => readonly number[]] {
  const limits: number[] = []
  const list: Products['list'] = (query) => {
    limits.push(query.limit)
    return stored.list(query)
  }
  return [{ ...stored, list, all: (query) => productPages(list, query) }, () => limits]
}
