import type { Product } from '../domain/products/product.js'
import type { CacheMetrics } from '../telemetry/metrics/cache-metrics.js'
import type { ChangedProducts } from './changed-products.js'
import type { MemoryLayer } from './memory-layer.js'
import type { SharedLayer } from './shared-layer.js'
import { sharedRuns } from './shared-runs.js'

export interface ProductCacheOptions {
  /** The products in this process. @default none */
  readonly memory?: MemoryLayer | undefined
  /** Reports whether the memory learns of every change. @default always */
  readonly isMemoryCurrent?: () => boolean
  /** The products that all instances share. @default none: this process is the only one that changes products */
  readonly shared?: SharedLayer | undefined
  readonly metrics?: CacheMetrics | undefined
}

/** Products that were read a short time ago. */
export interface ProductCache {
  /**
   * Returns a product that is as new as the last change whose `changed` has resolved before this call.
   * @param load reads the product from the database. Its rejection is passed on, and not kept.
   */
  read(id: string, load: () => Promise<Product>): Promise<Product>
  /** Call it after the change is committed, or may be, and before the change is answered. Never rejects. */
  changed(products: ChangedProducts): Promise<void>
}

/** Returns a cache of these layers. However many reads of one product there are at once, one of them at a time uses the store and the database. */
export function productCache(options: ProductCacheOptions): ProductCache {
  const { memory, shared, isMemoryCurrent = () => true, metrics } = options
  const run = sharedRuns<Product>()
  const current = () => (isMemoryCurrent() ? memory : undefined)

  async function readShared(layer: SharedLayer, id: string, load: () => Promise<Product>): Promise<Product> {
    const seen = await layer.look(id)
    if (!seen) {
      metrics?.failed('shared')
      return load()
    }
    if (seen.product) {
      metrics?.hit('shared')
      return seen.product
    }
    metrics?.miss('shared')
    const product = await load()
    // Nobody waits for it: the next command of this process comes after it.
    void layer.fill(product, seen.stamp)
    return product
  }

  async function readBelow(id: string, load: () => Promise<Product>): Promise<Product> {
    // Another read may have put it there before this one had its turn.
    const found = current()?.get(id)
    if (found) return found
    const since = memory?.state ?? 0
    const product = shared ? await readShared(shared, id, load) : await load()
    current()?.put(product, since)
    return product
  }

  return {
    async read(id, load) {
      const found = current()?.get(id)
      if (found) {
        metrics?.hit('memory')
        return found
      }
      if (memory) metrics?.miss('memory')
      return run(id, () => readBelow(id, load))
    },
    async changed(products) {
      await shared?.change(products)
      memory?.drop(products)
    },
  }
}
