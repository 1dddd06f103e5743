import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Product } from '../../domain/products/product.js'
import { productSorts } from '../../domain/products/product-sort.js'
import type { ProductQuery, Products } from '../../domain/products/products.js'
import type { Database } from '../../repository/database.js'
import { productExport } from '../../repository/product-export.js'
import { products } from '../../repository/products.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'
import { storedProduct } from '../support/example-products.js'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** The bytes of the heap that are in use. */
function inUse(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

const many = 20_000
const byName = { sort: 'name' } as const

describeOnPostgresql('an export by a cursor', () => {
  let database: Database
  let connections: NonNullable<Database['exports']>

  beforeAll(async () => {
    database = await openTestDatabase({ seed: false, exportsAtOnce: 2, statementTimeoutMs: 60_000 })
    if (database.exports === undefined) throw new Error('PostgreSQL has connections for exports')
    connections = database.exports
    await database.knex.raw(
      `insert into products
        (id, sku, name, name_key, description, category, price_amount, price_currency, stock, version, created_at, updated_at)
      select gen_random_uuid(), 'P-' || i, 'Thing ' || i % 97, 'thing ' || i % 97, repeat('long text ', 200),
        'Category ' || i % 100, i % 5000, 'EUR', i % 10, 1, now() - i % 50 * interval '1 second', now()
      from generate_series(1, ?) i`,
      [many],
    )
  })
  afterAll(() => database.close())

  async function joined(all: AsyncIterable<Product>): Promise<Product[]> {
    const taken: Product[] = []
    for await (const product of all) taken.push(product)
    return taken
  }

  /** Takes the first product, and leaves the others. */
  async function begun(all: Products['all'], query: Omit<ProductQuery, 'limit'> = byName) {
    const reading = all(query)[Symbol.asyncIterator]()
    expect(await reading.next()).toMatchObject({ done: false })
    return reading
  }

  test.each(productSorts)('by %s has the products that pages have', async (sort) => {
    const query = { sort, category: 'Category 7', inStock: true, search: 'text', currency: 'EUR' } as const
    const exported = await joined(productExport(connections)(query))
    expect(exported).toHaveLength(200)
    expect(exported).toEqual(await joined(products(database.knex).all(query)))
    const { id, name, price, createdAt } = exported[99] ?? storedProduct()
    const keys = {
      name: name.toLowerCase(),
      price: String(price.amount).padStart(12, '0'),
      createdAt: createdAt.toISOString(),
    }
    const after = { id, key: keys[sort.replace('-', '') as keyof typeof keys] }
    expect(await joined(productExport(connections)({ ...query, after }))).toEqual(exported.slice(100))
  })

  test('of many products holds few of them in memory', async () => {
    const before = inUse()
    let [count, characters, greatest] = [0, 0, 0]
    for await (const { description } of productExport(connections)(byName)) {
      count += 1
      characters += description.length
      if (count % 4_000 === 2_000) greatest = Math.max(greatest, inUse() - before)
    }
    expect([count, characters]).toEqual([many, many * 2000])
    expect(greatest).toBeLessThan(10_000_000)
  })

  test('is refused beyond the number that may run at once, until one of them ends', async () => {
    const all = productExport({ ...connections, atOnce: 2 })
    const running = [await begun(all), await begun(all)]
    await expect(begun(all)).rejects.toMatchObject({ code: 'exports-busy', atOnce: 2 })
    await running[0]?.return?.()
    running.push(await begun(all))
    for (const each of running) await each.return?.()
  })

  test('shows the products of one moment', async () => {
    const query = { sort: 'name', category: 'Moment' } as const
    const shelf = products(database.knex)
    for (const name of Array.from({ length: 201 }, (_, index) => `moment ${index}`)) {
      await shelf.add(storedProduct({ name, category: 'Moment' }))
    }
    const reading = await begun(productExport(connections), query)
    await shelf.add(storedProduct({ name: 'zzz', category: 'Moment' }))
    const rest = await joined({ [Symbol.asyncIterator]: () => reading })
    expect([rest.length, rest.some(({ name }) => name === 'zzz')]).toEqual([200, false])
  })

  test('ends at its deadline, and leaves its connection', async () => {
    await expect(joined(productExport({ ...connections, deadlineMs: 1 })(byName))).rejects.toThrow(
      'the export took longer than 1 ms',
    )
    const idle = await connections.knex.raw(`select count(*) as count from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`)
    expect(idle.rows).toEqual([{ count: 0 }])
  })

  test('that goes on after its deadline takes no row of the export that has its connection', async () => {
    const late = await begun(productExport({ ...connections, deadlineMs: 50 }), { sort: 'name', inStock: true })
    const held = await connections.knex.transaction()
    const others = await begun(productExport(connections), { sort: 'name', maxPrice: 999 })
    await held.rollback()
    await expect(joined({ [Symbol.asyncIterator]: () => late })).rejects.toThrow('the export took longer than 50 ms')
    expect((await joined({ [Symbol.asyncIterator]: () => others })).length).toBe(many / 5 - 1)
  })

  test('that PostgreSQL ends is an unavailable storage', async () => {
    const reading = await begun(productExport(connections))
    await database.knex.raw(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`)
    await expect(joined({ [Symbol.asyncIterator]: () => reading })).rejects.toMatchObject({
      code: 'storage-unavailable',
    })
    await (await begun(productExport(connections))).return?.()
  })
})
