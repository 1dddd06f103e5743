import { z } from 'zod'
import { orderLimits } from '../../domain/orders/order.js'
import { orderPageLimits } from '../../domain/orders/order-management.js'
import { orderStatuses } from '../../domain/orders/order-status.js'
import { exampleLines } from './example-orders.js'

const ofWantedLine = {
  productId: z.uuid().meta({ description: 'The id of a product' }),
  quantity: z.int().min(1).max(orderLimits.quantity).meta({ description: 'Pieces' }),
}

/** An order as a customer sends it. Names and prices come from the catalogue. */
export const NewOrderContent = z
  .strictObject({
    lines: z
      .array(z.strictObject(ofWantedLine).meta({ id: 'WantedLine', xml: { name: 'line' } }))
      .min(1)
      .max(orderLimits.lines)
      .meta({ description: 'Each of another product', xml: { wrapped: true }, examples: [exampleLines] }),
  })
  .meta({
    id: 'NewOrder',
    description: 'What a customer orders; names and prices are those of the catalogue',
    xml: { name: 'order' },
  })

const amountOf = (description: string, example: number) =>
  z
    .object({
      amount: z
        .int()
        .min(0)
        .meta({ description: 'In minor units of the currency, such as cents', examples: [example] }),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .meta({ description: 'ISO 4217 code', examples: ['EUR'] }),
    })
    .readonly()
    .meta({ description, html: { money: true } })

const ofSummary = {
  id: z.uuid().meta({ description: 'Given by the service' }),
  customerId: z.string().meta({ description: 'The subject of the token that placed it', examples: ['customer-1'] }),
  status: z.enum(orderStatuses).meta({
    description:
      'The place in its life: placed, then paid, shipped and delivered; cancelled instead, on request until it is shipped, or when it is not paid in time',
  }),
  cancelReason: z
    .enum(['requested', 'unpaid'])
    .optional()
    .meta({ description: 'Why it was cancelled: on request, or because it was not paid in time' }),
  paymentId: z
    .string()
    .optional()
    .meta({ description: 'The payment that paid for it', examples: ['pay-1'] }),
  total: amountOf('The sum of all lines', 4030),
}

const ofTimes = {
  version: z.int().min(1).meta({ description: 'Grows by one with each event of the order' }),
  placedAt: z.date().meta({ title: 'Placed', description: 'When it was placed' }),
  updatedAt: z.date().meta({ title: 'Changed', description: 'When it last changed' }),
  payBy: z.date().meta({ title: 'To be paid by', description: 'When it is cancelled unless it is paid by then' }),
}

const OrderLineContent = z
  .object({
    productId: z.uuid().meta({ examples: [exampleLines[0]?.productId] }),
    sku: z.string().meta({ title: 'SKU', examples: ['CT-1001'] }),
    name: z.string().meta({ description: 'At the time of the order', examples: ['Espresso Roast Napoli'] }),
    quantity: z.int().meta({ description: 'Pieces', examples: [2] }),
    unitPrice: amountOf('The price of one piece at the time of the order', 1290),
    total: amountOf('The price of all pieces', 2580),
  })
  .readonly()
  .meta({ id: 'OrderLine', xml: { name: 'line' } })

/** An order as clients see it. */
export const OrderContent = z
  .object({
    ...ofSummary,
    lines: z
      .array(OrderLineContent)
      .readonly()
      .meta({ xml: { wrapped: true } }),
    ...ofTimes,
  })
  .readonly()
  .meta({ id: 'Order', description: 'An order, with its life so far', xml: { name: 'order' } })

/** Some orders, or all, without their lines: `<orders><order>…` in XML. */
export const OrderList = z
  .array(
    z
      .object({ ...ofSummary, ...ofTimes })
      .readonly()
      .meta({ id: 'OrderSummary', description: 'An order without its lines', xml: { name: 'order' } }),
  )
  .readonly()
  .meta({ id: 'OrderList', xml: { name: 'orders', wrapped: true } })

/** The query of the list of orders: filter and page. */
export const OrderQuery = z.strictObject({
  status: z.enum(orderStatuses).optional().meta({ description: 'Only orders with this status' }),
  limit: z
    .int()
    .min(1)
    .max(orderPageLimits.most)
    .optional()
    .meta({
      description: `How many orders at most; without it ${orderPageLimits.default}, but all of them in NDJSON and CSV`,
    }),
  after: z.string().min(1).optional().meta({
    description: 'Only what follows the page that has this in its `Link` with the relation `next`',
  }),
})

/** The path of an order. Text that is no id is answered as an unknown order. */
export const OrderPath = z.object({ id: z.string().meta({ description: 'The id of an order' }) })
