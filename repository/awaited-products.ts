import type { Products } from '../domain/products/products.js'
import { StorageUnavailable } from '../domain/storage-unavailable.js'

/** Products whose database is still being opened. */
export interface AwaitedProducts {
  /** Rejects with `storage-unavailable` until the database is there. */
  readonly products: Products
  /** Gives the products of the database that is open. */
  readonly open: (products: Products) => void
}

/** Makes products that are there before their database, so that the service listens while it makes or waits for one. */
export function awaitedProducts(): AwaitedProducts {
  let opened: Products | undefined
  const there = async (): Promise<Products> => {
    if (opened === undefined) throw new StorageUnavailable()
    return opened
  }
  return {
    products: {
      list: async (query) => (await there()).list(query),
      read: async (id) => (await there()).read(id),
      add: async (product) => (await there()).add(product),
      replace: async (id, contents, change) => (await there()).replace(id, contents, change),
      remove: async (id, change) => (await there()).remove(id, change),
    },
    open(products) {
      opened = products
    },
  }
}
