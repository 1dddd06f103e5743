import { describe, expect, test } from '@jest/globals'
import { type Catalogue, catalogue, pageLimits } from '../../../domain/products/catalogue.js'
import type { Product } from '../../../domain/products/product.js'
import { newProduct } from '../../support/example-products.js'
import { productsInMemory } from '../../support/products-in-memory.js'

const missing = '00000000-0000-4000-8000-00000000ffff'

/** An empty catalogue whose ids count up, and whose clock moves on by a second with each look. */
function emptyCatalogue(): Catalogue {
  let ids = 1
  let seconds = 1
  return catalogue(productsInMemory(), {
    newId: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
    now: () => new Date(Date.UTC(2026, 10, 22, 12, 0, seconds++)),
  })
}

async function named(shop: Catalogue, ...names: string[]): Promise<Product[]> {
  const products: Product[] = []
  for (const name of names) products.push(await shop.add(newProduct({ name })))
  return products
}

describe('add', () => {
  test('gives the product an id, its first version and the time', async () => {
    const shop = emptyCatalogue()
    const product = newProduct()
    const at = new Date('2026-11-22T12:00:01Z')
    const added = { ...product, id: '00000000-0000-4000-8000-000000000001', version: 1, createdAt: at, updatedAt: at }
    expect(await shop.add(product)).toEqual(added)
    expect(await shop.read(added.id)).toEqual(added)
  })

  test('takes nothing but the properties of a product', async () => {
    const more = { ...newProduct(), id: missing, version: 7, createdAt: new Date(0), admin: true }
    const added = await emptyCatalogue().add(more)
    expect(added).toMatchObject({ version: 1, id: expect.not.stringContaining(missing) })
    expect(added).not.toHaveProperty('admin')
  })

  test('refuses an invalid product and a SKU that is taken', async () => {
    const shop = emptyCatalogue()
    const product = await shop.add(newProduct())
    await expect(shop.add(newProduct({ stock: -1 }))).rejects.toMatchObject({ code: 'invalid-product' })
    await expect(shop.add(product)).rejects.toMatchObject({ code: 'sku-taken', sku: product.sku })
  })
})

describe('read', () => {
  test.each([missing, 'garbage', '', '1 or 1=1', '\0'])('of %j: there is no such product', async (id) => {
    await expect(emptyCatalogue().read(id)).rejects.toMatchObject({
      name: 'ProductNotFound',
      code: 'product-not-found',
      id,
    })
  })

  test('takes an id in capital letters, too', async () => {
    const shop = emptyCatalogue()
    const product = await shop.add(newProduct())
    expect(await shop.read(product.id.toUpperCase())).toEqual(product)
  })
})

describe('replace', () => {
  test('gives the product new contents, the next version and the time of the change', async () => {
    const shop = emptyCatalogue()
    const { id, createdAt } = await shop.add(newProduct())
    const contents = newProduct({ name: 'Better' })
    const replaced = { ...contents, id, version: 2, createdAt, updatedAt: new Date('2026-11-22T12:00:02Z') }
    expect(await shop.replace(id, contents)).toEqual(replaced)
    expect(await shop.read(id)).toEqual(replaced)
  })

  test.each<[string, number[] | undefined, string | undefined]>([
    ['any version', undefined, undefined],
    ['its version', [1], undefined],
    ['its version among others', [7, 1, 3], undefined],
    ['another version', [2], 'version-conflict'],
    ['no version at all', [], 'version-conflict'],
  ])('that expects %s', async (_, versions, code) => {
    const shop = emptyCatalogue()
    const { id } = await shop.add(newProduct())
    const outcome = await shop.replace(id, newProduct(), versions).then(
      () => undefined,
      (error) => error.code,
    )
    expect(outcome).toBe(code)
    expect((await shop.read(id)).version).toBe(code ? 1 : 2)
  })

  test('refuses an invalid product, and one that is not there', async () => {
    const shop = emptyCatalogue()
    const { id } = await shop.add(newProduct())
    await expect(shop.replace(id, newProduct({ name: '' }))).rejects.toMatchObject({ code: 'invalid-product' })
    await expect(shop.replace(missing, newProduct())).rejects.toMatchObject({ code: 'product-not-found' })
    await expect(shop.replace('garbage', newProduct(), [1])).rejects.toMatchObject({ code: 'product-not-found' })
  })
})

describe('remove', () => {
  test('removes the product once', async () => {
    const shop = emptyCatalogue()
    const { id } = await shop.add(newProduct())
    await expect(shop.remove(id, [2])).rejects.toMatchObject({ code: 'version-conflict', expectedVersions: [2] })
    await shop.remove(id, [1])
    await expect(shop.remove(id)).rejects.toMatchObject({ code: 'product-not-found' })
    await expect(shop.read(id)).rejects.toMatchObject({ code: 'product-not-found' })
  })
})

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
