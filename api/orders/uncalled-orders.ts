import type { OrderManagement } from '../../domain/orders/order-management.js'
import { uncalled } from '../uncalled.js'

/** Use cases of orders for routes that are only described, or that must not come so far as to call one. */
export const uncalledOrders: OrderManagement = {
  place: uncalled,
  cancel: uncalled,
  pay: uncalled,
  ship: uncalled,
  deliver: uncalled,
  expireUnpaid: uncalled,
  read: uncalled,
  events: uncalled,
  versions: uncalled,
  list: uncalled,
  all: uncalled,
}
