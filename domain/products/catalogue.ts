import { decodeCursor, encodeCursor } from './cursor.js'
import { isProductId, type NewProduct, type Product } from './product.js'
import { ProductNotFound, VersionConflict } from './product-error.js'
import { type ProductSort, positionOf } from './product-sort.js'
import type { Products } from './products.js'
import { isCategory, validProduct } from './valid-product.js'

export interface CatalogueOptions {
  /** Makes a UUID that was never used before. */
  readonly newId: () => string
  readonly now: () => Date
}

/** Which products: those that fit, from a place in their order on. */
export interface ProductFilter {
  /** Only products of exactly this category. */
  readonly category?: string | undefined
  /** @default 'name' */
  readonly sort?: ProductSort | undefined
  /** Only what follows the page that had this `next`, in the same order; without it, everything from the first product on. */
  readonly after?: string | undefined
}

export interface ProductPageQuery extends ProductFilter {
  /** The maximum number of products: 1 to `pageLimits.most`. @default `pageLimits.default` */
  readonly limit?: number | undefined
}

export interface ProductPage {
  readonly items: readonly Product[]
  /** The cursor for the next page: opaque, safe in a URL; absent on the last page. */
  readonly next?: string
}

export const pageLimits = Object.freeze({ default: 20, most: 100 })

/**
 * What can be done with the products of the shop. Every method may reject with `storage-unavailable`; a product that is not there
 * is always the error `product-not-found`. Versions are compared only when `expectedVersions` is given: none of an empty list fits.
 */
export interface Catalogue {
  /**
   * A page of the products. Whoever follows `next` to the end sees each product that stays unchanged meanwhile exactly once.
   * @throws {InvalidCursor} `invalid-cursor` when `after` was not given out by this method for the same order
   * @throws {RangeError} when `limit` is out of its bounds: a fault of the caller
   */
  list(query: ProductPageQuery): Promise<ProductPage>

  /**
   * All products that fit, however many there are: they are read a page at a time, as fast as they are taken. Each product
   * that stays unchanged meanwhile is among them exactly once.
   * @throws {InvalidCursor} `invalid-cursor`, as anything else, when the first product is asked for
   */
  all(filter: ProductFilter): AsyncIterable<Product>

  /** @throws {ProductNotFound} `product-not-found`, also for text that is no UUID */
  read(id: string): Promise<Product>

  /**
   * @throws {InvalidProduct} `invalid-product`
   * @throws {SkuTaken} `sku-taken`
   */
  add(product: NewProduct): Promise<Product>

  /**
   * @throws {ProductNotFound} `product-not-found`
   * @throws {InvalidProduct} `invalid-product`
   * @throws {SkuTaken} `sku-taken`
   * @throws {VersionConflict} `version-conflict`
   */
  replace(id: string, product: NewProduct, expectedVersions?: readonly number[]): Promise<Product>

  /**
   * Gives the product the contents that `change` makes of its present ones. Nothing that is stored meanwhile is lost: `change` is
   * then called again, with what is there by then.
   * @throws {ProductNotFound} `product-not-found`
   * @throws {InvalidProduct} `invalid-product`
   * @throws {SkuTaken} `sku-taken`
   * @throws {VersionConflict} `version-conflict`
   */
  change(
    id: string,
    change: (product: NewProduct) => NewProduct,
    expectedVersions?: readonly number[],
  ): Promise<Product>

  /**
   * @throws {ProductNotFound} `product-not-found`
   * @throws {VersionConflict} `version-conflict`
   */
  remove(id: string, expectedVersions?: readonly number[]): Promise<void>
}

export function catalogue(products: Products, { newId, now }: CatalogueOptions): Catalogue {
  return {
    async list({ category, sort = 'name', limit = pageLimits.default, after }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > pageLimits.most) {
        throw new RangeError(`a page has 1 to ${pageLimits.most} products, not ${limit}`)
      }
      const position = after === undefined ? undefined : decodeCursor(after, sort)
      if (category !== undefined && !isCategory(category)) return { items: [] }

      const found = await products.list({ category, sort, after: position, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return last ? { items, next: encodeCursor(positionOf(last, sort), sort) } : { items }
    },

    async *all({ category, sort = 'name', after }) {
      let position = after === undefined ? undefined : decodeCursor(after, sort)
      if (category !== undefined && !isCategory(category)) return

      for (;;) {
        const found = await products.list({ category, sort, after: position, limit: pageLimits.most })
        yield* found
        const last = found.at(-1)
        if (last === undefined || found.length < pageLimits.most) return
        position = positionOf(last, sort)
      }
    },

    async read(id) {
      return products.read(productId(id))
    },

    async add(product) {
      const at = now()
      const added: Product = { id: newId(), ...validProduct(product), version: 1, createdAt: at, updatedAt: at }
      await products.add(added)
      return added
    },

    async replace(id, product, expectedVersions) {
      return products.replace(productId(id), validProduct(product), { at: now(), expectedVersions })
    },

    async change(id, change, expectedVersions) {
      // Each round but the last is one in which somebody else's change was stored, so there is always somebody who gets on.
      for (;;) {
        const found = await products.read(productId(id))
        if (expectedVersions?.includes(found.version) === false) throw new VersionConflict(found.id, expectedVersions)
        const changed = validProduct(change(found))
        try {
          return await products.replace(found.id, changed, { at: now(), expectedVersions: [found.version] })
        } catch (error) {
          if (!(error instanceof VersionConflict)) throw error
        }
      }
    },

    async remove(id, expectedVersions) {
      await products.remove(productId(id), { expectedVersions })
    },
  }
}

function productId(text: string): string {
  if (!isProductId(text)) throw new ProductNotFound(text)
  return text.toLowerCase()
}
