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

const insert = `
  insert into products (${names}) select ${names} from ${given} order by sku collate "C"
  on conflict (sku) do nothing returning sku, 'created' as outcome`

const lock = 'select sku from products where sku = any(:skus::text[]) order by id for update'

const update = `
  update products p set (${contents.join(', ')}, version, updated_at) = (${of('g')}, p.version + 1, g.updated_at)
  from ${given} where p.sku = g.sku and (${of('p')}) is distinct from (${of('g')})
  returning p.sku, 'updated' as outcome`

const compare = `
  select g.sku, case when p.id is null then 'created' else 'updated' end as outcome
  from ${given} left join products p on p.sku = g.sku
  where p.id is null or (${of('p')}) is distinct from (${of('g')})`

type Outcomes = Map<string, PutOutcome>

/** Stores products by their SKU, all or none, or tells what would become of them. */
export async function putProducts(knex: Knex, products: readonly Product[], dryRun: boolean): Promise<PutOutcome[]> {
  const sorted = products.toSorted((one, other) => (one.sku < other.sku ? -1 : 1))
  const outcomes: Outcomes = new Map()
  if (dryRun) await inBatches(knex, compare, sorted, outcomes)
  else if (products.length > 0) await knex.transaction((transaction) => store(transaction, sorted, outcomes))
  return products.map(({ sku }) => outcomes.get(sku) ?? 'unchanged')
}

/**
 * Adds the new products, in the order of their SKUs, and then changes the others, whose rows it locks at once and in the order of their
 * ids, as orders do. So transactions never wait for each other in a circle: nobody sees a product that is being added, and only those
 * who add the same SKU wait for it.
 */
async function store(transaction: Knex, sorted: readonly Product[], outcomes: Outcomes): Promise<void> {
  // A product that another transaction removes between the two is there for neither, so it is added once more.
  for (let left = sorted; left.length > 0; ) {
    await inBatches(transaction, insert, left, outcomes)
    const others = left.filter(({ sku }) => !outcomes.has(sku))
    if (others.length === 0) return
    const { rows } = await transaction.raw<{ rows: { sku: string }[] }>(lock, { skus: others.map(({ sku }) => sku) })
    const locked = new Set(rows.map(({ sku }) => sku))
    const found = others.filter(({ sku }) => locked.has(sku))
    await inBatches(transaction, update, found, outcomes)
    left = others.filter(({ sku }) => !locked.has(sku))
  }
}

/** Runs the statement for a part of the products at a time, and adds the outcomes that it returns. */
async function inBatches(knex: Knex, statement: string, list: readonly Product[], outcomes: Outcomes): Promise<void> {
  for (let start = 0; start < list.length; start += batchLength) {
    const rows = JSON.stringify(list.slice(start, start + batchLength).map(productRow))
    const result = await knex.raw<{ rows: { sku: string; outcome: PutOutcome }[] }>(statement, { rows })
    for (const { sku, outcome } of result.rows) outcomes.set(sku, outcome)
  }
}
