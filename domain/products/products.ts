import type { NewProduct, Product } from './product.js'
import type { ProductSelection } from './product-selection.js'
import type { ProductPosition, ProductSort } from './product-sort.js'

export interface ProductQuery extends ProductSelection {
  readonly sort: ProductSort
  /** The position after which the list begins. No product needs to have it. */
  readonly after?: ProductPosition | undefined
  /** The maximum number of products. */
  readonly limit: number
}

/** The circumstances of a change: its time, and the versions that the product may have before it (default: any). */
export interface ProductChange {
  readonly at: Date
  readonly expectedVersions?: readonly number[] | undefined
}

/** The result for a product that was put by its SKU. */
export type PutOutcome = 'created' | 'updated' | 'unchanged'

/**
 * The storage of products. Every method is atomic, and durable when it resolves.
 *
 * The caller passes valid products and ids. Every method may reject with `storage-unavailable`.
 */
export interface Products {
  /** Returns products, sorted by `nameKey(name)` (by code points), `price.amount` or `createdAt`, then by id, or in reverse. */
  list(query: ProductQuery): Promise<readonly Product[]>

  /**
   * Returns all products of a query in the order of `list`, as fast as the caller takes them.
   * @throws `exports-busy` when the maximum number of such reads is under way
   */
  all(query: Omit<ProductQuery, 'limit'>): AsyncIterable<Product>

  /**
   * Returns the product with this id.
   * @throws `product-not-found`
   */
  read(id: string): Promise<Product>

  /**
   * Stores a new product unchanged.
   * @throws `sku-taken` when another product has its SKU
   */
  add(product: Product): Promise<void>

  /**
   * Adds each product whose SKU is new. Gives the product that has its SKU the new contents and the next version, if they differ. All
   * of it or nothing. Returns what became of each product. No two may have the same SKU.
   * @param dryRun true to change nothing, and return what would become of each
   */
  put(products: readonly Product[], dryRun: boolean): Promise<readonly PutOutcome[]>

  /**
   * Replaces the contents of the product and adds one to its version. Returns the new product. Of concurrent changes that expect the same
   * version, one succeeds.
   * @throws `product-not-found`
   * @throws `version-conflict` when its version is not an expected one; it is then unchanged
   * @throws `sku-taken` when another product has its new SKU; it is then unchanged
   */
  replace(id: string, contents: NewProduct, change: ProductChange): Promise<Product>

  /**
   * Removes the product.
   * @throws `product-not-found`
   * @throws `version-conflict` when its version is not an expected one; it is then still there
   */
  remove(id: string, change: Pick<ProductChange, 'expectedVersions'>): Promise<void>
}
