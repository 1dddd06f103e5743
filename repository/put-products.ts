import type { Knex } from 'knex'
import type { Product } from '../domain/products/product.js'
import type { PutOutcome } from '../domain/products/products.js'
import { productRow } from './product-row.js'

/** The number of products in one statement. */
const batchLength = 500

const contents = ['name', 'name_key', 'description', 'category', 'price_amount', 'price_currency', 'stock']
const names = ['id', 'sku', ...contents, 'version', 'created_at', 'updated_at'].join(', ')
const of = (table: string) => contents.map((column) => `${table}.${column}`).join(', ')
const given = 'json_populate_recordset(null::products, :rows::json) g'

/** Rows are locked in the order of their ids, as by orders, so that neither waits for the other in a circle. */
const lock = 'select 1 from products where sku = any(:skus::text[]) order by id for update'

const put = `
  insert into products as p (${names})
  select ${names} from ${given} order by sku collate "C"
  on conflict (sku) do update
  set (${contents.join(', ')}, version, updated_at) = (${of('excluded')}, p.version + 1, excluded.updated_at)
  where (${of('p')}) is distinct from (${of('excluded')})
  returning sku, case when version = 1 then 'created' else 'updated' end as outcome`

const compare = `
  select g.sku, case when p.id is null then 'created' else 'updated' end as outcome
  from ${given} left join products p on p.sku = g.sku
  where p.id is null or (${of('p')}) is distinct from (${of('g')})`

/** Stores products by their SKU, all or none, or tells what would become of them. */
export async function putProducts(knex: Knex, products: readonly Product[], dryRun: boolean): Promise<PutOutcome[]> {
  if (products.length === 0) return []
  if (dryRun) return outcomes(knex, products, compare)
  return knex.transaction(async (transaction) => {
    // All rows at once: several statements would not lock them in the order of their ids.
    await transaction.raw(lock, { skus: products.map(({ sku }) => sku) })
    return outcomes(transaction, products, put)
  })
}

/** Runs the statement for a part of the products at a time, in the order of their SKUs. It returns the SKU of each that is not unchanged. */
async function outcomes(knex: Knex, products: readonly Product[], statement: string): Promise<PutOutcome[]> {
  const bySku = new Map<string, PutOutcome>()
  const sorted = products.toSorted((one, other) => (one.sku < other.sku ? -1 : 1))
  for (let start = 0; start < sorted.length; start += batchLength) {
    const rows = JSON.stringify(sorted.slice(start, start + batchLength).map(productRow))
    const result = await knex.raw<{ rows: { sku: string; outcome: PutOutcome | undefined }[] }>(statement, { rows })
    for (const { sku, outcome } of result.rows) if (outcome !== undefined) bySku.set(sku, outcome)
  }
  return products.map(({ sku }) => bySku.get(sku) ?? 'unchanged')
}
