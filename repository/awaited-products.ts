import type { Products } from '../domain/products/products.js'
import { StorageUnavailable } from '../domain/storage-unavailable.js'

/** The products of a database that opens later. */
export interface AwaitedProducts {
  /** Every method rejects with `storage-unavailable` until `open` is called. */
  readonly products: Products
  /** Takes the products of the open database. */
  readonly open: (products: Products) => void
}

/** Returns products that exist before their database, so that the service can listen while the database starts. */
export function awaitedProducts(): AwaitedProducts {
  let opened: Products | undefined
  const there = async (): Promise<Products> => {
    if (opened === undefined) throw new StorageUnavailable({ isOpening: true })
    return opened
  }
  return {
    products: {
      list: async (query) => (await there()).list(query),
      async *all(query) {
        yield* (await there()).all(query)
      },
      read: async (id) => (await there()).read(id),
      add: async (product) => (await there()).add(product),
      put: async (list, dryRun) => (await there()).put(list, dryRun),
      replace: async (id, contents, change) => (await there()).replace(id, contents, change),
      remove: async (id, change) => (await there()).remove(id, change),
    },
    open(products) {
      opened = products
    },
  }
}
