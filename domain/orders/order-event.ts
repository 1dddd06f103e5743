import type { Money } from '../products/product.js'
import type { RefundReason } from './payment.js'
import type { TraceContext } from './trace-context.js'

interface EventOf<Type extends string, Data> {
  /** A UUID. Every delivery of the event has the same. */
  readonly id: string
  readonly type: Type
  readonly orderId: string
  /** The version of the order after the event. Versions of an order have no gaps, so they also number its events. */
  readonly version: number
  readonly at: Date
  readonly data: Data
  /** The trace of the request that caused the event. */
  readonly trace?: TraceContext
}

export interface OrderedPieces {
  readonly productId: string
  readonly sku: string
  readonly quantity: number
}

export interface OrderPlacedData {
  readonly customerId: string
  readonly lines: readonly (OrderedPieces & { readonly unitPrice: Money })[]
  readonly total: Money
  /** ISO 8601 in UTC. */
  readonly payBy: string
}

export interface OrderPaidData {
  readonly customerId: string
  readonly paymentId: string
  readonly amount: Money
}

export interface OrderMovedData {
  readonly customerId: string
}

/** Data of an order that was cancelled or has expired; `lines` went back to stock. */
export interface OrderEndedData {
  readonly customerId: string
  readonly lines: readonly OrderedPieces[]
  readonly total: Money
}

export interface RefundRequestedData {
  readonly customerId: string
  readonly paymentId: string
  readonly amount: Money
  readonly reason: RefundReason
}

export type OrderEvent =
  | EventOf<'order.placed', OrderPlacedData>
  | EventOf<'order.paid', OrderPaidData>
  | EventOf<'order.shipped', OrderMovedData>
  | EventOf<'order.delivered', OrderMovedData>
  | EventOf<'order.cancelled', OrderEndedData>
  | EventOf<'order.expired', OrderEndedData>
  | EventOf<'order.refund-requested', RefundRequestedData>

export type OrderEventType = OrderEvent['type']
