import { LRUCache } from 'lru-cache'
import type { Product } from '../domain/products/product.js'
import type { ChangedProducts } from './changed-products.js'

export interface MemoryLayerOptions {
  /** The time for which a product is kept, in milliseconds. */
  readonly ttl: number
  /** The approximate size of all products, in bytes. @default 33554432 */
  readonly bytes?: number
}

/** Products in the memory of this process. */
export interface MemoryLayer {
  /** The state of the layer. Each change of a product ends it. */
  readonly state: number
  get(id: string): Product | undefined
  /** Keeps a product whose read began in the given state. Drops it if the state has ended: a change may be newer than the product. */
  put(product: Product, since: number): void
  drop(changed: ChangedProducts): void
}

/** The approximate size of a product beside its description, in bytes. */
const fixedBytes = 1_000

export function memoryLayer({ ttl, bytes = 32 * 1024 * 1024 }: MemoryLayerOptions): MemoryLayer {
  const sizeCalculation = ({ description }: Product) => fixedBytes + 2 * description.length
  const products = new LRUCache<string, Product>({ ttl, maxSize: bytes, sizeCalculation })
  let state = 0
  return {
    get state() {
      return state
    },
    get: (id) => products.get(id),
    put(product, since) {
      if (since === state) products.set(product.id, product)
    },
    drop(changed) {
      state += 1
      if (changed === 'all') products.clear()
      else for (const id of changed) products.delete(id)
    },
  }
}
