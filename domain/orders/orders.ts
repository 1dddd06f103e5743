import type { Position } from '../cursor.js'
import type { KeyClaim } from './key-claim.js'
import type { Order, OrderAccess, OrderSummary } from './order.js'
import type { OrderChange } from './order-change.js'
import type { OrderEvent } from './order-event.js'
import type { Offer } from './order-lines.js'
import type { OrderStatus } from './order-status.js'

export interface OrderQuery {
  readonly access: OrderAccess
  readonly status?: OrderStatus | undefined
  /** The position of an order: only earlier orders are listed. Its key is a time in ISO 8601. */
  readonly after?: Position | undefined
  /** The maximum number of orders. */
  readonly limit: number
}

export interface EventPage {
  /** A version of the order: only later events are returned. 0 for all events. */
  readonly after: number
  readonly limit: number
}

/** The events of an order, and how far the order has come at the same moment. */
export interface OrderProgress {
  readonly status: OrderStatus
  /** The version of the order: that of its last event. */
  readonly version: number
  /** By version. */
  readonly events: readonly OrderEvent[]
}

/** An event of another system that causes a change. */
export interface IncomingEvent {
  /** The id that its source assigned. */
  readonly id: string
  /** The name of the part of the shop that handles the event. Each part handles an event once. */
  readonly consumer: string
}

/** The identities of a change. A change with one of these identities is stored once. */
export interface OrderRepetition {
  readonly claim?: KeyClaim | undefined
  readonly event?: IncomingEvent | undefined
  /** The id of a payment of the order. */
  readonly paymentId?: string | undefined
}

/** An order after a change. */
export interface ChangedOrder {
  readonly order: Order
  /**
   * True when an earlier call stored the change; this call then changed nothing. `order` is then the result of the first call with the
   * key or, for an event or payment, the current order.
   */
  readonly repeated: boolean
}

/**
 * The storage of orders. A method is atomic, and durable when it resolves: a change is stored with its events, stock, payment,
 * idempotency key and incoming event, or not at all. A `decide` function is called at most once, with locked rows that nobody else can
 * change. It must not query the storage.
 *
 * The caller passes valid values. Every method may reject with `storage-unavailable`, and with an error that `decide` throws. A change
 * that rejects with `storage-unavailable` may have been stored: repeat it with the same idempotency key to get its outcome.
 */
export interface Orders {
  /**
   * Stores the order that `decide` returns. `decide` gets those of the products with these ids that exist.
   * @throws `key-in-flight` at once when another transaction holds the key
   * @throws `key-reused` when the key is kept for another fingerprint
   */
  place(
    productIds: readonly string[],
    claim: KeyClaim,
    decide: (offers: readonly Offer[]) => OrderChange,
  ): Promise<ChangedOrder>

  /**
   * Stores the change that `decide` returns for the order.
   * @throws `order-not-found`
   * @throws `key-in-flight` and `key-reused`, as `place` does
   */
  change(
    id: string,
    access: OrderAccess,
    decide: (order: Order) => OrderChange,
    repetition?: OrderRepetition,
  ): Promise<ChangedOrder>

  /**
   * Stores the change that `decide` returns for one order that is `placed` and whose `payBy` is not after `at`. Skips orders that are
   * locked. Returns the changed order, or `undefined` when there is none.
   */
  changeUnpaid(at: Date, decide: (order: Order) => OrderChange): Promise<Order | undefined>

  /**
   * Returns the order with this id.
   * @throws `order-not-found`
   */
  read(id: string, access: OrderAccess): Promise<Order>

  /**
   * Returns the events of an order with a version greater than `after`, at most `limit`. Events that were removed from the outbox are
   * missing.
   * @throws `order-not-found`
   */
  events(id: string, access: OrderAccess, page: EventPage): Promise<OrderProgress>

  /** Returns the versions of the orders with these ids. An unknown id has no entry. */
  versions(ids: readonly string[]): Promise<ReadonlyMap<string, number>>

  /** Returns orders, sorted by `placedAt`, then by id, the latest first. */
  list(query: OrderQuery): Promise<readonly OrderSummary[]>
}
