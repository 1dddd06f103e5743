import type { OrderManagement } from './order-management.js'
import type { OrderRecords } from './order-records.js'

export interface CleanUpOptions {
  readonly now: () => Date
  /** The maximum number of orders, and of records of each kind, in one clean-up. @default 500 */
  readonly limit?: number
  /** The time for which published and handled events are kept, in milliseconds. @default 604800000 (7 days) */
  readonly keepEventsMs?: number
}

/** The numbers of orders that a clean-up cancelled and of records that it removed. */
export interface CleanUp {
  readonly expiredOrders: number
  readonly expiredKeys: number
  readonly publishedEvents: number
  readonly handledEvents: number
  /** False when a kind reached the limit: there may be more. */
  readonly isComplete: boolean
}

/**
 * Returns a function that cancels orders that were not paid in time and removes old records, up to the limit of each kind.
 * Call it at intervals, and again at once while it is not complete. Several processes may call it at the same time. It rejects with
 * `storage-unavailable` when the storage is unavailable.
 */
export function cleanUp(
  orders: Pick<OrderManagement, 'expireUnpaid'>,
  records: OrderRecords,
  options: CleanUpOptions,
): () => Promise<CleanUp> {
  const { now, limit = 500, keepEventsMs = 7 * 24 * 60 * 60 * 1000 } = options
  return async () => {
    const at = now()
    const before = new Date(at.getTime() - keepEventsMs)
    const numbers = {
      expiredOrders: await orders.expireUnpaid(limit),
      expiredKeys: await records.removeExpiredKeys(at, limit),
      publishedEvents: await records.removePublishedEvents(before, limit),
      handledEvents: await records.removeHandledEvents(before, limit),
    }
    return { ...numbers, isComplete: Object.values(numbers).every((number) => number < limit) }
  }
}
