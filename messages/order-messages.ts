import { z } from 'zod'
import type { OrderEvent, OrderEventType } from '../domain/orders/order-event.js'
import { outgoingEvent, shopSource } from './cloud-event.js'
import { moneySchema } from './money.js'

const pieces = { productId: z.uuid(), sku: z.string(), quantity: z.int().min(1) }
const ofOrder = {
  orderId: z.uuid(),
  version: z.int().min(1).meta({ description: 'The version of the order after the change; also in `sequence`' }),
  customerId: z.string().meta({ description: 'The subject that placed the order' }),
}
const ended = z.object({ ...ofOrder, lines: z.array(z.object(pieces)), total: moneySchema })

/** The schema of the message of each event of orders. The compiler refuses the table if a type is missing. */
export const orderMessages = {
  'order.placed': outgoingEvent(
    'order.placed',
    z.object({
      ...ofOrder,
      lines: z.array(z.object({ ...pieces, unitPrice: moneySchema })),
      total: moneySchema,
      payBy: z.iso.datetime().meta({ description: 'The time until which the order must be paid' }),
    }),
    'An order was placed, and its pieces were taken from stock.',
  ),
  'order.paid': outgoingEvent(
    'order.paid',
    z.object({ ...ofOrder, paymentId: z.string(), amount: moneySchema }),
    'A payment of exactly the total arrived.',
  ),
  'order.shipped': outgoingEvent('order.shipped', z.object(ofOrder), 'The order is on its way.'),
  'order.delivered': outgoingEvent('order.delivered', z.object(ofOrder), 'The order has arrived.'),
  'order.cancelled': outgoingEvent(
    'order.cancelled',
    ended,
    'The order was cancelled on request, and its pieces went back to stock.',
  ),
  'order.expired': outgoingEvent(
    'order.expired',
    ended,
    'The order was not paid in time: it is cancelled, and its pieces went back to stock.',
  ),
  'order.refund-requested': outgoingEvent(
    'order.refund-requested',
    z.object({
      ...ofOrder,
      paymentId: z.string(),
      amount: moneySchema,
      reason: z.enum(['order-cancelled', 'already-paid', 'wrong-amount']),
    }),
    'A payment is to be returned: it came for a cancelled or paid order, was not the total, or its order was cancelled later.',
  ),
} satisfies Record<OrderEventType, z.ZodType>

/** A message that the shop sends: a CloudEvent in JSON. */
export type OrderMessage = z.infer<(typeof orderMessages)[OrderEventType]>

/**
 * Returns the message of an event. Members that its schema does not describe are dropped.
 * @throws {TypeError} for an event of a type that this version of the shop does not know
 * @throws {z.ZodError} when the schema does not allow the event
 */
export function orderMessage({ id, type, orderId, version, at, data, trace }: OrderEvent): OrderMessage {
  if (!Object.hasOwn(orderMessages, type)) throw new TypeError(`there is no message for events of the type ${type}`)
  return orderMessages[type].parse({
    specversion: '1.0',
    id,
    source: shopSource,
    type,
    subject: orderId,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    sequence: String(version).padStart(10, '0'),
    ...trace,
    data: { orderId, version, ...data },
  })
}
