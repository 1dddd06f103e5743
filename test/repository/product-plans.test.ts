import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ProductSelection } from '../../domain/products/product-selection.js'
import type { ProductSort } from '../../domain/products/product-sort.js'
import type { Database } from '../../repository/database.js'
import { products } from '../../repository/products.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'

const some = 20_000

describeOnPostgresql('the plan of a list', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase({ seed: false, statementTimeoutMs: 60_000 })
    await database.knex.raw(
      `insert into products
        (id, sku, name, name_key, description, category, price_amount, price_currency, stock, version, created_at, updated_at)
      select gen_random_uuid(), 'P-' || i, 'Thing ' || i % 997, 'thing ' || i % 997, case when i % 1000 = 0 then 'rare' else 'common' end,
        'Category ' || i % 20, i % 5000, (array['EUR', 'USD'])[1 + i % 2], i % 10, 1, now() - i * interval '1 second', now()
      from generate_series(1, ?) i`,
      [some],
    )
    await database.knex.raw('vacuum analyze products')
  })
  afterAll(() => database.close())

  /** Returns the plan of the statement that a list runs, one node a line. */
  async function planOf(selection: ProductSelection, sort: ProductSort, isLast = false): Promise<string> {
    const shelf = products(database.knex)
    const [end] = await shelf.list({ ...selection, sort: sort === 'name' ? '-name' : sort, limit: 1 })
    if (end === undefined) throw new Error('no product fits')
    const key = { name: 'thing 996', price: '000000004990', createdAt: end.createdAt.toISOString() }
    const place = key[sort.replace('-', '') as keyof typeof key]
    const after = isLast ? { key: place, id: end.id } : undefined
    const statements: { readonly sql: string; readonly bindings: readonly unknown[] }[] = []
    const note = (statement: (typeof statements)[number]) => statements.push(statement)
    database.knex.on('query', note)
    await shelf.list({ ...selection, sort, limit: 21, after })
    database.knex.off('query', note)
    const { client } = database.knex
    const connection = await client.acquireConnection()
    const statement = statements.at(-1)
    try {
      const { rows } = await connection.query(`explain ${statement?.sql}`, statement?.bindings)
      return rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
    } finally {
      await client.releaseConnection(connection)
    }
  }

  test.each<[ProductSelection, ProductSort, string]>([
    [{}, 'name', 'products_order'],
    [{}, '-createdAt', 'products_time_order'],
    [{ category: 'Category 3' }, '-name', 'products_category_order'],
    [{ category: 'Category 3' }, 'createdAt', 'products_category_time_order'],
    [{ currency: 'EUR' }, 'price', 'products_price_order'],
    [{ currency: 'EUR', minPrice: 100, maxPrice: 4999 }, '-price', 'products_price_order'],
    [{ currency: 'EUR', category: 'Category 2' }, 'price', 'products_category_price_order'],
    [{ inStock: true }, 'name', 'products_order'],
  ])('%j by %s reads the index %s in order, on the first page and on the last', async (selection, sort, index) => {
    for (const isLast of [false, true]) {
      const plan = await planOf(selection, sort, isLast)
      expect(plan).toMatch(new RegExp(`Index Scan (Backward )?using ${index} on products`))
      expect(plan).not.toMatch(/Seq Scan|Sort/)
      expect(/Index Cond: .*ROW\(/.test(plan)).toBe(isLast)
    }
  })

  test.each<ProductSelection>([
    { search: 'rare' },
    { search: 'rare', currency: 'EUR', maxPrice: 4000, inStock: false },
  ])('%j looks the words up in their index', async (selection) => {
    const plan = await planOf(selection, 'name')
    expect(plan).toContain('Bitmap Index Scan on products_words')
    expect(plan).not.toContain('Seq Scan')
  })

  test('of a search for a common word reads the products in order', async () => {
    const plan = await planOf({ search: 'common' }, 'name')
    expect(plan).toContain('Index Scan using products_order on products')
  })
})
