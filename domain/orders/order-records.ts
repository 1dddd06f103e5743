/**
 * Records that lose their use with time. Each method removes at most `limit` of them, the oldest first, and returns the number of removed
 * records. It skips records that are locked, so several calls may run at once. Every method may reject with `storage-unavailable`.
 */
export interface OrderRecords {
  /** Removes idempotency keys that expired at this time or earlier. */
  removeExpiredKeys(at: Date, limit: number): Promise<number>
  /** Removes events of the outbox that were published before this time. */
  removePublishedEvents(before: Date, limit: number): Promise<number>
  /** Removes the records of incoming events that were handled before this time. Such an event would have an effect again. */
  removeHandledEvents(before: Date, limit: number): Promise<number>
}
