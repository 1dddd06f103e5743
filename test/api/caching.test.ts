import { afterAll, beforeAll, expect, test } from '@jest/globals'
import request from 'supertest'
import { newProduct } from '../support/example-products.js'
import { openShop, type StoredShop } from '../support/shop.js'
import { asAssistant } from '../support/tokens.js'

let shop: StoredShop
let product: string
let order: string
beforeAll(async () => {
  shop = await openShop()
  product = (await request(shop.app).post('/v1/products').set(asAssistant).send(newProduct())).body.id
  const lines = [{ productId: product, quantity: 1 }]
  order = (await request(shop.app).post('/v1/orders').set(asAssistant).set('Idempotency-Key', '"a"').send({ lines }))
    .body.id
})
afterAll(() => shop.close())

const shared = 'public, max-age=0, s-maxage=10'
const none = 'private, no-store'

test.each([
  ['/v1/products', 'application/json'],
  ['/v1/products', 'application/xml'],
  ['/v1/products', 'text/csv'],
  ['/v1/products/:id', 'application/json'],
  ['/v1/products/:id', 'text/html'],
])('shared caches may keep GET %s as %s, by its format', async (path, accept) => {
  const { headers } = await request(shop.app).get(path.replace(':id', product)).set('Accept', accept).expect(200)
  expect(headers).toMatchObject({ 'cache-control': shared, vary: expect.stringContaining('Accept') })
})

test('a 304 says again how long it may be kept', async () => {
  const path = `/v1/products/${product}`
  const { headers } = await request(shop.app).get(path)
  const again = await request(shop.app)
    .get(path)
    .set('If-None-Match', headers.etag ?? '')
    .expect(304)
  expect(again.headers['cache-control']).toBe(shared)
})

test.each(['/v1/orders', '/v1/orders?status=placed', '/v1/orders/:id'])('no cache keeps GET %s', async (path) => {
  const { headers } = await request(shop.app).get(path.replace(':id', order)).set(asAssistant).expect(200)
  expect(headers['cache-control']).toBe(none)
})

test('no cache keeps the answers to changes of orders and of sessions', async () => {
  const key = { 'Idempotency-Key': '"b"' }
  const cancelled = await request(shop.app)
    .post(`/v1/orders/${order}/cancellation`)
    .set(asAssistant)
    .set(key)
    .expect(200)
  const begun = await request(shop.app).post('/v1/session').set(asAssistant).expect(204)
  const ended = await request(shop.app).delete('/v1/session').expect(204)
  for (const { headers } of [cancelled, begun, ended]) expect(headers['cache-control']).toBe(none)
})

test('what failed is not for shared caches', async () => {
  const { headers } = await request(shop.app).get('/v1/products/00000000-0000-4000-8000-000000000000').expect(404)
  expect(headers['cache-control']).not.toBe(shared)
})
