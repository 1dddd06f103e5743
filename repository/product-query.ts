import type { ProductSelection } from '../domain/products/product-selection.js'
import { type SortProperty, sortProperty } from '../domain/products/product-sort.js'
import type { ProductQuery } from '../domain/products/products.js'
import { productColumns } from './product-row.js'
import { areFew, matches } from './product-search.js'
import type { Statement, Statements } from './statements.js'

/** The column of each sort order, which has an index, and the type of its keys. */
const orders: Readonly<Record<SortProperty, { readonly column: string; readonly type: string }>> = {
  name: { column: 'name_key', type: 'text' },
  price: { column: 'price_amount', type: 'bigint' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
}

const columns = productColumns.join(', ')

/** Returns the statement of a list. @param limit the maximum number of products @default all */
export async function listStatement(
  statements: Statements,
  { search, sort, after, limit, ...selection }: Omit<ProductQuery, 'limit'> & { readonly limit?: number },
): Promise<Statement> {
  const values: unknown[] = []
  const numbered = (value: unknown) => `$${values.push(value)}`
  const conditions = selected(selection, numbered)
  let [before, source] = ['', 'products']
  if (search !== undefined) {
    const found = matches(numbered(search))
    // PostgreSQL misjudges rare words: it would read a million products in the sort order to find a few. So products with rare words are
    // looked up first and then sorted. Products with common words are found soon in the sort order.
    if (await areFew(statements, search)) {
      before = `with found as materialized (select * from products where ${found}) `
      source = 'found'
    } else conditions.push(found)
  }
  const { column, type } = orders[sortProperty(sort)]
  const [order, behind] = sort.startsWith('-') ? ['desc', '<'] : ['asc', '>']
  if (after) conditions.push(`(${column}, id) ${behind} (${numbered(after.key)}::${type}, ${numbered(after.id)}::uuid)`)
  const where = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`
  const most = limit === undefined ? '' : ` limit ${numbered(limit)}`
  const text = `${before}select ${columns} from ${source}${where} order by ${column} ${order}, id ${order}${most}`
  return { text, values }
}

/** Returns the SQL conditions of a selection without its search. */
function selected(selection: Omit<ProductSelection, 'search'>, numbered: (value: unknown) => string): string[] {
  const { category, currency, minPrice, maxPrice, inStock } = selection
  const conditions: string[] = []
  if (category !== undefined) conditions.push(`category = ${numbered(category)}`)
  if (currency !== undefined) conditions.push(`price_currency = ${numbered(currency)}`)
  if (minPrice !== undefined) conditions.push(`price_amount >= ${numbered(minPrice)}`)
  if (maxPrice !== undefined) conditions.push(`price_amount <= ${numbered(maxPrice)}`)
  if (inStock !== undefined) conditions.push(`stock ${inStock ? '>' : '='} 0`)
  return conditions
}
