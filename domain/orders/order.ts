import type { Money } from '../products/product.js'
import { isUuid } from '../uuid.js'
import type { OrderStatus } from './order-status.js'

/** The reason of a cancellation: a person `requested` it, or the order stayed `unpaid` for too long. */
export type CancelReason = 'requested' | 'unpaid'

/** A product in an order, with its name and price at the time of the order. */
export interface OrderLine {
  /** The id of the product, which may have been removed from the catalogue since. */
  readonly productId: string
  readonly sku: string
  readonly name: string
  /** Pieces: 1 to `orderLimits.quantity`. */
  readonly quantity: number
  /** The price of one piece. */
  readonly unitPrice: Money
  /** The price of all pieces. */
  readonly total: Money
}

/** An order without its lines, as an item of a list. */
export interface OrderSummary {
  /** A UUID in lower case. */
  readonly id: string
  /** The subject that placed the order and owns it. */
  readonly customerId: string
  readonly status: OrderStatus
  /** Present if and only if the order is cancelled. */
  readonly cancelReason?: CancelReason
  /** The payment that paid for the order. */
  readonly paymentId?: string
  /** The sum of all lines, in their only currency. */
  readonly total: Money
  /** The number of events of the order: 1 when it is new. */
  readonly version: number
  readonly placedAt: Date
  readonly updatedAt: Date
  /** The time by which the order must be paid. The clean-up cancels an order that is not. */
  readonly payBy: Date
}

export interface Order extends OrderSummary {
  /** 1 to `orderLimits.lines` lines in the sequence of the request, each of another product. */
  readonly lines: readonly OrderLine[]
}

/** A line as a customer requests it. */
export interface WantedLine {
  readonly productId: string
  readonly quantity: number
}

/** The limits of an order: lines, pieces of a line, minor units, and the UTF-16 code units of ids that others assign. */
export const orderLimits = Object.freeze({
  lines: 100,
  quantity: 10_000,
  total: 999_999_999_999_999,
  customerId: 255,
  paymentId: 255,
})

/** The orders that a caller may use: those of one customer, or any. An order of another customer counts as not found. */
export type OrderAccess = { readonly customerId: string } | 'any'

/** Reports whether text has the form of an order id. */
export function isOrderId(text: string): boolean {
  return isUuid(text)
}

/** Reports whether an id that others assign is 1 to `length` UTF-16 code units without control characters and lone surrogates. */
export function isStorableId(text: string, length: number): boolean {
  return text.length >= 1 && text.length <= length && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)
}
