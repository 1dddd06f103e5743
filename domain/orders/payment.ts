import type { Money } from '../products/product.js'

/** Money that was received for an order. */
export interface Payment {
  /** The id that the payment provider assigned: 1 to 255 printable ASCII characters. */
  readonly id: string
  readonly orderId: string
  readonly amount: Money
}

/** The reason of a refund. */
export type RefundReason = 'order-cancelled' | 'already-paid' | 'wrong-amount'
