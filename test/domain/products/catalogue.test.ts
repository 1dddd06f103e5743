import { describe, expect, test } from '@jest/globals'
import { type Catalogue, catalogue, pageLimits } from '../../../domain/products/catalogue.js'
import type { NewProduct, Product } from '../../../domain/products/product.js'
import type { Products } from '../../../domain/products/products.js'
import { newProduct } from '../../support/example-products.js'
import { productsInMemory } from '../../support/products-in-memory.js'

const missing = '00000000-0000-4000-8000-00000000ffff'

/** An empty catalogue whose ids count up, and whose clock moves on by a second with each look. */
function emptyCatalogue(stored = productsInMemory()): Catalogue {
  let ids = 1
  let seconds = 1
  return catalogue(stored, {
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

describe('change', () => {
  test('makes the new contents of the present ones', async () => {
    const shop = emptyCatalogue()
    const { id, createdAt, ...contents } = await shop.add(newProduct({ stock: 3 }))
    const changed = { ...contents, id, createdAt, stock: 2, version: 2, updatedAt: new Date('2026-11-22T12:00:02Z') }
    expect(await shop.change(id, (product) => ({ ...product, stock: product.stock - 1 }))).toEqual(changed)
    expect(await shop.read(id)).toEqual(changed)
  })

  test.each<[string, number[] | undefined]>([
    ['any version', undefined],
    ['its version among others', [7, 1, 2]],
  ])('that expects %s is made again when it came too late', async (_, versions) => {
    const shop = emptyCatalogue()
    const product = await shop.add(newProduct({ stock: 3 }))
    const change = ({ stock, ...rest }: NewProduct) => ({ ...rest, stock: stock - 1 })
    await Promise.all([shop.change(product.id, change, versions), shop.change(product.id, change, versions)])
    expect(await shop.read(product.id)).toMatchObject({ stock: 1, version: 3 })
  })

  test.each([[[1]], [[7, 1]]])('that expects %j does not outlive that version', async (versions) => {
    const shop = emptyCatalogue()
    const { id } = await shop.add(newProduct({ stock: 3 }))
    const changes = ['one', 'other'].map((name) => shop.change(id, (product) => ({ ...product, name }), versions))
    const outcomes = await Promise.allSettled(changes)
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'version-conflict', id, expectedVersions: versions },
    })
    expect(await shop.read(id)).toMatchObject({ version: 2 })
  })

  test('refuses what it does not expect before it asks what to change', async () => {
    const shop = emptyCatalogue()
    const { id } = await shop.add(newProduct())
    const asked = () => {
      throw new Error('asked')
    }
    await expect(shop.change(id, asked, [])).rejects.toMatchObject({ code: 'version-conflict', expectedVersions: [] })
    await expect(shop.change(missing, asked)).rejects.toMatchObject({ code: 'product-not-found' })
    await expect(shop.change('garbage', asked)).rejects.toMatchObject({ code: 'product-not-found' })
    await expect(shop.change(id, asked)).rejects.toThrow('asked')
  })

  test('refuses contents that are invalid, and a SKU that is taken', async () => {
    const shop = emptyCatalogue()
    const [product, { sku }] = [await shop.add(newProduct()), await shop.add(newProduct())]
    const to = (properties: Partial<NewProduct>) => shop.change(product.id, (old) => ({ ...old, ...properties }))
    await expect(to({ stock: -1 })).rejects.toMatchObject({ code: 'invalid-product' })
    await expect(to({ sku })).rejects.toMatchObject({ code: 'sku-taken', sku })
    expect(await shop.read(product.id)).toEqual(product)
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
