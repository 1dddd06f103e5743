import type { OrderEvent } from '../domain/orders/order-event.js'
import type { IncomingMessage } from './incoming-messages.js'
import { type OrderMessage, orderMessage } from './order-messages.js'

/** The id of the order that all examples are about. */
export const exampleOrderId = '7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90'
const orderId = exampleOrderId
const customerId = 'customer-1'
const at = new Date('2026-11-23T10:00:00.000Z')
const total = { amount: 4030, currency: 'EUR' }
const espresso = { productId: '449f7f04-ef38-4cef-8cd9-6343c1eb768b', sku: 'CT-1001', quantity: 2 }
const filter = { productId: '463036c6-36de-47ad-bb0d-c58d793aac07', sku: 'CT-1008', quantity: 1 }
const ended = { customerId, lines: [espresso, filter], total }

const priced = [
  { ...espresso, unitPrice: { amount: 1290, currency: 'EUR' } },
  { ...filter, unitPrice: { amount: 1450, currency: 'EUR' } },
]
const placed = { customerId, lines: priced, total }
const base = { orderId, at }
const events: readonly OrderEvent[] = [
  {
    ...base,
    id: '0b6f1d52-0f4e-4a52-8d55-0d3f5a6c7b01',
    type: 'order.placed',
    version: 1,
    data: { ...placed, payBy: '2026-11-23T11:00:00.000Z' },
    trace: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
  },
  {
    ...base,
    id: '0b6f1d52-0f4e-4a52-8d55-0d3f5a6c7b02',
    type: 'order.paid',
    version: 2,
    data: { customerId, paymentId: 'p-1001', amount: total },
  },
  { ...base, id: '0b6f1d52-0f4e-4a52-8d55-0d3f5a6c7b03', type: 'order.shipped', version: 3, data: { customerId } },
  { ...base, id: '0b6f1d52-0f4e-4a52-8d55-0d3f5a6c7b04', type: 'order.delivered', version: 4, data: { customerId } },
  { ...base, id: '0b6f1d52-0f4e-4a52-8d55-0d3f5a6c7b05', type: 'order.cancelled', version: 3, data: ended },
  { ...base, id: '0b6f1d52-0f4e-4a52-8d55-0d3f5a6c7b06', type: 'order.expired', version: 2, data: ended },
  {
    ...base,
    id: '0b6f1d52-0f4e-4a52-8d55-0d3f5a6c7b07',
    type: 'order.refund-requested',
    version: 4,
    data: { customerId, paymentId: 'p-1001', amount: total, reason: 'order-cancelled' },
  },
]

/** Returns one message of each type that the shop sends. */
export function exampleOrderMessages(): readonly OrderMessage[] {
  return events.map(orderMessage)
}

/** One message of each type that the shop receives. */
export const exampleIncomingMessages: readonly IncomingMessage[] = [
  {
    specversion: '1.0',
    id: 'pay-1001',
    source: '/payments',
    type: 'payment.received',
    data: { orderId, paymentId: 'p-1001', amount: total },
  },
  { specversion: '1.0', id: 'ship-1001', source: '/carrier', type: 'shipment.shipped', data: { orderId } },
  { specversion: '1.0', id: 'ship-1002', source: '/carrier', type: 'shipment.delivered', data: { orderId } },
]
