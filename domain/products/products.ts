import type { NewProduct, Product } from './product.js'
import type { ProductPosition, ProductSort } from './product-sort.js'

export interface ProductQuery {
  /** Only products of exactly this category. */
  readonly category?: string | undefined
  readonly sort: ProductSort
  /** Only products that stand after this place of the order, whether or not a product is still there. */
  readonly after?: ProductPosition | undefined
  /** At most so many products. */
  readonly limit: number
}

/** A change of one product: when it happened, and the versions that the product may have for it to happen (default: any). */
export interface ProductChange {
  readonly at: Date
  readonly expectedVersions?: readonly number[] | undefined
}

/**
 * Where products are kept. Every method is atomic and durable when it resolves.
 *
 * Products and ids given to it are valid. Any method may reject with `storage-unavailable`.
 */
export interface Products {
  /** The products in the order of `nameKey(name)` by code points, or of `createdAt`; then of their ids; or in reverse. */
  list(query: ProductQuery): Promise<readonly Product[]>

  /**
   * The product with this id.
   * @throws `product-not-found`
   */
  read(id: string): Promise<Product>

  /**
   * Stores a new product as it is.
   * @throws `sku-taken` when another product has its SKU
   */
  add(product: Product): Promise<void>

  /**
   * Gives the product new contents and the next version, and returns it so. Of concurrent changes that expect the same version,
   * one succeeds.
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
