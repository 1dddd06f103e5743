import type { Orders } from '../../domain/orders/orders.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'

/** The orders of a database that opens later. */
export interface AwaitedOrders {
  /** Every method rejects with `storage-unavailable` until `open` is called. */
  readonly orders: Orders
  /** Takes the orders of the open database. */
  readonly open: (orders: Orders) => void
}

/** Returns orders that exist before their database, so that the service can listen while the database starts. */
export function awaitedOrders(): AwaitedOrders {
  let opened: Orders | undefined
  const there = async (): Promise<Orders> => {
    if (opened === undefined) throw new StorageUnavailable({ isOpening: true })
    return opened
  }
  return {
    orders: {
      place: async (productIds, claim, decide) => (await there()).place(productIds, claim, decide),
      change: async (id, access, decide, repetition) => (await there()).change(id, access, decide, repetition),
      changeUnpaid: async (at, decide) => (await there()).changeUnpaid(at, decide),
      read: async (id, access) => (await there()).read(id, access),
      events: async (id, access, page) => (await there()).events(id, access, page),
      versions: async (ids) => (await there()).versions(ids),
      list: async (query) => (await there()).list(query),
    },
    open(orders) {
      opened = orders
    },
  }
}
