import { eventStream, noContent, ok, type Routes, type ServerSentEvent, serverSentEvent } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'
import type { OrderEvent } from '../../domain/orders/order-event.js'
import type { OrderWatches } from '../../domain/orders/order-watches.js'
import { type OrderMessage, orderMessage, orderMessages } from '../../messages/order-messages.js'
import { readingWith } from '../authentication/scopes.js'
import { httpErrorOf, withDomainErrors as safely } from '../domain-errors.js'
import { beyondLimit } from '../operation-class.js'
import type { ShopApi } from '../shop-api.js'

const path = '/v1/orders/:id/events'

/** The time after which a client with a lost connection reconnects, in milliseconds. */
const retry = 3_000

const headers = z.object({
  'last-event-id': z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
    .meta({
      description: 'The id of the last event that the client has. `EventSource` sends it by itself',
      examples: [1],
    }),
})

const [first, ...others] = Object.values(orderMessages)

/** The schema of an event of an order: that of its message. */
const OrderEventContent = z.discriminatedUnion('type', [first as NonNullable<typeof first>, ...others]).meta({
  id: 'OrderEvent',
  description: 'What happened to the order, as a CloudEvent',
})

/** Returns the route of the live events of an order. */
export function orderEventsRoutes(api: ShopApi, watches: OrderWatches): Routes<Router> {
  const routes = api.routes(Router(), { ...api.limited, use: [...api.limited.use, api.waiting] })
  routes.get(
    path,
    {
      operationId: 'watchOrder',
      summary: 'The events of an order as they happen',
      description:
        'Server-sent events: those of the past, then each new one, whichever instance changes the order. The `id` of an event is the version that it gave the order, without gaps. A client that comes back with `Last-Event-ID` gets what it has missed, each event once. The stream ends after the last event of an order that is delivered or cancelled, and for other orders from time to time, so that the client authenticates anew; a client that comes back to an order that is over gets a 204, after which `EventSource` stays away.\n\nWithout events, a comment is sent every 15 seconds.',
      tags: ['orders'],
      codecs: [eventStream({ keepAlive: 15_000 })],
      security: readingWith('orders:read'),
      params: z.object({ id: z.string().meta({ description: 'The id of an order' }) }),
      headers,
      responses: {
        200: {
          schema: z.array(OrderEventContent),
          description: 'The events',
          headers: {
            'Cache-Control': { description: 'No cache keeps the stream, and nobody compresses it', example: unchanged },
            'X-Accel-Buffering': { description: 'Keeps nginx from holding events back', example: 'no' },
          },
        },
        204: { description: 'The client has every event of an order that is over' },
        404: 'There is no order with this id that the caller may see',
        429: { ...beyondLimit[429], description: 'The caller watches too many orders, or has sent too many requests' },
        503: 'The database cannot be reached at the moment',
      },
    },
    safely(async ({ params: { id }, headers: { 'last-event-id': after }, context: { caller, scopes, expires } }) => {
      const access = scopes.has('orders:any') ? 'any' : { customerId: caller }
      const watch = await watches.watch({ id, access, caller, after, until: expires })
      if (watch.isOver) {
        await watch.return()
        return noContent()
      }
      return ok(new OrderMessages(watch)).withHeader('Cache-Control', unchanged).withHeader('X-Accel-Buffering', 'no')
    }),
  )
  return routes
}

const unchanged = 'no-store, no-transform'

/** The messages of a watch. An async generator would not get `return` while it awaits an event. */
class OrderMessages implements AsyncIterableIterator<ServerSentEvent<OrderMessage>, undefined> {
  readonly #events: AsyncIterableIterator<OrderEvent, undefined>
  #isFirst = true

  constructor(events: AsyncIterableIterator<OrderEvent, undefined>) {
    this.#events = events
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<ServerSentEvent<OrderMessage>, undefined>> {
    try {
      const next = await this.#events.next()
      if (next.done === true) return next
      const options = { id: next.value.version, ...(this.#isFirst && { retry }) }
      this.#isFirst = false
      return { done: false, value: serverSentEvent(orderMessage(next.value), options) }
    } catch (error) {
      throw httpErrorOf(error) ?? error
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    await this.#events.return?.()
    return { done: true, value: undefined }
  }
}
