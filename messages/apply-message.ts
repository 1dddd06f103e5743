import type { Cause, OrderManagement } from '../domain/orders/order-management.js'
import type { ChangedOrder } from '../domain/orders/orders.js'
import type { IncomingMessage } from './incoming-messages.js'

/** The use cases that messages of other systems start. */
export type MessageUseCases = Pick<OrderManagement, 'pay' | 'ship' | 'deliver'>

/**
 * Applies a message to its order, once: its identity is stored in the transaction of its effect. Rejects as the use case does.
 * @see CloudEvents 1.0.2 §3.1.1: source and id together identify an event
 */
export function applyMessage(orders: MessageUseCases, message: IncomingMessage): Promise<ChangedOrder> {
  const { source, id, traceparent, tracestate, data } = message
  const cause: Cause = {
    event: { consumer: 'orders', id: `${source} ${id}` }, // neither has a space
    trace: traceparent === undefined ? undefined : { traceparent, ...(tracestate !== undefined && { tracestate }) },
  }
  switch (message.type) {
    case 'payment.received': {
      const { paymentId, orderId, amount } = message.data
      return orders.pay({ id: paymentId, orderId, amount }, cause)
    }
    case 'shipment.shipped':
      return orders.ship(data.orderId, cause)
    case 'shipment.delivered':
      return orders.deliver(data.orderId, cause)
  }
}
