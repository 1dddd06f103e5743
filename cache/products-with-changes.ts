import type { Products } from '../domain/products/products.js'
import type { ProductCache } from './product-cache.js'

/**
 * Returns products that tell a cache of each change before the change resolves. The cache also learns
 * of a change whose outcome is unknown, and of one that is refused: a refused version may come from an old product in the cache.
 */
export function productsWithChanges(products: Products, { changed }: Pick<ProductCache, 'changed'>): Products {
  const notifying = async <Value>(id: string, change: Promise<Value>): Promise<Value> => {
    try {
      return await change
    } finally {
      await changed([id])
    }
  }
  return {
    ...products,
    add: (product) => notifying(product.id, products.add(product)),
    replace: (id, ...parameters) => notifying(id, products.replace(id, ...parameters)),
    remove: (id, ...parameters) => notifying(id, products.remove(id, ...parameters)),
    async put(list, dryRun) {
      if (dryRun) return products.put(list, dryRun)
      // The storage finds the products by their SKUs, so their ids are not known here.
      let mayHaveChanged = true
      try {
        const outcomes = await products.put(list, dryRun)
        mayHaveChanged = outcomes.includes('updated')
        return outcomes
      } finally {
        if (mayHaveChanged) await changed('all')
      }
    },
  }
}
