import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { TooManyWatches } from '../../domain/orders/order-watches.js'
import { ExportsBusy } from '../../domain/products/product-error.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'
import { parseXml, xmlRoot } from '../support/both-formats.js'
import { newProduct } from '../support/example-products.js'
import { ada, newKey } from '../support/order-client.js'
import { failingShop, openShop, type Shop } from '../support/shop.js'
import { asAssistant } from '../support/tokens.js'

const products = '/v1/products'
const stored = newProduct()

let shop: Shop
let item: string
beforeAll(async () => {
  shop = await openShop()
  const { headers } = await request(shop.app).post(products).set(asAssistant).send(stored).expect(201)
  item = String(headers.location)
})
afterAll(() => shop.close())

const sending = (app = shop.app) => request(app)
const lines = [{ productId: '00000000-0000-4000-8000-000000000000', quantity: 1 }]

/** A request for each status that the shop answers a failure with. */
const failures: readonly (readonly [status: number, type: string, why: string, send: () => request.Test])[] = [
  [400, 'about:blank', 'an invalid query', () => sending().get(`${products}?limit=0`)],
  [400, 'about:blank', 'a malformed path', () => sending().get(`${products}/%ff`)],
  [400, 'about:blank', 'a malformed body', () => sending().post(products).set(asAssistant).type('json').send('{"sku"')],
  [401, 'about:blank', 'no token', () => sending().get('/v1/orders')],
  [403, 'about:blank', 'a missing scope', () => sending().post(products).set(ada).send(newProduct())],
  [404, 'about:blank', 'an unknown path', () => sending().get('/nowhere')],
  [404, 'about:blank', 'an unknown product', () => sending().get(`${products}/none`)],
  [405, 'about:blank', 'another method', () => sending().post(item)],
  [406, 'about:blank', 'an unknown format', () => sending().get(`${item}?format=pdf`)],
  [409, '/problems/sku-taken', 'a conflict', () => sending().post(products).set(asAssistant).send(stored)],
  [412, 'about:blank', 'another version', () => sending().delete(item).set(asAssistant).set('If-Match', '"9;json"')],
  [
    413,
    'about:blank',
    'a large body',
    () =>
      sending()
        .post(products)
        .set(asAssistant)
        .send({ ...stored, name: 'a'.repeat(2 ** 20) }),
  ],
  [415, 'about:blank', 'an unknown type', () => sending().post(products).set(asAssistant).type('text/plain').send('a')],
  [
    422,
    '/problems/unknown-products',
    'content that cannot be',
    () => sending().post('/v1/orders').set(ada).set('Idempotency-Key', newKey()).send({ lines }),
  ],
  [428, 'about:blank', 'no version', () => sending().delete(item).set(asAssistant)],
  [429, 'about:blank', 'a limit', () => sending(failingShop(new TooManyWatches(1)).app).get(products)],
  [500, 'about:blank', 'an unforeseen error', () => sending(failingShop(new Error('secret')).app).get(products)],
  [503, 'about:blank', 'no storage', () => sending(failingShop(new StorageUnavailable()).app).get(products)],
  [503, 'about:blank', 'a busy service', () => sending(failingShop(new ExportsBusy(2)).app).get(`${products}/export`)],
]

describe.each(failures)('a %i of the type %s, for %s', (status, type, _, send) => {
  test('is a problem in JSON, with the id of the request', async () => {
    const answer = await send()
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json'])
    expect(answer.body).toMatchObject({
      type,
      title: expect.any(String),
      status,
      instance: expect.any(String),
      timestamp: expect.any(String),
      requestId: answer.headers['x-request-id'],
    })
    expect(answer.text).not.toContain('secret')
  })

  test('is a problem in XML, with the id of the request', async () => {
    const answer = await send().set('Accept', 'application/xml').buffer(true)
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+xml'])
    const content = answer.text ?? String(answer.body)
    expect(await xmlRoot(content)).toEqual({ name: 'problem', namespace: 'urn:ietf:rfc:7807' })
    expect(await parseXml(content)).toMatchObject({
      type,
      status: String(status),
      requestId: answer.headers['x-request-id'],
    })
  })
})

test('several faults of a request are listed with their places', async () => {
  const { body } = await sending().get(`${products}?limit=0&sort=size`).expect(400)
  expect(body.errors).toEqual(
    expect.arrayContaining([
      { in: 'query', pointer: '/limit', message: expect.any(String) },
      { in: 'query', pointer: '/sort', message: expect.any(String) },
    ]),
  )
})
