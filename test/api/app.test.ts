import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { uncalledCatalogue } from '../../api/products/uncalled-catalogue.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'
import { newProduct } from '../support/example-products.js'
import { rawExchange } from '../support/raw-exchange.js'
import { serve } from '../support/serve.js'
import { failingShop, openShop, type Shop, shopOf } from '../support/shop.js'
import { asAssistant } from '../support/tokens.js'
import { readXml } from '../support/xml-twin.js'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const list = '/v1/products'
const chrome = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8'
const firefox = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

/** Returns the media type of a failure in the format of another media type. */
const asProblem = (type: string): string => type.replace('application/', 'application/problem+')

describe('the format', () => {
  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    [chrome, 'text/html'],
    [firefox, 'text/html'],
    ['application/xml', 'application/xml'],
    ['application/xml, */*;q=0.8', 'application/xml'],
    ['application/json;q=0.5, application/xml', 'application/xml'],
  ])('Accept: %s gets %s, in success and failure', async (accept, type) => {
    for (const path of [list, '/nowhere', `${list}/none`]) {
      const sent = request(shop.app).get(path)
      const answer = await (accept === undefined ? sent : sent.set('Accept', accept))
      expect([path, answer.type, answer.headers.vary]).toEqual([path, path === list ? type : asProblem(type), 'Accept'])
    }
  })

  test('a 406 lists what there is', async () => {
    const { body } = await request(shop.app).get(`${list}/none`).set('Accept', 'text/csv').expect(406)
    expect(body.available).toEqual(['application/json', 'application/xml', 'text/html'])
  })

  test.each(['application/json', 'application/xml'])('unknown paths and wrong methods answer in %s', async (type) => {
    const missing = await request(shop.app).get('/nowhere').set('Accept', type).expect(404)
    const wrong = await request(shop.app).post(`${list}/1`).set('Accept', type).expect(405)
    expect([missing.type, wrong.type]).toEqual([asProblem(type), asProblem(type)])
    expect(wrong.headers.allow?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'])
    if (type === 'application/xml') expect((await readXml(wrong.text)).root).toBe('problem')
  })
})

test('the root says where to go', async () => {
  await request(shop.app).get('/').expect(200, {
    service: 'Endware shop',
    products: list,
    orders: '/v1/orders',
    problems: '/problems',
    docs: '/docs',
    openapi: '/openapi.yaml',
  })
})

test('every answer carries the protective fields and none that tells what runs here', async () => {
  for (const path of [list, '/nowhere']) {
    const { headers } = await request(shop.app).get(path)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';style-src 'unsafe-inline';img-src data:;frame-ancestors 'none'",
      'x-frame-options': 'SAMEORIGIN',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('etag')
  }
})

describe('the request id', () => {
  test.each([list, '/nowhere', `${list}/%ff`])('of %s is in the field, the envelope and the log', async (path) => {
    const { log, app } = shopOf({ ...uncalledCatalogue, list: async () => ({ items: [] }) })
    const answer = await request(app).get(path).set('X-Request-Id', 'trace-1')
    expect(answer.headers['x-request-id']).toBe('trace-1')
    if (answer.status >= 400) expect(answer.body.requestId).toBe('trace-1')
    expect(log.records.map((record) => record['http.request.id'])).toEqual(['trace-1'])
  })
})

describe('a failure of the storage', () => {
  const secret = 'select * from "secrets" at 10.1.2.3'

  test.each([
    ['an unforeseen error', new Error(secret), 500, 'unexpected-error'],
    ['an unavailable storage', new StorageUnavailable({ cause: new Error(secret) }), 503, 'service-unavailable'],
    ['something else that is thrown', secret, 500, 'unexpected-throw'],
  ])('%s: the log has the cause, once, and the client nothing of it', async (_, error, status, failure) => {
    const { app, log } = failingShop(error)
    const answer = await request(app).get(list).expect(status)
    expect(JSON.stringify([answer.text, answer.headers])).not.toContain('secrets')
    expect(log.records).toEqual([
      expect.objectContaining({
        'log.level': 'error',
        'event.action': 'request-failed',
        'http.response.status_code': status,
        'shop.failure': failure,
      }),
    ])
    expect(log.text.split('10.1.2.3').length - 1).toBeGreaterThanOrEqual(1)
  })

  test('a storage without an answer is a warning with its reason, without a stack', async () => {
    const cause = Object.assign(new Error(secret), { code: 'ECONNREFUSED' })
    const { app, log } = failingShop(new StorageUnavailable({ cause, isUnreachable: true }))
    const answer = await request(app).get(list).expect(503)
    expect(answer.text).not.toContain('secrets')
    expect(log.records).toEqual([
      expect.objectContaining({
        'log.level': 'warn',
        'event.action': 'request-unserved',
        'shop.failure': 'storage-unreachable',
        'shop.reason': secret,
        'error.code': 'ECONNREFUSED',
      }),
    ])
    expect(log.records[0]).not.toHaveProperty('error.stack_trace')
  })

  test('a 4xx is not logged as an error', async () => {
    const { app, log } = shopOf(uncalledCatalogue)
    await request(app).post(list).set(asAssistant).send({}).expect(400)
    expect(log.records).toEqual([
      expect.objectContaining({ 'log.level': 'info', 'http.response.status_code': 400, 'http.route': list }),
    ])
  })
})

test('nothing that a client keeps secret is logged', async () => {
  const { app, log } = failingShop(new Error('failed with Authorization: Bearer CANARY'))
  const secrets = { Authorization: 'Bearer CANARY', Cookie: 'session=CANARY', 'X-Api-Key': 'CANARY' }
  await request(app)
    .post(`${list}?token=CANARY`)
    .set({ ...secrets, ...asAssistant })
    .send(newProduct({ description: 'CANARY' }))
    .expect(500)
  await request(app).get(`${list}?after=CANARY`).set(secrets).expect(500)
  await request(app)
    .post(list)
    .set({ ...secrets, ...asAssistant })
    .send({ ...newProduct(), CANARY: 'CANARY' })
    .expect(400)
  await request(app).post(list).set(secrets).send(newProduct()).expect(401)
  expect(log.records).toHaveLength(4)
  expect(log.text).not.toContain(asAssistant.Authorization.slice('Bearer '.length))
  expect(log.text).not.toContain('CANARY')
})

test.each([
  ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 204],
  ['an absolute URL', 'GET http://a/nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
])('%s', async (_, text, status) => {
  const server = await serve(shop.app)
  try {
    expect((await rawExchange(server.port, text)).slice(0, 12)).toBe(`HTTP/1.1 ${status}`)
  } finally {
    await server.close()
  }
})
