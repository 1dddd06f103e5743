import { problemType } from '@endware/restapi'
import { z } from 'zod'
import { orderStatuses } from '../../domain/orders/order-status.js'

const productId = z.string().meta({ examples: ['449f7f04-ef38-4cef-8cd9-6343c1eb768b'] })

/** There are fewer pieces than an order wants. */
export const outOfStock = problemType({
  type: '/problems/out-of-stock',
  title: 'There is not enough in stock',
  status: 409,
  extensions: z.object({
    shortages: z
      .array(
        z
          .object({
            productId,
            wanted: z.int().meta({ description: 'Pieces that the order wants' }),
            left: z.int().meta({ description: 'Pieces that can be ordered' }),
          })
          .readonly(),
      )
      .readonly()
      .meta({ description: 'The lines that cannot be had, and what is left' }),
  }),
  description:
    'Nothing was taken from stock. Order what is left of these products, or come back later. The shop may keep the last piece of each product.',
  example: {
    detail: 'there is not enough in stock for a line of the order',
    shortages: [{ productId: '449f7f04-ef38-4cef-8cd9-6343c1eb768b', wanted: 200, left: 140 }],
  },
})

/** An order is not in a status that allows the step. */
export const illegalStep = problemType({
  type: '/problems/illegal-order-step',
  title: 'The order cannot take this step',
  status: 409,
  extensions: z.object({
    from: z.enum(orderStatuses).meta({ description: 'The status of the order' }),
    to: z.enum(orderStatuses).meta({ description: 'The status that it cannot get' }),
  }),
  description: 'An order can be cancelled until it is shipped. Read it to see its status.',
  example: { detail: 'an order that is shipped cannot become cancelled', from: 'shipped', to: 'cancelled' },
})

/** Another request with the same key is under way. */
export const keyInFlight = problemType({
  type: '/problems/idempotency-key-in-flight',
  title: 'A request with this idempotency key is being handled',
  status: 409,
  description: 'Send the same request again a little later: it is then answered as the one that is being handled.',
  example: { detail: 'a request with this idempotency key is in progress: repeat the request later' },
})

/** A key was used for another request. */
export const keyReused = problemType({
  type: '/problems/idempotency-key-reused',
  title: 'The idempotency key was used for another request',
  status: 422,
  description: 'A key stands for one request and its content. Use a new key for a new request.',
  example: { detail: 'this idempotency key was used for another request: use a new key for a new request' },
})

/** The catalogue does not have products of an order. */
export const unknownProducts = problemType({
  type: '/problems/unknown-products',
  title: 'The catalogue does not have these products',
  status: 422,
  extensions: z.object({
    productIds: z.array(productId).readonly().meta({ description: 'The products that do not exist' }),
  }),
  description: 'The products may have been removed. Look for them in the list of products.',
  example: {
    detail: 'the catalogue does not have a product of the order',
    productIds: ['00000000-0000-4000-8000-000000000000'],
  },
})

/** The products of an order have prices in several currencies. */
export const severalCurrencies = problemType({
  type: '/problems/several-currencies',
  title: 'An order has one currency',
  status: 422,
  extensions: z.object({
    currencies: z.array(z.string()).readonly().meta({ description: 'The currencies of the products' }),
  }),
  description: 'The prices of these products are in several currencies. Place an order for each currency.',
  example: {
    detail: 'an order must have one currency; these products have CHF, EUR: place an order for each',
    currencies: ['CHF', 'EUR'],
  },
})

export const orderProblems = [outOfStock, illegalStep, keyInFlight, keyReused, unknownProducts, severalCurrencies]
