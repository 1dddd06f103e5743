import { METHODS } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import request from 'supertest'
import { createMetricsApp } from '../../../api/observation/metrics-app.js'
import { shopDocument } from '../../../api/openapi-document.js'
import { writtenMediaTypes } from '../../../api/written-media-types.js'
import { StorageUnavailable } from '../../../domain/storage-unavailable.js'
import { createMetrics, type Metrics } from '../../../telemetry/metrics/metrics.js'
import { rawExchange } from '../../support/raw-exchange.js'
import { scraped, sumOf } from '../../support/scraped.js'
import { type Serving, serve } from '../../support/serve.js'
import { failingShop } from '../../support/shop.js'

const duration = 'http_server_request_duration_seconds'
const version = '1.2.3'

/** Returns the shop on a storage that fails, with metrics. */
function measuredShop() {
  const metrics = createMetrics({ version, mediaTypes: writtenMediaTypes })
  const { app } = failingShop(new StorageUnavailable(), {
    metrics: { middleware: metrics.middleware, scrape: metrics.text },
  })
  return { app, metrics }
}

describe('3,000 requests with random paths, methods and Accept', () => {
  const total = 3_000
  let metrics: Metrics
  let server: Serving
  const random = seeded(13)
  const word = () => Math.floor(random() * 2 ** 32).toString(36)
  const one = <Value>(of: readonly Value[]) => of[Math.floor(random() * of.length)] as Value

  // A CONNECT leaves HTTP, and QUERY and friends are in METHODS.
  const methods = METHODS.filter((method) => method !== 'CONNECT')
  const paths = [
    () => `/${word()}`,
    () => `/v1/products/${word()}`,
    () => `/V1/Products/${word()}`,
    () => `/v1/products?sort=${word()}`,
    () => `/v1/orders/${word()}/events`,
    () => `/docs/${word()}`,
    () => `/DoCs/${word()}/${word()}`,
    () => `/problems/${word()}`,
    () => `http://${word()}/${word()}`,
    () => `/%${word()}/../${word()}`,
  ]
  const accepts = [
    () => `${word()}/${word()}`,
    () => `application/json;${word()}=${word()}`,
    () => `text/${word()}, application/xml;q=0.${Math.floor(random() * 10)}`,
    () => 'text/html',
    () => word(),
  ]

  beforeAll(async () => {
    const shop = measuredShop()
    metrics = shop.metrics
    server = await serve(shop.app)
    const lines = Array.from({ length: total }, (_, index) => {
      const close = index % 100 === 99 ? '\r\nConnection: close' : ''
      return `${one(methods)} ${one(paths)()} HTTP/1.1\r\nHost: shop\r\nAccept: ${one(accepts)()}${close}\r\n\r\n`
    })
    for (let at = 0; at < total; at += 100) {
      const answers = await rawExchange(server.port, lines.slice(at, at + 100).join(''))
      expect(answers).toContain('HTTP/1.1 ')
    }
  })
  afterAll(() => server.close())

  test('each counts once', async () => {
    const samples = scraped(await metrics.text())
    expect(sumOf(samples, `${duration}_count`)).toBe(total)
    expect(sumOf(samples, `${duration}_bucket`, { le: '+Inf' })).toBe(total)
  })

  test('each label value is from a list', async () => {
    const values = (label: string, name = `${duration}_count`) => [
      ...new Set(scraped(text).flatMap((sample) => (sample.name === name ? (sample.labels[label] ?? []) : []))),
    ]
    const text = await metrics.text()
    const templates = Object.keys(shopDocument().paths ?? {}).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'))
    const known = new Set([...templates, '/openapi.json', '/openapi.yaml', '/metrics'])
    expect(values('http_route').filter((route) => !known.has(route))).toEqual([])
    expect(values('http_request_method').length).toBeLessThanOrEqual(10)
    for (const type of values('media_type', 'shop_http_representations_total')) {
      expect([...writtenMediaTypes, '_OTHER']).toContain(type)
    }
    expect(scraped(text).length).toBeLessThan(5_000)
  })
})

test('a 503 is counted with its route', async () => {
  const { app, metrics } = measuredShop()
  await request(app).get('/v1/products').expect(503)
  const labels = { http_route: '/v1/products', http_response_status_code: '503', error_type: '503' }
  expect(sumOf(scraped(await metrics.text()), `${duration}_count`, labels)).toBe(1)
})

describe('GET /metrics on the port of the service', () => {
  test('answers programs on this machine', async () => {
    const { app } = measuredShop()
    const response = await request(app).get('/metrics').expect(200)
    expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(response.text).toContain(`shop_build_info{version="${version}"} 1\n`)
  })

  test.each([
    ['X-Forwarded-For', '127.0.0.1'],
    ['Forwarded', 'for=127.0.0.1'],
    ['X-Real-IP', '127.0.0.1'],
    ['Via', '1.1 proxy'],
  ])('does not exist for a request that was forwarded, as %s tells', async (field, value) => {
    const { app } = measuredShop()
    const elsewhere = await request(app).get('/nowhere').expect(404)
    const response = await request(app).get('/metrics').set(field, value).expect(404)
    expect(response.body).toEqual({ ...elsewhere.body, ...pathOf(response.body) })
  })

  test.each(['192.0.2.1', '10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1', undefined])(
    'does not exist for a client at %s',
    async (remoteAddress) => {
      const { app } = measuredShop()
      const remote = express().use((incoming, _, next) => {
        Object.defineProperty(incoming.socket, 'remoteAddress', { value: remoteAddress })
        next()
      }, app)
      await request(remote).get('/metrics').expect(404)
    },
  )

  test('does not exist when the metrics have a port of their own', async () => {
    const metrics = createMetrics({ version, mediaTypes: [] })
    const { app } = failingShop(new StorageUnavailable(), { metrics: { middleware: metrics.middleware } })
    await request(app).get('/metrics').expect(404)
  })

  test('is OpenMetrics for a client that prefers it', async () => {
    const { app } = measuredShop()
    const accept = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'
    for (let round = 0; round < 2; round += 1) {
      const open = await request(app).get('/metrics').set('Accept', accept).buffer(true).expect(200)
      expect(open.headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8')
      expect(open.text).toMatch(/^# TYPE shop_http_not_acceptable counter$/m)
      const plain = await request(app).get('/metrics').set('Accept', 'text/plain').expect(200)
      expect(plain.text).toMatch(/^# TYPE shop_http_not_acceptable_total counter$/m)
    }
  })
})

describe('the application on its own port', () => {
  test('has /metrics and nothing else', async () => {
    const app = createMetricsApp(async () => 'a 1\n', fail)
    await request(app).get('/metrics').set('X-Forwarded-For', '192.0.2.1').expect(200, 'a 1\n')
    await request(app).get('/').expect(404)
    await request(app).post('/metrics').expect(405)
  })

  test('answers 500 when metrics cannot be read, and reports why once', async () => {
    const failures: unknown[] = []
    const cause = new Error('the reason')
    const app = createMetricsApp(
      () => Promise.reject(cause),
      (failure) => failures.push(failure),
    )
    const response = await request(app).get('/metrics').expect(500)
    expect(response.text).not.toContain('the reason')
    expect(failures).toEqual([cause])
  })
})

function fail(error: unknown): never {
  throw error
}

/** Returns the members of an error answer that tell the path and the moment. */
function pathOf(body: Record<string, unknown>): Record<string, unknown> {
  const told = ['request', 'instance', 'timestamp', 'requestId', 'path']
  return Object.fromEntries(Object.entries(body).filter(([name]) => told.includes(name)))
}

/** Returns a random number generator that yields the same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
