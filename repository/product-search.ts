import type { Knex } from 'knex'
import type { ProductRow } from './product-row.js'

/** The number of products with the words of a search from which the words count as common. */
const common = 2_000

const matches = `words @@ websearch_to_tsquery('simple', ?)`

/** Reports whether few products have the words of a search. Reads no more products than it needs for the answer. */
export async function areFew(knex: Knex, search: string): Promise<boolean> {
  // `materialized` makes PostgreSQL plan as if all rows were needed. It still reads only up to the limit.
  const { rows } = await knex.raw<{ rows: [{ few: boolean }] }>(
    `with found as materialized (select from products where ${matches})
    select count(*) < ${common} as few from (select from found limit ${common}) as counted`,
    [search],
  )
  return rows[0].few
}

/**
 * Starts a query of the products that a search finds. PostgreSQL misjudges rare words: it would read a million products in the sort order to
 * find a few. So products with rare words are looked up first and then sorted. Products with common words are found soon in the sort order.
 */
export function searched(knex: Knex, { search, areFew }: { readonly search: string; readonly areFew: boolean }) {
  const found = knex<ProductRow>('products').whereRaw(matches, [search])
  return areFew ? knex<ProductRow>('found').withMaterialized('found', found) : found
}
