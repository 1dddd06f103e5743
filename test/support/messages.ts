import { randomUUID } from 'node:crypto'
import type { Order } from '../../domain/orders/order.js'
import type { IncomingMessage } from '../../messages/incoming-messages.js'

const attributes = { specversion: '1.0' as const, source: '/tests' }

/** The message that exactly the total of an order was paid. */
export function paymentMessage({ id: orderId, total: amount }: Pick<Order, 'id' | 'total'>): IncomingMessage {
  const data = { orderId, paymentId: randomUUID(), amount }
  return { ...attributes, id: randomUUID(), type: 'payment.received', data }
}

/** The message that an order was shipped or delivered. */
export function shipmentMessage(type: 'shipment.shipped' | 'shipment.delivered', orderId: string): IncomingMessage {
  return { ...attributes, id: randomUUID(), type, data: { orderId } }
}
