import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Product } from '../../domain/products/product.js'
import type { Products } from '../../domain/products/products.js'
import type { Database } from '../../repository/database.js'
import { products } from '../../repository/products.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'
import { newProduct, storedProduct } from '../support/example-products.js'

const at = new Date('2026-11-23T00:00:00Z')
const twenty = Array.from({ length: 20 }, (_, index) => index)

describeOnPostgresql('products under concurrent changes', () => {
  let database: Database
  let stored: Products
  beforeAll(async () => {
    database = await openTestDatabase({ seed: false })
    stored = products(database.knex)
  })
  afterAll(() => database.close())

  async function added(): Promise<Product> {
    const product = storedProduct()
    await stored.add(product)
    return product
  }

  test('of 20 that replace the same version one succeeds', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await added()
      const outcomes = await outcomesOf((index) =>
        stored.replace(id, newProduct({ name: `by ${index}` }), { at, expectedVersions: [1] }),
      )
      expect(outcomes).toEqual(['done', ...Array(19).fill('version-conflict')])
      expect(await stored.read(id)).toMatchObject({ version: 2 })
    }
  })

  test('20 that replace any version make 20 versions', async () => {
    const { id } = await added()
    const versions = await Promise.all(twenty.map(async () => (await stored.replace(id, newProduct(), { at })).version))
    expect(versions.toSorted((one, other) => one - other)).toEqual(twenty.map((index) => index + 2))
  })

  test('of 20 that add the same SKU one succeeds', async () => {
    const outcomes = await outcomesOf(() => stored.add(storedProduct({ sku: 'wanted' })))
    expect(outcomes).toEqual(['done', ...Array(19).fill('sku-taken')])
  })

  test('of 20 that remove the same product one succeeds', async () => {
    const { id } = await added()
    const outcomes = await outcomesOf(() => stored.remove(id, { expectedVersions: [1] }))
    expect(outcomes).toEqual(['done', ...Array(19).fill('product-not-found')])
  })

  test('a removal and a replacement of the same version do not both succeed', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id } = await added()
      const outcomes = await outcomesOf(async (index) => {
        const change = { at, expectedVersions: [1] }
        await (index % 2 === 0 ? stored.remove(id, change) : stored.replace(id, newProduct(), change))
      })
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
      expect(new Set(outcomes)).not.toContain('unforeseen')
    }
  })
})

/** How each of 20 pieces of work done at once ended: `done` or the error's code, in order of the alphabet. */
async function outcomesOf(work: (index: number) => Promise<unknown>): Promise<string[]> {
  const outcomes = twenty.map((index) =>
    work(index).then(
      () => 'done',
      (error: { code?: string }) => error.code ?? 'unforeseen',
    ),
  )
  return (await Promise.all(outcomes)).toSorted()
}
