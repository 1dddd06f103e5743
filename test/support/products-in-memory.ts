import type { Product } from '../../domain/products/product.js'
import { ProductNotFound, SkuTaken, VersionConflict } from '../../domain/products/product-error.js'
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

  return {
    async list({ category, sort, after, limit }) {
      const sign = sort.startsWith('-') ? -1 : 1
      return [...stored.values()]
        .filter((product) => category === undefined || product.category === category)
        .filter((product) => !after || sign * compare(positionOf(product, sort), after) > 0)
        .sort((one, other) => sign * compare(positionOf(one, sort), positionOf(other, sort)))
        .slice(0, limit)
    },
    async read(id) {
      return expected(id, undefined)
    },
    async add(product) {
      refuseTaken(product.sku, product.id)
      stored.set(product.id, product)
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

function compare(one: ProductPosition, other: ProductPosition): number {
  // Bytes of UTF-8 have the order of code points, which JavaScript's own comparison has not.
  return (
    Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)) ||
    Buffer.compare(Buffer.from(one.id), Buffer.from(other.id))
  )
}
