import { decodeCursor, encodeCursor } from './cursor.js'
import type { ImportRecord, ImportResult } from './import-result.js'
import { isProductId, type NewProduct, type Product } from './product.js'
import { ProductNotFound, VersionConflict } from './product-error.js'
import { type ImportOptions, importProducts } from './product-import.js'
import { isPossible, type ProductSelection } from './product-selection.js'
import { type ProductSort, positionOf, reversed, sortProperty } from './product-sort.js'
import type { Products } from './products.js'
import { validProduct } from './valid-product.js'

export interface CatalogueOptions {
  /** Returns a new UUID. */
  readonly newId: () => string
  readonly now: () => Date
}

/** A selection of products, their sort order, and the position where the list begins. */
export interface ProductFilter extends ProductSelection {
  /** The sort order. An order by price needs a `currency`. @default 'name' */
  readonly sort?: ProductSort | undefined
  /** The `next` of a page of the same selection and sort order: the list continues after that page. Without it, the list begins with the first product. */
  readonly after?: string | undefined
}

export interface ProductPageQuery extends ProductFilter {
  /** The maximum number of products: 1 to `pageLimits.most`. @default `pageLimits.default` */
  readonly limit?: number | undefined
}

export interface ProductPage {
  readonly items: readonly Product[]
  /** The cursor of the next page: opaque, safe in a URL, absent on the last page. */
  readonly next?: string
}

export const pageLimits = Object.freeze({ default: 20, most: 100 })

/**
 * The use cases of products. Every method may reject with `storage-unavailable`. A method that takes an id rejects with `product-not-found`
 * when no product has it. With `expectedVersions`, a change is made only if the version of the product is in the list; an empty list never
 * matches.
 */
export interface Catalogue {
  /**
   * Returns a page of the products. A caller that follows `next` to the end gets each product that does not change in the meantime exactly
   * once.
   * @throws {InvalidCursor} `invalid-cursor` when this method did not return `after` for the same selection and sort order
   * @throws {RangeError} when `limit` is out of its bounds, or `currency` is missing beside prices: a fault of the caller
   */
  list(query: ProductPageQuery): Promise<ProductPage>

  /**
   * Returns the beginning of the page before `after`: a cursor, or nothing if that page is the first. Returns `undefined` for a query
   * without `after`. Products that are added or removed in the meantime may move the beginning.
   * @throws {InvalidCursor} `invalid-cursor` when `list` did not return `after` for the same selection and sort order
   */
  previous(query: ProductPageQuery): Promise<Pick<ProductFilter, 'after'> | undefined>

  /**
   * Returns all products of the selection, without a limit, as fast as the caller takes them. Each product that does not change in the
   * meantime is yielded exactly once.
   * @throws {InvalidCursor} `invalid-cursor` when the first product is requested
   * @throws {ExportsBusy} `exports-busy`
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
   * Replaces the contents of the product with the result of `change`. If somebody else stores a change in between, `change` is called
   * again with the new contents.
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

  /** Adds and changes products by their SKU, from a file: see {@link importProducts}. */
  import(records: readonly ImportRecord[], options: ImportOptions): AsyncIterable<readonly ImportResult[]>
}

export function catalogue(products: Products, { newId, now }: CatalogueOptions): Catalogue {
  function newProduct(content: NewProduct): Product {
    const at = now()
    return { id: newId(), ...content, version: 1, createdAt: at, updatedAt: at }
  }

  return {
    async list({ sort = 'name', limit = pageLimits.default, after, ...selection }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > pageLimits.most) {
        throw new RangeError(`a page has 1 to ${pageLimits.most} products, not ${limit}`)
      }
      const position = startOf({ sort, after, ...selection })
      if (!isPossible(selection)) return { items: [] }

      const found = await products.list({ ...selection, sort, after: position, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return last ? { items, next: encodeCursor(positionOf(last, sort), sort, selection) } : { items }
    },

    async previous({ sort = 'name', limit = pageLimits.default, after, ...selection }) {
      if (after === undefined) return undefined
      const position = startOf({ sort, after, ...selection })
      if (!isPossible(selection)) return {}
      // The product at `after` ends the page before, which begins after the one that is `limit` places further back
      const before = await products.list({ ...selection, sort: reversed(sort), after: position, limit })
      const start = before.length < limit ? undefined : before.at(-1)
      return start === undefined ? {} : { after: encodeCursor(positionOf(start, sort), sort, selection) }
    },

    async *all({ sort = 'name', after, ...selection }) {
      const position = startOf({ sort, after, ...selection })
      if (isPossible(selection)) yield* products.all({ ...selection, sort, after: position })
    },

    async read(id) {
      return products.read(productId(id))
    },

    async add(product) {
      const added = newProduct(validProduct(product))
      await products.add(added)
      return added
    },

    import: (records, options) => importProducts(products, records, newProduct, options),

    async replace(id, product, expectedVersions) {
      return products.replace(productId(id), validProduct(product), { at: now(), expectedVersions })
    },

    async change(id, change, expectedVersions) {
      // A conflict means that another change was stored. Of competing changes, one succeeds in every round, so the loop ends.
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

/** Returns the position at which a list begins. */
function startOf({ sort = 'name', after, ...selection }: ProductFilter) {
  const { currency, minPrice, maxPrice } = selection
  const comparesPrices = sortProperty(sort) === 'price' || minPrice !== undefined || maxPrice !== undefined
  if (comparesPrices && currency === undefined) throw new RangeError('prices are compared within a currency only')
  return after === undefined ? undefined : decodeCursor(after, sort, selection)
}

function productId(text: string): string {
  if (!isProductId(text)) throw new ProductNotFound(text)
  return text.toLowerCase()
}
