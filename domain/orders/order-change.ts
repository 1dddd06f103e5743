import type { Order, WantedLine } from './order.js'
import type { OrderEvent } from './order-event.js'
import type { Payment } from './payment.js'

/** A change of an order. It is stored as a whole or not at all. */
export interface OrderChange {
  /** The order after the change. */
  readonly order: Order
  /** The events of the change, at least one. The last has the version of the order. */
  readonly events: readonly OrderEvent[]
  /** Pieces to take from stock. @default none */
  readonly taken?: readonly WantedLine[]
  /** Pieces to put back into stock. @default none */
  readonly returned?: readonly WantedLine[]
  /** A payment to record. @default none */
  readonly payment?: Payment
}
