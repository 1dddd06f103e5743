import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Codec, endware, ok } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { catalogue } from '../../../domain/products/catalogue.js'
import { awaitedProducts } from '../../../repository/awaited-products.js'
import { createLogger } from '../../../telemetry/logger.js'
import { requestId } from '../../../telemetry/request-id.js'
import { requestLog } from '../../../telemetry/request-log.js'
import { expectRecords } from '../../support/expect-records.js'
import { LogLines } from '../../support/log-lines.js'
import { ada, newKey, orderClient } from '../../support/order-client.js'
import { openShop, type StoredShop, shopOf } from '../../support/shop.js'
import { asAssistant, tokenOf } from '../../support/tokens.js'

/** A codec that writes nothing, not even failures. */
const broken: Codec = {
  name: 'broken',
  mediaTypes: ['application/json'],
  encode() {
    throw new Error('the codec is broken')
  },
}

/** Returns an application with one endpoint, and the lines of its log. */
function serving(endpoint: () => unknown, options: { codecs?: Codec[]; timeout?: number; slowMs?: number } = {}) {
  const { slowMs = 600_000, ...api } = options
  const lines = new LogLines()
  const requests = requestLog(createLogger({ level: 'info', format: 'json', target: lines }), { slowMs })
  const ware = endware({ ...api, onFailure: requests.failed })
  const routes = ware.routes(Router())
  routes.get('/', endpoint)
  return { app: express().use(requestId(), requests.middleware, routes, ware.fallback()), lines }
}

describe('a request has exactly one record', () => {
  const cases = (): [name: string, level: string, status: number, served: ReturnType<typeof serving>][] => [
    ['request-failed', 'error', 500, serving(() => new Error('a fault'))],
    ['request-timeout', 'error', 503, serving(() => new Promise(() => undefined), { timeout: 10 })],
    ['answer-unwritable', 'error', 500, serving(() => ({ a: 1 }), { codecs: [broken] })],
    [
      'answer-not-sent',
      'error',
      500,
      serving(() => Object.create(ok(1), { fields: { value: [{ name: 'x', value: '\r' }] } })),
    ],
    ['request-slow', 'warn', 200, serving(() => pause(60, 'late'), { slowMs: 20 })],
    ['request', 'info', 200, serving(() => 'early', { slowMs: 600_000 })],
  ]

  test.each(cases())('%s at level %s for a %i', async (name, level, status, { app, lines }) => {
    await request(app).get('/').expect(status)
    expect(lines.records).toEqual([
      expect.objectContaining({ 'event.action': name, 'log.level': level, 'http.response.status_code': status }),
    ])
  })

  test('with the severity of its row and fields of the types of the index', async () => {
    const logged = []
    for (const [, , , { app, lines }] of cases()) {
      await request(app).get('/')
      logged.push(...lines.records)
    }
    expectRecords(logged, [
      'request-failed',
      'request-timeout',
      'answer-unwritable',
      'answer-not-sent',
      'request-slow',
      'request',
    ])
  })

  test('which says by how much an answer must be late to be slow', async () => {
    const { app, lines } = serving(() => pause(60, 'late'), { slowMs: 20 })
    await request(app).get('/')
    expect(lines.records[0]?.['shop.threshold_ms']).toBe(20)
  })

  test('a failure that is late too is a failure', async () => {
    const late = () => pause(60).then(() => Promise.reject(new Error('late')))
    const { app, lines } = serving(late, { slowMs: 20 })
    await request(app).get('/').expect(500)
    expect(lines.records.map((record) => record['event.action'])).toEqual(['request-failed'])
  })
})

test('the record of a request has the trace id of its traceparent, and none of one that is not valid', async () => {
  const { app, lines } = serving(() => 'a')
  const id = '4bf92f3577b34da6a3ce929d0e0e4736'
  await request(app).get('/').set('traceparent', `00-${id}-00f067aa0ba902b7-01`)
  await request(app).get('/').set('traceparent', `ff-${id}-00f067aa0ba902b7-01`)
  expect(lines.records.map((record) => record['trace.id'])).toEqual([id, undefined])
})

test('a request before the database is open is no error of its own: its record has no stack', async () => {
  const { products } = awaitedProducts()
  const { app, log } = shopOf(catalogue(products, { newId: randomUUID, now: () => new Date() }))
  await request(app).get('/v1/products').expect(503).expect('Retry-After', '2')
  expectRecords(log.records, ['request-early'])
  expect(log.records).toEqual([
    expect.objectContaining({ 'http.response.status_code': 503, 'shop.failure': 'starting' }),
  ])
  expect(log.text).not.toContain('error.')
})

describe('the shop', () => {
  let shop: StoredShop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())
  const client = orderClient(() => shop.app)

  test('names the caller of a request with a token, and nobody without', async () => {
    await request(shop.app).get('/v1/orders').set(ada).expect(200)
    await request(shop.app).get('/v1/products').expect(200)
    await request(shop.app).get('/v1/products').set('Authorization', 'Bearer wrong')
    expect(shop.log.records.slice(-3).map((record) => record['user.id'])).toEqual(['ada', undefined, undefined])
  })

  test('says why the credentials of a request are refused, and shows none of them', async () => {
    const late = await tokenOf('ada', [], { exp: 1_000_000_000 })
    const refusals: unknown[] = []
    for (const token of [late, await tokenOf('ada', [], { iss: 'https://else.example' }), 'wrong']) {
      await request(shop.app).get('/v1/orders').set('Authorization', `Bearer ${token}`).expect(401)
      refusals.push(shop.log.records.at(-1)?.['shop.refusal'])
      expect(JSON.stringify(shop.log.records.at(-1))).not.toContain(token)
    }
    await request(shop.app).get('/v1/orders').set(ada).expect(200)
    expect([...refusals, shop.log.records.at(-1)?.['shop.refusal']]).toEqual([
      'the token has expired',
      'the token is not for this service: its claim iss is not right',
      'not valid',
      undefined,
    ])
  })

  test('warns once of a key that came again with other content, which is no error', async () => {
    const [one, other] = [await client.stocked(), await client.stocked()]
    const key = newKey()
    await client.placing([{ productId: one, quantity: 1 }], ada, key).expect(201)
    const { body } = await client.placing([{ productId: other, quantity: 1 }], ada, key).expect(422)
    expectRecords(shop.log.records, ['idempotency-mismatch'])
    expect(shop.log.records.filter((record) => record['event.action'] === 'idempotency-mismatch')).toEqual([
      expect.objectContaining({
        'log.level': 'warn',
        'http.request.id': body.requestId,
        'http.response.status_code': 422,
        'user.id': 'ada',
      }),
    ])
  })

  test('logs no 4xx as an error', async () => {
    const before = shop.log.records.length
    await request(shop.app).post('/v1/products').set(asAssistant).send({}).expect(400)
    await request(shop.app).get('/v1/orders').expect(401)
    await request(shop.app).get('/v1/products/none').expect(404)
    await request(shop.app).post('/v1/products/none').expect(405)
    await request(shop.app).get('/v1/products/none').set('Accept', 'image/png').expect(406)
    const levels = shop.log.records.slice(before).map((record) => record['log.level'])
    expect(levels).toEqual(Array(5).fill('info'))
  })
})
