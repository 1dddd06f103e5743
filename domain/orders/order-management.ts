import { type CursorList, decodeCursor, encodeCursor, isTimeKey, type Position } from '../cursor.js'
import { type KeyedRequest, keyClaim } from './key-claim.js'
import { isOrderId, type Order, type OrderAccess, type OrderSummary, type WantedLine } from './order.js'
import { OrderNotFound } from './order-error.js'
import { validLines } from './order-lines.js'
import type { OrderStatus } from './order-status.js'
import { cancelled, delivered, paid, placed, shipped } from './order-steps.js'
import type { ChangedOrder, IncomingEvent, OrderProgress, Orders } from './orders.js'
import type { Payment } from './payment.js'
import type { StockPolicy } from './stock-policy.js'
import type { TraceContext } from './trace-context.js'
import { validPayment } from './valid-payment.js'

export interface OrderManagementOptions {
  /** Returns a new UUID. */
  readonly newId: () => string
  readonly now: () => Date
  /** The time limit for the payment of an order, in milliseconds. @default 3600000 */
  readonly payWithinMs?: number
}

/** The cause of a change: its trace, and the event of another system. Each event has one effect. */
export interface Cause {
  readonly trace?: TraceContext | undefined
  readonly event?: IncomingEvent | undefined
}

/** The circumstances of a new order. */
export interface Placing extends Pick<Cause, 'trace'> {
  /** The number of pieces that the order may take from stock. A repetition with the same key ignores it. @default 'strict' */
  readonly stockPolicy?: StockPolicy | undefined
}

export interface OrderPageQuery {
  readonly access: OrderAccess
  readonly status?: OrderStatus | undefined
  /** The `next` of a page with the same status: the list continues after that page. */
  readonly after?: string | undefined
  /** The maximum number of orders: 1 to `orderPageLimits.most`. @default `orderPageLimits.default` */
  readonly limit?: number | undefined
}

export interface OrderPage {
  readonly items: readonly OrderSummary[]
  /** The cursor of the next page: opaque, safe in a URL, absent on the last page. */
  readonly next?: string
}

export const orderPageLimits = Object.freeze({ default: 20, most: 100 })

const listOf = (status: OrderStatus | undefined): CursorList => ({ order: '-placedAt', conditions: { status } })

/**
 * The use cases of orders. Every method may reject with `storage-unavailable`. A change that does so may have been stored: repeat it with
 * the same idempotency key, event or payment to get its outcome. A method that takes an id rejects with `order-not-found` when no order
 * within the access has the id, or when the id is not a UUID.
 */
export interface OrderManagement {
  /**
   * Places an order for the caller at the current prices of the catalogue, and takes its pieces from stock. A repetition with the same
   * key returns the order as it was placed.
   * @throws {InvalidIdempotencyKey} `invalid-idempotency-key`
   * @throws {InvalidOrder} `invalid-order`
   * @throws {KeyInFlight} `key-in-flight`
   * @throws {KeyReused} `key-reused`
   * @throws {UnknownProducts} `unknown-products`
   * @throws {SeveralCurrencies} `several-currencies`
   * @throws {OutOfStock} `out-of-stock`
   */
  place(lines: readonly WantedLine[], request: KeyedRequest, placing?: Placing): Promise<ChangedOrder>

  /**
   * Cancels an order that is `placed` or `paid`. Puts its pieces back into stock, and requests the refund of its payment. A repetition
   * with the same key returns the order as it was cancelled.
   * @throws {InvalidIdempotencyKey} `invalid-idempotency-key`
   * @throws {KeyInFlight} `key-in-flight`
   * @throws {KeyReused} `key-reused`
   * @throws {OrderNotFound} `order-not-found`
   * @throws {IllegalStep} `illegal-order-step`
   */
  cancel(id: string, access: OrderAccess, request: KeyedRequest, cause?: Pick<Cause, 'trace'>): Promise<ChangedOrder>

  /**
   * Records a payment once. A payment of exactly the total pays for an order that is `placed`. Any other payment is recorded too, and the
   * event `order.refund-requested` requests its refund.
   * @throws {InvalidPayment} `invalid-payment`
   * @throws {OrderNotFound} `order-not-found`
   */
  pay(payment: Payment, cause?: Cause): Promise<ChangedOrder>

  /**
   * @throws {OrderNotFound} `order-not-found`
   * @throws {IllegalStep} `illegal-order-step`
   */
  ship(id: string, cause?: Cause): Promise<ChangedOrder>

  /**
   * @throws {OrderNotFound} `order-not-found`
   * @throws {IllegalStep} `illegal-order-step`
   */
  deliver(id: string, cause?: Cause): Promise<ChangedOrder>

  /** Cancels at most `limit` orders that were not paid in time, the oldest first. Returns their number. Several calls may run at once. */
  expireUnpaid(limit: number): Promise<number>

