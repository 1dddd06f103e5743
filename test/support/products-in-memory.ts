import { nameKey } from '../../domain/products/name-key.js'
import type { Product } from '../../domain/products/product.js'
import { ProductNotFound, SkuTaken, VersionConflict } from '../../domain/products/product-error.js'
import type { ProductPosition, Products } from '../../domain/products/products.js'

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
    async list({ category, after, limit }) {
      return [...stored.values()]
        .filter((product) => category === undefined || product.category === category)
        .filter((product) => !after || compare(position(product), after) > 0)
        .sort((one, other) => compare(position(one), position(other)))
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

function position({ id, name }: Product): ProductPosition {
  return { nameKey: nameKey(name), id }
}

function compare(one: ProductPosition, other: ProductPosition): number {
  // Bytes of UTF-8 have the order of code points, which JavaScript's own comparison has not.
  return (
    Buffer.compare(Buffer.from(one.nameKey), Buffer.from(other.nameKey)) ||
    Buffer.compare(Buffer.from(one.id), Buffer.from(other.id))
  )
}
