import { DomainError } from '../domain-error.js'
import type { OrderAccess } from './order.js'
import type { OrderEvent } from './order-event.js'

/** A request to watch the events of an order. */
export interface WatchRequest {
  readonly id: string
  readonly access: OrderAccess
  /** The caller. The number of watches of one caller is limited. */
  readonly caller: string
  /** A version of the order: only later events are returned. @default 0 */
  readonly after?: number | undefined
  /** The time at which the right to watch ends. */
  readonly until?: Date | undefined
}

/**
 * The events of an order in the sequence of their versions, each once. They end when the order has reached a final status, and after a
 * limited time. A new watch with the last version continues after them. `return` ends the watch at once, even while an event is awaited.
 */
export interface OrderWatch extends AsyncIterableIterator<OrderEvent, undefined> {
  /** True when no event will follow: the caller knows every event, and the order has a final status. */
  readonly isOver: boolean
  return(): Promise<IteratorReturnResult<undefined>>
}

/** Watches of orders. */
export interface OrderWatches {
  /**
   * Starts a watch of an order.
   * @throws {OrderNotFound} `order-not-found`
   * @throws {StorageUnavailable} `storage-unavailable`
   * @throws {TooManyWatches} `too-many-watches`
   */
  watch(request: WatchRequest): Promise<OrderWatch>
}

/** The caller has the maximum number of watches. */
export class TooManyWatches extends DomainError<'too-many-watches'> {
  override readonly name = 'TooManyWatches'
  readonly code = 'too-many-watches'

  constructor(readonly most: number) {
    super(`no more than ${most} orders can be watched at once: end another stream first`)
  }
}
