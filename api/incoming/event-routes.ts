import { ok, type Routes } from '@endware/restapi'
import { Router } from 'express'
import { applyMessage, type MessageUseCases } from '../../messages/apply-message.js'
import { cloudEventsType } from '../../messages/cloud-event.js'
import { exampleIncomingMessages, exampleOrderId } from '../../messages/example-messages.js'
import { tokenWith } from '../authentication/scopes.js'
import { withDomainErrors as safely } from '../domain-errors.js'
import { illegalStep } from '../orders/order-problems.js'
import type { ShopApi } from '../shop-api.js'
import { IncomingEventContent, ReceiptContent } from './event-contract.js'

const receipt = { orderId: exampleOrderId, status: 'paid', version: 2, repeated: false }

/** Returns the routes for events of other systems. A shop with RabbitMQ gets them from there, too. */
export function eventRoutes(api: ShopApi, orders: MessageUseCases): Routes<Router> {
  const routes = api.routes(Router(), { ...api.limited, tags: ['events'], security: tokenWith('events:write') })

  routes.post(
    '/v1/events',
    {
      operationId: 'receiveEvent',
      summary: 'Receive a payment or shipment',
      description:
        'An event has one effect, however often it is sent: its `source` and `id` are stored with the effect. An event that comes too early, such as a shipment before the payment, is a 409: send it again later. A payment that does not pay for its order is recorded, and the event `order.refund-requested` asks for its return.',
      consumes: [cloudEventsType, 'application/json'],
      body: IncomingEventContent,
      examples: { body: exampleIncomingMessages[0] },
      problems: [illegalStep],
      responses: {
        200: { schema: ReceiptContent, description: 'The effect of the event is stored', example: receipt },
        404: 'There is no such order',
        503: 'The storage cannot be reached at the moment; the same event can be sent again',
      },
    },
    safely(async ({ body }) => {
      const { order, repeated } = await applyMessage(orders, body)
      return ok({ orderId: order.id, status: order.status, version: order.version, repeated })
    }),
  )

  return routes
}
