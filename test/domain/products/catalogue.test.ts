import { describe, expect, test } from '@jest/globals'
import { catalogue } from '../../../domain/products/catalogue.js'
import type { NewProduct } from '../../../domain/products/product.js'
import { emptyCatalogue } from '../../support/empty-catalogue.js'
import { newProduct } from '../../support/example-products.js'
import { productsInMemory } from '../../support/products-in-memory.js'

const missing = '00000000-0000-4000-8000-00000000ffff'

describe('add', () => {
  test('gives the product an id, its first version and the time', async () => {
    const shop = emptyCatalogue()
    const product = newProduct()
    const at = new Date('2026-11-22T12:00:01Z')
    const added = { ...product, id: '00000000-0000-4000-8000-000000000001', version: 1, createdAt: at, updatedAt: at }
    expect(await shop.add(product)).toEqual(added)
    expect(await shop.read(added.id)).toEqual(added)
  })

  test('stores only the properties of a product', async () => {
    const more = { ...newProduct(), id: missing, version: 7, createdAt: new Date(0), admin: true }
    const added = await emptyCatalogue().add(more)
    expect(added).toMatchObject({ version: 1, id: expect.not.stringContaining(missing) })
    expect(added).not.toHaveProperty('admin')
  })

  test('refuses an invalid product and a taken SKU', async () => {
    const shop = emptyCatalogue()
    const product = await shop.add(newProduct())
    await expect(shop.add(newProduct({ stock: -1 }))).rejects.toMatchObject({ code: 'invalid-product' })
    await expect(shop.add(product)).rejects.toMatchObject({ code: 'sku-taken', sku: product.sku })
  })
})

describe('read', () => {
  test.each([missing, 'garbage', '', '1 or 1=1', '\0'])('rejects for the unknown id %j', async (id) => {
    await expect(emptyCatalogue().read(id)).rejects.toMatchObject({
      name: 'ProductNotFound',
      code: 'product-not-found',
      id,
    })
  })

  test('does not ask the storage for text that is no id', async () => {
    const read = () => Promise.reject(new Error('the storage was asked'))
    const shop = emptyCatalogue({ ...productsInMemory(), read })
    await expect(shop.read('garbage')).rejects.toMatchObject({ code: 'product-not-found' })
  })

  test('accepts an id in capital letters', async () => {
    const newId = () => 'abcdef00-0000-4000-8000-000000000001'
    const shop = catalogue(productsInMemory(), { newId, now: () => new Date(0) })
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

  test('refuses an invalid product and an unknown id', async () => {
    const shop = emptyCatalogue()
    const { id } = await shop.add(newProduct())
    await expect(shop.replace(id, newProduct({ name: '' }))).rejects.toMatchObject({ code: 'invalid-product' })
    await expect(shop.replace(missing, newProduct())).rejects.toMatchObject({ code: 'product-not-found' })
    await expect(shop.replace('garbage', newProduct(), [1])).rejects.toMatchObject({ code: 'product-not-found' })
  })
})

describe('change', () => {
  test('replaces the contents with the result of a function of the current ones', async () => {
    const shop = emptyCatalogue()
    const { id, createdAt, ...contents } = await shop.add(newProduct({ stock: 3 }))
    const changed = { ...contents, id, createdAt, stock: 2, version: 2, updatedAt: new Date('2026-11-22T12:00:02Z') }
    expect(await shop.change(id, (product) => ({ ...product, stock: product.stock - 1 }))).toEqual(changed)
    expect(await shop.read(id)).toEqual(changed)
  })

  test.each<[string, number[] | undefined]>([
    ['any version', undefined],
    ['its version among others', [7, 1, 2]],
  ])('calls the function again after a conflict if it expects %s', async (_, versions) => {
    const shop = emptyCatalogue()
    const product = await shop.add(newProduct({ stock: 3 }))
    const change = ({ stock, ...rest }: NewProduct) => ({ ...rest, stock: stock - 1 })
    await Promise.all([shop.change(product.id, change, versions), shop.change(product.id, change, versions)])
    expect(await shop.read(product.id)).toMatchObject({ stock: 1, version: 3 })
  })

  test.each([[[1]], [[7, 1]]])('rejects after a conflict if it expects only %j', async (versions) => {
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

  test('rejects for an unexpected version before it calls the function', async () => {
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

  test('refuses invalid contents and a taken SKU', async () => {
    const shop = emptyCatalogue()
    const [product, { sku }] = [await shop.add(newProduct()), await shop.add(newProduct())]
    const to = (properties: Partial<NewProduct>) => shop.change(product.id, (old) => ({ ...old, ...properties }))
    await expect(to({ stock: -1 })).rejects.toMatchObject({ code: 'invalid-product' })
    await expect(to({ sku })).rejects.toMatchObject({ code: 'sku-taken', sku })
    expect(await shop.read(product.id)).toEqual(product)
  })
})

describe('remove', () => {
  test('removes a product once', async () => {
    const shop = emptyCatalogue()
    const { id } = await shop.add(newProduct())
    await expect(shop.remove(id, [2])).rejects.toMatchObject({ code: 'version-conflict', expectedVersions: [2] })
    await shop.remove(id, [1])
    await expect(shop.remove(id)).rejects.toMatchObject({ code: 'product-not-found' })
    await expect(shop.read(id)).rejects.toMatchObject({ code: 'product-not-found' })
  })
})
