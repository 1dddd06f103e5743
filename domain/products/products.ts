import type { NewProduct, Product } from './product.js'

/** A place in the order of products: by `nameKey`, then by `id`. */
export interface ProductPosition {
  readonly nameKey: string
  readonly id: string
}

export interface ProductQuery {
  /** Only products of exactly this category. */
  readonly category?: string | undefined
  /** Only products that stand after this place, whether or not a product is still there. */
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
  /** The products in the order of `nameKey(name)` by code points, then of their ids. */
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
