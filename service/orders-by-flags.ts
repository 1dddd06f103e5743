import type { OrderManagement } from '../domain/orders/order-management.js'
import type { Flags } from '../flags/flags.js'

/** Returns the use cases with the stock policy that the flags give each caller. */
export function ordersByFlags(orders: OrderManagement, flags: Flags): OrderManagement {
  return {
    ...orders,
    async place(lines, request, placing) {
      const stockPolicy = await flags.value('order-stock-policy', request.caller)
      return orders.place(lines, request, { ...placing, stockPolicy })
    },
  }
}
