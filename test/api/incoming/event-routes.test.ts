import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Express } from 'express'
import request from 'supertest'
import { catalogue } from '../../../domain/products/catalogue.js'
import type { IncomingMessage } from '../../../messages/incoming-messages.js'
import type { Database } from '../../../repository/database.js'
import { products } from '../../../repository/products.js'
import { openTestDatabase } from '../../support/database.js'
import { paymentMessage, shipmentMessage } from '../../support/messages.js'
import { type OrderDesk, orderDesk } from '../../support/order-desk.js'
import { shopOf } from '../../support/shop.js'
import { asCaller } from '../../support/tokens.js'

const sender = await asCaller('payments', 'events:write')
let database: Database
let desk: OrderDesk
let app: Express

beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
  app = shopOf(catalogue(products(database.knex), { newId: randomUUID, now: () => new Date() }), { orders: desk }).app
})
afterAll(() => database.close())

const post = (message: object, type = 'application/cloudevents+json', token = sender) =>
  request(app).post('/v1/events').set(token).set('Content-Type', type).send(JSON.stringify(message))

test.each(['application/cloudevents+json', 'application/cloudevents+json; charset=utf-8', 'application/json'])(
  'an event in %s pays for its order',
  async (type) => {
    const { order } = await desk.ordered()
    const { status, body } = await post(paymentMessage(order), type)
    expect([status, body]).toEqual([200, { orderId: order.id, status: 'paid', version: 2, repeated: false }])
  },
)

test('an event that comes again has no second effect', async () => {
  const order = await desk.orderThatIs('paid')
  const shipment = shipmentMessage('shipment.shipped', order.id)
  await post(shipment)
  const { status, body } = await post(shipment)
  expect([status, body]).toEqual([200, { orderId: order.id, status: 'shipped', version: 3, repeated: true }])
})

test('events of two sources may have the same id', async () => {
  const order = await desk.orderThatIs('paid')
  await post({ ...shipmentMessage('shipment.shipped', order.id), id: 'same' })
  const other = { ...shipmentMessage('shipment.delivered', order.id), id: 'same', source: '/others' }
  expect((await post(other)).body).toMatchObject({ status: 'delivered', repeated: false })
})

test('a payment of a cancelled order is recorded, and asks for its return', async () => {
  const order = await desk.orderThatIs('cancelled')
  const { status, body } = await post(paymentMessage(order))
  expect([status, body]).toEqual([200, { orderId: order.id, status: 'cancelled', version: 3, repeated: false }])
  expect((await desk.eventsOf(order.id)).at(-1)).toMatchObject({
    type: 'order.refund-requested',
    data: { reason: 'order-cancelled' },
  })
})

test('the trace of an event is that of its effect', async () => {
  const { order } = await desk.ordered()
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  await post({ ...paymentMessage(order), traceparent })
  const { events } = await desk.events(order.id, 'any', 1)
  expect(events[0]?.trace).toEqual({ traceparent })
})

test.each<[string, number, (message: IncomingMessage) => object]>([
  ['a type that is unknown', 400, (message) => ({ ...message, type: 'payment.lost' })],
  ['no specversion', 400, ({ specversion: _, ...message }) => message],
  ['an order that does not exist', 404, (message) => ({ ...message, data: { orderId: randomUUID() } })],
  ['a step that comes too early', 409, (message) => message],
])('an event with %s is a %d', async (_, status, change) => {
  const { order } = await desk.ordered()
  expect((await post(change(shipmentMessage('shipment.shipped', order.id)))).status).toBe(status)
})

test('an event needs a token with the scope events:write', async () => {
  const { order } = await desk.ordered()
  const customer = await asCaller('customer-1', 'orders:write', 'orders:any')
  expect((await post(paymentMessage(order), undefined, customer)).status).toBe(403)
  expect((await request(app).post('/v1/events').send(paymentMessage(order))).status).toBe(401)
  expect((await desk.read(order.id, 'any')).status).toBe('placed')
})
