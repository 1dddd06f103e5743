import { isDeepStrictEqual } from 'node:util'
import { nameKey } from '../../domain/products/name-key.js'
import type { Product } from '../../domain/products/product.js'
import { ProductNotFound, SkuTaken, VersionConflict } from '../../domain/products/product-error.js'
import { productPages } from '../../domain/products/product-pages.js'
import type { ProductSelection } from '../../domain/products/product-selection.js'
import { type ProductPosition, positionOf } from '../../domain/products/product-sort.js'
import type { Products } from '../../domain/products/products.js'

/** Products in memory, by the same contract as those in a database: `test/repository/products.test.ts` holds them to it. */
export function productsInMemory(): Products {
  const stored = new Map<string, Product>()

  function expected(id: string, versions: readonly number[] | undefined): Product {
    const product = stored.get(id)
    if (!product) throw new ProductNotFound(id)
    if (versions && !versions.includes(product.version)) throw new VersionConflict(id, versions)
    return product
  }

  function refuseTaken(sku: string, id: string): void {
    if ([...stored.values()].some((other) => other.sku === sku && other.id !== id)) throw new SkuTaken(sku)
  }

  const list: Products['list'] = async ({ sort, after, limit, ...selection }) => {
    const sign = sort.startsWith('-') ? -1 : 1
    return [...stored.values()]
      .filter((product) => fits(product, selection))
      .filter((product) => !after || sign * compare(positionOf(product, sort), after) > 0)
      .sort((one, other) => sign * compare(positionOf(one, sort), positionOf(other, sort)))
      .slice(0, limit)
  }

  return {
    list,
    all: (query) => productPages(list, query),
    async read(id) {
      return expected(id, undefined)
    },
    async add(product) {
      refuseTaken(product.sku, product.id)
      stored.set(product.id, product)
    },
    async put(products, dryRun) {
      return products.map((product) => {
        const { id, version, createdAt, updatedAt, ...content } = product
        const found = [...stored.values()].find(({ sku }) => sku === product.sku)
        const same = found && isDeepStrictEqual({ ...found, ...content }, found)
        const put = found ? { ...found, ...content, version: found.version + 1, updatedAt } : product
        if (!dryRun && !same) stored.set(put.id, put)
        return found === undefined ? 'created' : same ? 'unchanged' : 'updated'
      })
    },
    async replace(id, contents, { at, expectedVersions }) {
      const { version, createdAt } = expected(id, expectedVersions)
      refuseTaken(contents.sku, id)
      const product = { ...contents, id, version: version + 1, createdAt, updatedAt: at }
      stored.set(id, product)
      return product
    },
    async remove(id, { expectedVersions }) {
      stored.delete(expected(id, expectedVersions).id)
    },
  }
}

/** Reports whether a product fits. A search is taken as words that must all be there, or be absent where they have a hyphen before them. */
export function fits({ price, stock, ...text }: Product, selection: ProductSelection): boolean {
  const { category, search, currency, minPrice = 0, maxPrice = Number.POSITIVE_INFINITY, inStock } = selection
  const words = wordsOf([text.sku, text.name, nameKey(text.name), text.category, text.description].join(' '))
  const wanted = search?.toLowerCase().split(' ') ?? []
  return (
    (category === undefined || text.category === category) &&
    wanted.every((word) => words.has(word.replace('-', '')) !== word.startsWith('-')) &&
    (currency === undefined || price.currency === currency) &&
    price.amount >= minPrice &&
    price.amount <= maxPrice &&
    (inStock === undefined || stock > 0 === inStock)
  )
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

function compare(one: ProductPosition, other: ProductPosition): number {
  // Bytes of UTF-8 have the order of code points, which JavaScript's own comparison has not.
  return (
    Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)) ||
    Buffer.compare(Buffer.from(one.id), Buffer.from(other.id))
  )
}
