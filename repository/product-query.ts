import type { Knex } from 'knex'
import type { ProductSelection } from '../domain/products/product-selection.js'
import {
  type ProductPosition,
  type ProductSort,
  type SortProperty,
  sortProperty,
} from '../domain/products/product-sort.js'
import type { ProductQuery } from '../domain/products/products.js'

import { type ProductRow, productColumns } from './product-row.js'
import { areFew, searched } from './product-search.js'

/** The column of each sort order, which has an index, and the type of its keys. */
const orders: Readonly<Record<SortProperty, { readonly column: string; readonly type: string }>> = {
  name: { column: 'name_key', type: 'text' },
  price: { column: 'price_amount', type: 'bigint' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
}

/** Returns the query of a list in an object, because `await` would run a bare query. */
export async function listQuery(knex: Knex, { search, sort, after, ...selection }: Omit<ProductQuery, 'limit'>) {
  const source =
    search === undefined ? knex<ProductRow>('products') : searched(knex, { search, areFew: await areFew(knex, search) })
  return { found: ordered(selected(source, selection), sort, after).select<ProductRow[]>(productColumns) }
}

/** Adds the conditions of a selection without its search to a query of products. */
function selected<Query extends Knex.QueryBuilder>(query: Query, selection: Omit<ProductSelection, 'search'>): Query {
  const { category, currency, minPrice, maxPrice, inStock } = selection
  if (category !== undefined) query.where('category', category)
  if (currency !== undefined) query.where('price_currency', currency)
  if (minPrice !== undefined) query.where('price_amount', '>=', minPrice)
  if (maxPrice !== undefined) query.where('price_amount', '<=', maxPrice)
  if (inStock !== undefined) query.where('stock', inStock ? '>' : '=', 0)
  return query
}

/** Adds the sort order to a query of products, and the position after which the list begins. */
function ordered<Query extends Knex.QueryBuilder>(query: Query, sort: ProductSort, after?: ProductPosition): Query {
  const { column, type } = orders[sortProperty(sort)]
  const [order, behind] = sort.startsWith('-') ? ['desc', '<'] : ['asc', '>']
  query.orderBy([
    { column, order },
    { column: 'id', order },
  ])
  if (after) query.whereRaw(`(${column}, id) ${behind} (?::${type}, ?::uuid)`, [after.key, after.id])
  return query
}
