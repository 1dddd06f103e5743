import { z } from 'zod'
import { orderLimits } from '../domain/orders/order.js'
import { incomingEvent } from './cloud-event.js'
import { moneySchema } from './money.js'

const ofOrder = { orderId: z.uuid().meta({ description: 'The id of the order' }) }

/** The schemas of the messages that the shop receives, by type. */
export const incomingMessages = {
  'payment.received': incomingEvent(
    'payment.received',
    z.object({
      ...ofOrder,
      paymentId: z
        .string()
        .regex(/^[!-~]+$/, 'must be printable ASCII characters without spaces')
        .max(orderLimits.paymentId)
        .meta({
          description: 'The id of the payment at its provider: a payment is recorded once',
          examples: ['p-1001'],
        }),
      amount: moneySchema,
    }),
    'Money was received for an order.',
  ),
  'shipment.shipped': incomingEvent('shipment.shipped', z.object(ofOrder), 'The order was handed to the carrier.'),
  'shipment.delivered': incomingEvent('shipment.delivered', z.object(ofOrder), 'The carrier has delivered the order.'),
}

/** The schema of any message that the shop receives. */
export const incomingMessageSchema = z.discriminatedUnion('type', [
  incomingMessages['payment.received'],
  incomingMessages['shipment.shipped'],
  incomingMessages['shipment.delivered'],
])

/** A message that the shop receives: a CloudEvent in JSON. */
export type IncomingMessage = z.infer<typeof incomingMessageSchema>
