import type { Product } from './product.js'
import { positionOf } from './product-sort.js'
import type { ProductQuery, Products } from './products.js'

/** The number of products in one read. */
const pageLength = 100

/**
 * Reads all products of a query page by page, as fast as the caller takes them. Each product that does not change in the meantime is read
 * exactly once. No connection is held between two pages.
 */
export async function* productPages(
  list: Products['list'],
  { after, ...query }: Omit<ProductQuery, 'limit'>,
): AsyncGenerator<Product> {
  for (let position = after; ; ) {
    const page = await list({ ...query, after: position, limit: pageLength })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < pageLength) return
    position = positionOf(last, query.sort)
  }
}