  /** @throws {OrderNotFound} `order-not-found` */
  read(id: string, access: OrderAccess): Promise<Order>

  /**
   * Returns the status and version of an order and its events after a version, the earliest first, at most `orderPageLimits.most`. The
   * clean-up removes old events.
   * @param after a version of the order: only later events are returned @default 0
   * @throws {OrderNotFound} `order-not-found`
   * @throws {RangeError} when `after` is not an integer of at least 0: a fault of the caller
   */
  events(id: string, access: OrderAccess, after?: number): Promise<OrderProgress>

  /** Returns the versions of those orders that exist, by id. @param ids ids of orders, in lower case */
  versions(ids: readonly string[]): Promise<ReadonlyMap<string, number>>

  /**
   * Returns a page of orders, the latest first.
   * @throws {InvalidCursor} `invalid-cursor` when this method did not return `after` for the same status
   * @throws {RangeError} when `limit` is out of its bounds: a fault of the caller
   */
  list(query: OrderPageQuery): Promise<OrderPage>

  /**
   * Returns all orders that fit, without a limit, the latest first, as fast as the caller takes them.
   * @throws {InvalidCursor} `invalid-cursor` when the first order is requested
   */
  all(filter: Omit<OrderPageQuery, 'limit'>): AsyncIterable<OrderSummary>
}

export function orderManagement(orders: Orders, options: OrderManagementOptions): OrderManagement {
  const { newId, now, payWithinMs = 60 * 60 * 1000 } = options

  return {
    async place(lines, request, { trace, stockPolicy } = {}) {
      const wanted = validLines(lines)
      const at = now()
      const content = wanted.map(({ productId, quantity }) => [productId, quantity])
      const claim = keyClaim(request, 'place-order', { target: '', value: content }, at)
      const payBy = new Date(at.getTime() + payWithinMs)
      const newOrder = { id: newId(), customerId: claim.caller, wanted, payBy, stockPolicy }
      const productIds = wanted.map(({ productId }) => productId)
      return orders.place(productIds, claim, (offers) => placed(newOrder, offers, { at, newId, trace }))
    },

    async cancel(id, access, request, cause = {}) {
      const target = orderId(id)
      const at = now()
      const claim = keyClaim(request, 'cancel-order', { target, value: null }, at)
      const context = { at, newId, trace: cause.trace }
      return orders.change(target, access, (order) => cancelled(order, 'requested', context), { claim })
    },

    async pay(payment, { event, trace } = {}) {
      const id = orderId(payment.orderId)
      const valid = validPayment({ ...payment, orderId: id })
      const context = { at: now(), newId, trace }
      return orders.change(id, 'any', (order) => paid(order, valid, context), { event, paymentId: valid.id })
    },

    async ship(id, { event, trace } = {}) {
      const context = { at: now(), newId, trace }
      return orders.change(orderId(id), 'any', (order) => shipped(order, context), { event })
    },

    async deliver(id, { event, trace } = {}) {
      const context = { at: now(), newId, trace }
      return orders.change(orderId(id), 'any', (order) => delivered(order, context), { event })
    },

    async expireUnpaid(limit) {
      const at = now()
      let expired = 0
      while (expired < limit) {
        // Each order has its own transaction: locks are short, and others can use the only connection of PGlite in between.
        if (!(await orders.changeUnpaid(at, (order) => cancelled(order, 'unpaid', { at, newId })))) break
        expired += 1
      }
      return expired
    },

    async read(id, access) {
      return orders.read(orderId(id), access)
    },

    async events(id, access, after = 0) {
      if (!Number.isSafeInteger(after) || after < 0) {
        throw new RangeError(`the version of an order must be an integer of at least 0, not ${after}`)
      }
      return orders.events(orderId(id), access, { after, limit: orderPageLimits.most })
    },

    async versions(ids) {
      return orders.versions(ids)
    },

    async *all({ access, status, after }) {
      let position = after === undefined ? undefined : decodeCursor(after, listOf(status), isTimeKey)
      for (;;) {
        const found = await orders.list({ access, status, after: position, limit: orderPageLimits.most })
        yield* found
        const last = found.at(-1)
        if (last === undefined || found.length < orderPageLimits.most) return
        position = positionOf(last)
      }
    },

    async list({ access, status, after, limit = orderPageLimits.default }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > orderPageLimits.most) {
        throw new RangeError(`a page has 1 to ${orderPageLimits.most} orders, not ${limit}`)
      }
      const position = after === undefined ? undefined : decodeCursor(after, listOf(status), isTimeKey)
      const found = await orders.list({ access, status, after: position, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return last ? { items, next: encodeCursor(positionOf(last), listOf(status)) } : { items }
    },
  }
}

function positionOf({ id, placedAt }: OrderSummary): Position {
  return { id, key: placedAt.toISOString() }
}

function orderId(text: string): string {
  if (!isOrderId(text)) throw new OrderNotFound(text)
  return text.toLowerCase()
}
