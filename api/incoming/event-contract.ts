import { z } from 'zod'
import { orderStatuses } from '../../domain/orders/order-status.js'
import { incomingMessageSchema } from '../../messages/incoming-messages.js'

/** A payment or shipment, as a CloudEvent in the structured mode. */
export const IncomingEventContent = incomingMessageSchema.meta({
  id: 'IncomingEvent',
  description: 'A CloudEvent 1.0 in JSON; further attributes are ignored',
})

/** The order after an event. */
export const ReceiptContent = z
  .object({
    orderId: z.uuid(),
    status: z.enum(orderStatuses).meta({ description: 'The status of the order now' }),
    version: z.int().min(1).meta({ description: 'The version of the order now' }),
    repeated: z.boolean().meta({ description: 'Whether the event came before, so that nothing changed' }),
  })
  .readonly()
  .meta({ id: 'Receipt', description: 'The order after an event', xml: { name: 'receipt' } })
