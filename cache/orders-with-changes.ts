import type { OrderChange } from '../domain/orders/order-change.js'
import type { Orders } from '../domain/orders/orders.js'
import type { ProductCache } from './product-cache.js'

/**
 * Returns orders that tell a cache of the products whose stock they change, before the change resolves. The cache
 * also learns of a change whose outcome is unknown.
 */
export function ordersWithChanges(orders: Orders, { changed }: Pick<ProductCache, 'changed'>): Orders {
  /** Calls `store` with a function that notes the products of the decided change, and then tells the cache of them. */
  async function notifying<Input, Value>(
    decide: (input: Input) => OrderChange,
    store: (noting: (input: Input) => OrderChange) => Promise<Value>,
  ): Promise<Value> {
    let products: readonly string[] = []
    try {
      return await store((input) => {
        const change = decide(input)
        products = [...(change.taken ?? []), ...(change.returned ?? [])].map(({ productId }) => productId)
        return change
      })
    } finally {
      if (products.length > 0) await changed(products)
    }
  }
  return {
    ...orders,
    place: (ids, claim, decide) => notifying(decide, (noting) => orders.place(ids, claim, noting)),
    change: (id, access, decide, repetition) =>
      notifying(decide, (noting) => orders.change(id, access, noting, repetition)),
    changeUnpaid: (at, decide) => notifying(decide, (noting) => orders.changeUnpaid(at, noting)),
  }
}
