import { created, ok, type Routes } from '@endware/restapi'
import { Router } from 'express'
import type { Order } from '../../domain/orders/order.js'
import { KeyReused } from '../../domain/orders/order-error.js'
import type { OrderManagement } from '../../domain/orders/order-management.js'
import type { TraceContext } from '../../domain/orders/trace-context.js'
import type { RequestLog } from '../../telemetry/request-log.js'
import { readingWith, tokenWith } from '../authentication/scopes.js'
import { cacheFieldForCaller, forCaller } from '../caching.js'
import { domainErrors, eachWithDomainErrors } from '../domain-errors.js'
import { isForWholeLists, listFormats } from '../formats.js'
import type { ShopApi } from '../shop-api.js'
import { cancelledOrder, exampleCursor, placedOrder, placedSummary } from './example-orders.js'
import { KeyedHeaders, keyText } from './idempotency-key.js'
import { orderAccess } from './order-access.js'
import { NewOrderContent, OrderContent, OrderList, OrderPath, OrderQuery } from './order-contract.js'
import {
  illegalStep,
  keyInFlight,
  keyReused,
  outOfStock,
  severalCurrencies,
  unknownProducts,
} from './order-problems.js'

const collection = '/v1/orders'
const uncached = { 'Cache-Control': cacheFieldForCaller } as const
const item = `${collection}/:id`
const unknown = 'There is no such order, or it is that of another customer'
const unavailable = 'The storage cannot be reached at the moment, or does not answer in time'
const unavailableToChanges = `${unavailable}; whether the change was stored is not known, and the same request with the same key finds it out`
const readable = readingWith('orders:read')
const writable = tokenWith('orders:write')
const repeatable =
  'The same request with the same `Idempotency-Key` is answered in the same way, and changes nothing more. While the first one is handled, a second gets a 409; a key that was used for other content is a 422.'

/** Returns the routes of the orders of the shop. @param note adds fields to the record of a request in the log */
export function orderRoutes(api: ShopApi, orders: OrderManagement, note?: RequestLog['note']): Routes<Router> {
  const safely = domainErrors((error, { request }: { readonly request: object }) => {
    if (error instanceof KeyReused) note?.(request, { 'event.action': 'idempotency-mismatch' })
  })
  const routes = api.routes(Router(), {
    ...api.limited,
    tags: ['orders'],
    security: readable,
    use: [...api.limited.use, orderAccess],
  })

  routes.post(
    collection,
    {
      operationId: 'placeOrder',
      summary: 'Place an order',
      description: `At the present prices, for the subject of the token. Its pieces are taken from stock: all of them, or none. ${repeatable}`,
      security: writable,
      headers: KeyedHeaders,
      body: NewOrderContent,
      problems: [outOfStock, keyInFlight, keyReused, unknownProducts, severalCurrencies],
      responses: {
        201: {
          schema: OrderContent,
          description: 'The order as it was placed',
          example: placedOrder,
          headers: { ETag: true, ...uncached },
        },
        503: unavailableToChanges,
      },
    },
    safely(async ({ body, headers, context, request }) => {
      const keyed = { caller: context.caller, key: keyText(headers['idempotency-key']) }
      const { order } = await orders.place(body.lines, keyed, { trace: traceOf(request.headers) })
      return created(order, pathOf(order)).withVersion(order.version).withCacheControl(forCaller)
    }),
  )

  routes.get(
    collection,
    {
      operationId: 'listOrders',
      summary: 'The orders of the caller',
      description:
        'With the scope `orders:any`, those of all customers. The latest first, without their lines; the next page, where there is one, is the target of the `Link` field whose relation is `next`. NDJSON and CSV have all orders that follow `after` instead, unless there is a `limit`.',
      codecs: listFormats,
      query: OrderQuery,
      responses: {
        200: {
          schema: OrderList,
          description: 'The orders; an empty list when none fits',
          example: [placedSummary],
          headers: {
            ...uncached,
            Link: {
              description: 'The next page, with the relation `next`; absent on the last page',
              example: `<${collection}?limit=20&after=${exampleCursor}>; rel="next"`,
            },
          },
        },
        503: unavailable,
      },
    },
    safely(async ({ query, context: { access }, mediaType, request }) => {
      const { limit, ...filter } = query
      if (limit === undefined && isForWholeLists(mediaType)) {
        return ok(eachWithDomainErrors(orders.all({ access, ...filter }))).withCacheControl(forCaller)
      }
      const { items, next } = await orders.list({ access, ...query })
      const answer = ok(items).withCacheControl(forCaller)
      return next === undefined ? answer : answer.withLink(nextTarget(request.url, next), { rel: 'next' })
    }),
  )

  routes.get(
    item,
    {
      operationId: 'readOrder',
      summary: 'An order',
      params: OrderPath,
      responses: {
        200: {
          schema: OrderContent,
          description: 'The order',
          example: placedOrder,
          headers: { ETag: true, ...uncached },
        },
        404: unknown,
        503: unavailable,
      },
    },
    safely(async ({ params, context: { access } }) => {
      const order = await orders.read(params.id, access)
      return ok(order).withVersion(order.version).withCacheControl(forCaller)
    }),
  )

  routes.post(
    `${item}/cancellation`,
    {
      operationId: 'cancelOrder',
      summary: 'Cancel an order',
      description: `Until it is shipped. Its pieces go back to stock, and its payment is to be returned. ${repeatable}`,
      security: writable,
      params: OrderPath,
      headers: KeyedHeaders,
      problems: [illegalStep, keyInFlight, keyReused],
      responses: {
        200: {
          schema: OrderContent,
          description: 'The order as it was cancelled',
          example: cancelledOrder,
          headers: {
            ETag: true,
            ...uncached,
            'Content-Location': {
              description: 'The path of the order, whose representation the content is (RFC 9110 §8.7)',
              example: `${collection}/${cancelledOrder.id}`,
            },
          },
        },
        404: unknown,
        503: unavailableToChanges,
      },
    },
    safely(async ({ params, headers, context: { caller, access }, request }) => {
      const keyed = { caller, key: keyText(headers['idempotency-key']) }
      const { order } = await orders.cancel(params.id, access, keyed, { trace: traceOf(request.headers) })
      return ok(order)
        .withVersion(order.version)
        .withHeader('Content-Location', pathOf(order))
        .withCacheControl(forCaller)
    }),
  )

  return routes
}

function pathOf({ id }: Order): string {
  return `${collection}/${id}`
}

/** Returns the trace that the client has begun. The domain drops one that is not valid. */
function traceOf({ traceparent, tracestate }: NodeJS.Dict<string | string[]>): TraceContext | undefined {
  if (typeof traceparent !== 'string') return undefined
  return typeof tracestate === 'string' ? { traceparent, tracestate } : { traceparent }
}

/** Returns the same list from this cursor on. */
function nextTarget(asked = '', after: string): string {
  const query = new URLSearchParams(/\?.*/.exec(asked)?.[0])
  query.set('after', after)
  return `${collection}?${query}`
}
