import { StorageUnavailable } from '../storage-unavailable.js'
import type { Order } from './order.js'
import type { Orders } from './orders.js'

/**
 * Notices that orders have changed, between all instances of the shop. A notice carries no data and may come twice, early or never.
 * A listener reads the order. A listener that must not miss a change also queries at intervals.
 */
export interface OrderNotices {
  /** False while changes that other instances make may go unnoticed. */
  readonly isComplete: boolean
  /** Sends the notice that an order has changed. Returns at once and never throws. */
  send(id: string): void
  /**
   * Calls the listener with the id of each order that has changed, and with `undefined` when any may have changed unnoticed.
   * Returns a function that ends this.
   */
  listen(listener: OrderNoticeListener): () => void
}

export type OrderNoticeListener = (id: string | undefined) => void

/** Makes notices within this process, for a database that no other process uses. */
export function localNotices(): OrderNotices {
  const listeners = new Set<OrderNoticeListener>()
  return {
    isComplete: true,
    send(id) {
      for (const listener of listeners) listener(id)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Returns these orders with a notice of each change. A change whose outcome is unknown is noticed, too. */
export function withNotices(orders: Orders, notices: Pick<OrderNotices, 'send'>): Orders {
  const noticed = <Change extends { readonly order: Order; readonly repeated: boolean }>(change: Change): Change => {
    if (!change.repeated) notices.send(change.order.id)
    return change
  }
  return {
    ...orders,
    place: async (...parameters) => noticed(await orders.place(...parameters)),
    change: async (id, ...parameters) => {
      try {
        return noticed(await orders.change(id, ...parameters))
      } catch (error) {
        if (error instanceof StorageUnavailable) notices.send(id)
        throw error
      }
    },
    changeUnpaid: async (...parameters) => {
      const order = await orders.changeUnpaid(...parameters)
      if (order !== undefined) notices.send(order.id)
      return order
    },
  }
}
