import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Knex } from 'knex'
import type { Product } from '../../domain/products/product.js'
import type { Products } from '../../domain/products/products.js'
import type { Database } from '../../repository/database.js'
import { products } from '../../repository/products.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'
import { newProduct, storedProduct } from '../support/example-products.js'
import { rounds } from '../support/rounds.js'
import { untilWaiting } from '../support/until-waiting.js'

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
    for (let round = 0; round < rounds(10, 200); round += 1) {
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

  test('a removal and a replacement of one version do not both succeed', async () => {
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

  test('a put of many products and an order never deadlock', async () => {
    const [low, high] = [
      storedProduct({ id: `0${randomUUID().slice(1)}` }),
      storedProduct({ id: `f${randomUUID().slice(1)}` }),
    ]
    for (const product of [low, high]) await stored.add(product)
    const between = Array.from({ length: 600 }, () => storedProduct())
    const lock = (knex: Knex, { id }: Product) => knex('products').where('id', id).forUpdate().select('id')
    const { putting } = await database.knex.transaction(async (order) => {
      await lock(order, low)
      const changed = [{ ...high, stock: 7 }, ...between, { ...low, stock: 7 }]
      const putting = stored.put(changed, false).catch((error: unknown) => error)
      await untilWaiting(order)
      await lock(order, high)
      return { putting }
    })
    expect(await putting).toEqual(['updated', ...between.map(() => 'created'), 'updated'])
  })

  test('two puts of products that a third has just added never deadlock', async () => {
    const skus = [0, 1, 2].map((index) => `${index}-${randomUUID()}`)
    // The sequence by id is the other way round than that by SKU.
    const [first, second, third] = ['0', 'f', '1'].map((start, index) =>
      storedProduct({ sku: skus[index] ?? '', id: `${start}${randomUUID().slice(1)}` }),
    ) as [Product, Product, Product]
    const put = (stock: number, ...list: Product[]) =>
      stored
        .put(
          list.map((product) => ({ ...product, id: randomUUID(), stock })),
          false,
        )
        .catch((error: unknown) => error)

    const puts = await database.knex.transaction(async (holder) => {
      const { early } = await database.knex.transaction(async (adder) => {
        await products(adder).add(first)
        const early = put(7, first, second, third)
        await untilWaiting(holder)
        for (const product of [second, third]) await stored.add(product)
        await holder('products').where('id', second.id).forUpdate().select('id')
        return { early }
      })
      await untilWaiting(holder)
      const late = put(8, second, third)
      await untilWaiting(holder, 2)
      return [early, late]
    })
    expect(await Promise.all(puts)).toEqual([Array(3).fill('updated'), Array(2).fill('updated')])
  })
})

/** Runs `work` 20 times at once. Returns `done` or the error code of each, sorted. */
async function outcomesOf(work: (index: number) => Promise<unknown>): Promise<string[]> {
  const outcomes = twenty.map((index) =>
    work(index).then(
      () => 'done',
      (error: { code?: string }) => error.code ?? 'unforeseen',
    ),
  )
  return (await Promise.all(outcomes)).toSorted()
}
