import { describe, expect, test } from '@jest/globals'
import type { Order } from '../../../domain/orders/order.js'
import { cancelled, delivered, paid, placed, type StepContext, shipped } from '../../../domain/orders/order-steps.js'
import { storedProduct } from '../../support/example-products.js'

const placedAt = new Date('2026-11-23T10:00:00Z')
const at = new Date('2026-11-23T10:30:00Z')
const payBy = new Date('2026-11-23T11:00:00Z')
const trace = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' }
const product = storedProduct({ price: { amount: 250, currency: 'EUR' }, stock: 9 })
const wanted = [{ productId: product.id, quantity: 3 }]
const total = { amount: 750, currency: 'EUR' }
const pieces = [{ productId: product.id, sku: product.sku, quantity: 3 }]

/** Returns a context whose ids are `1`, `2` and so on. */
function context(time = at): StepContext {
  let count = 0
  return { at: time, newId: () => `${++count}`, trace }
}

const first = placed({ id: 'order', customerId: 'ann', wanted, payBy }, [product], context(placedAt))
const payment = { id: 'pay_1', orderId: 'order', amount: total }
const paidOrder = paid(first.order, payment, context()).order
const event = { id: '1', orderId: 'order', at, trace }

test('placing an order takes its pieces from stock and makes its first event', () => {
  expect(first).toEqual({
    order: {
      id: 'order',
      customerId: 'ann',
      status: 'placed',
      total,
      version: 1,
      placedAt,
      updatedAt: placedAt,
      payBy,
      lines: [{ ...pieces[0], name: product.name, unitPrice: product.price, total }],
    },
    events: [
      {
        ...event,
        at: placedAt,
        type: 'order.placed',
        version: 1,
        data: {
          customerId: 'ann',
          lines: [{ ...pieces[0], unitPrice: product.price }],
          total,
          payBy: payBy.toISOString(),
        },
      },
    ],
    taken: wanted,
  })
})

describe('cancelling', () => {
  const ended = { customerId: 'ann', lines: pieces, total }

  test.each([
    ['requested', 'order.cancelled'],
    ['unpaid', 'order.expired'],
  ] as const)('an order that is cancelled as %s returns its pieces with the event %s', (cancelReason, type) => {
    expect(cancelled(first.order, cancelReason, context())).toEqual({
      order: { ...first.order, status: 'cancelled', cancelReason, version: 2, updatedAt: at },
      events: [{ ...event, type, version: 2, data: ended }],
      returned: first.order.lines,
    })
  })

  test('a paid order requests the refund of its payment in a second event', () => {
    const { order, events } = cancelled(paidOrder, 'requested', context())
    expect(order).toMatchObject({ status: 'cancelled', paymentId: 'pay_1', version: 4 })
    expect(events).toEqual([
      { ...event, type: 'order.cancelled', version: 3, data: ended },
      {
        ...event,
        id: '2',
        type: 'order.refund-requested',
        version: 4,
        data: { customerId: 'ann', paymentId: 'pay_1', amount: total, reason: 'order-cancelled' },
      },
    ])
  })
})

describe('a payment', () => {
  test('of exactly the total pays for a placed order', () => {
    expect(paid(first.order, payment, context())).toEqual({
      order: { ...first.order, status: 'paid', paymentId: 'pay_1', version: 2, updatedAt: at },
      events: [
        { ...event, type: 'order.paid', version: 2, data: { customerId: 'ann', paymentId: 'pay_1', amount: total } },
      ],
      payment,
    })
  })

  const cancelledOrder = cancelled(first.order, 'unpaid', context()).order
  test.each<[string, Order, number, string]>([
    ['order-cancelled', cancelledOrder, 750, 'EUR'],
    ['order-cancelled', cancelledOrder, 1, 'SEK'],
    ['already-paid', paidOrder, 750, 'EUR'],
    ['already-paid', shipped(paidOrder, context()).order, 750, 'EUR'],
    ['wrong-amount', first.order, 749, 'EUR'],
    ['wrong-amount', first.order, 751, 'EUR'],
    ['wrong-amount', first.order, 750, 'SEK'],
  ])('is recorded and refunded with the reason %s', (reason, order, amount, currency) => {
    const other = { id: 'pay_2', orderId: 'order', amount: { amount, currency } }
    const version = order.version + 1
    expect(paid(order, other, context())).toEqual({
      order: { ...order, version, updatedAt: at },
      events: [
        {
          ...event,
          type: 'order.refund-requested',
          version,
          data: { customerId: 'ann', paymentId: 'pay_2', amount: { amount, currency }, reason },
        },
      ],
      payment: other,
    })
  })
})

test('a paid order is shipped with an event, then delivered with an event', () => {
  const { order, events } = shipped(paidOrder, context())
  expect(order).toEqual({ ...paidOrder, status: 'shipped', version: 3, updatedAt: at })
  expect(events).toEqual([{ ...event, type: 'order.shipped', version: 3, data: { customerId: 'ann' } }])
  const last = delivered(order, context())
  expect(last.order).toEqual({ ...order, status: 'delivered', version: 4 })
  expect(last.events).toEqual([{ ...event, type: 'order.delivered', version: 4, data: { customerId: 'ann' } }])
})

test('an invalid trace does not become part of an event', () => {
  const { events } = shipped(paidOrder, { ...context(), trace: { traceparent: 'a\0' } })
  expect(events[0]).not.toHaveProperty('trace')
})
