import { expect, test } from '@jest/globals'
import type { OrderEvent } from '../../domain/orders/order-event.js'
import { exampleIncomingMessages, exampleOrderMessages } from '../../messages/example-messages.js'
import { incomingMessageSchema, incomingMessages } from '../../messages/incoming-messages.js'
import { orderMessage, orderMessages } from '../../messages/order-messages.js'

const event: OrderEvent = {
  id: '0b6f1d52-0f4e-4a52-8d55-0d3f5a6c7b03',
  type: 'order.shipped',
  orderId: '7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90',
  version: 3,
  at: new Date('2026-11-23T10:00:00.123Z'),
  data: { customerId: 'customer-1' },
}

test('there is an example of each message', () => {
  expect(exampleOrderMessages().map(({ type }) => type)).toEqual(Object.keys(orderMessages))
  expect(exampleIncomingMessages.map(({ type }) => type)).toEqual(Object.keys(incomingMessages))
  for (const message of exampleIncomingMessages) expect(incomingMessageSchema.parse(message)).toEqual(message)
})

test('a message has no member that its schema does not describe', () => {
  const data = { customerId: 'customer-1', note: 'secret' }
  expect(orderMessage({ ...event, data }).data).toEqual({
    orderId: event.orderId,
    version: 3,
    customerId: 'customer-1',
  })
})

test('an event that its schema does not allow has no message', () => {
  expect(() => orderMessage({ ...event, version: 0 })).toThrow('version')
  const unknown = { ...event, type: 'order.teleported' } as unknown as OrderEvent
  expect(() => orderMessage(unknown)).toThrow(
    new TypeError('there is no message for events of the type order.teleported'),
  )
})

test.each([
  ['a source with spaces', { source: '/a b' }],
  ['an id that is too long', { id: 'x'.repeat(129) }],
  ['another version of CloudEvents', { specversion: '0.3' }],
  ['another type of data', { datacontenttype: 'text/xml' }],
  ['an unknown type', { type: 'payment.lost' }],
  ['an amount that is no integer', { data: { ...payment(), amount: { amount: 1.5, currency: 'EUR' } } }],
  ['an order that is no UUID', { data: { ...payment(), orderId: '1' } }],
])('a message with %s is refused', (_, change) => {
  expect(incomingMessageSchema.safeParse({ ...exampleIncomingMessages[0], ...change }).success).toBe(false)
})

test('attributes that the shop does not know are ignored', () => {
  const extended = { ...exampleIncomingMessages[0], region: 'eu' }
  expect(incomingMessageSchema.parse(extended)).toEqual(exampleIncomingMessages[0])
})

function payment(): Record<string, unknown> {
  return { ...exampleIncomingMessages[0]?.data }
}
