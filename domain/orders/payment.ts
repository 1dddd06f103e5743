import type { Money } from '../products/product.js'
import type { Order } from './order.js'

/** Money that was received for an order. */
export interface Payment {
  /** The id that the payment provider assigned: 1 to 255 printable ASCII characters. */
  readonly id: string
  readonly orderId: string
  readonly amount: Money
}

/** The reason of a refund. */
export type RefundReason = 'order-cancelled' | 'already-paid' | 'wrong-amount'

/**
 * Returns the reason to refund a payment: the order was cancelled before, was paid before, or has another total. Returns `undefined` for a
 * payment that pays for its order.
 */
export function refundReason({ status, total }: Order, { amount }: Payment): RefundReason | undefined {
  if (status === 'cancelled') return 'order-cancelled'
  if (status !== 'placed') return 'already-paid'
  return amount.amount === total.amount && amount.currency === total.currency ? undefined : 'wrong-amount'
}
