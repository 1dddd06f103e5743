import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from '@jest/globals'
import express, { type Request, type Response, Router } from 'express'
import fc from 'fast-check'
import request from 'supertest'
import { createMetrics } from '../../../telemetry/metrics/metrics.js'
import { type Sample, scraped, sumOf } from '../../support/scraped.js'
import { serve } from '../../support/serve.js'

const duration = 'http_server_request_duration_seconds'

/** Returns a small application and its metrics. */
function measured() {
  const metrics = createMetrics({ version: '1', mediaTypes: ['application/json', 'text/html'] })
  const routes = Router()
    .get('/items/:id', (_, response) => void response.json({}))
    .get('/status/:code', ({ params }, response) => void response.status(Number(params.code)).end())
    .get('/image', (_, response) => void response.type('image/png').send(Buffer.alloc(8)))
    .get('/never', (_, response) => void response.write('begun'))
    .get('/silent', () => undefined)
  const app = express().use(metrics.middleware).use('/v1', routes).use('/of/:owner', routes)
  return { app, samples: async () => scraped(await metrics.text()) }
}

test('a request has one observation with method, template and status, in seconds', async () => {
  const { app, samples } = measured()
  const begun = performance.now()
  await request(app).get('/v1/items/7')
  const labels = { http_request_method: 'GET', http_route: '/v1/items/:id', http_response_status_code: '200' }
  const seen = (await samples()).filter(({ name }) => name.startsWith(duration))
  expect(seen.filter(({ name }) => name === `${duration}_count`)).toEqual([
    { name: `${duration}_count`, labels, value: 1 },
  ])
  const sum = sumOf(seen, `${duration}_sum`)
  expect([sum > 0, sum <= (performance.now() - begun) / 1000]).toEqual([true, true])
  expect(seen.flatMap(({ labels: { le } }) => le ?? [])).toEqual(
    '0.005 0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1 2.5 5 7.5 10 +Inf'.split(' '),
  )
})

test('a path without a route has no template', async () => {
  const { app, samples } = measured()
  await request(app).get('/nowhere').expect(404)
  const [count] = (await samples()).filter(({ name }) => name === `${duration}_count`)
  expect(count?.labels).toEqual({ http_request_method: 'GET', http_response_status_code: '404' })
})

test.each([
  [404, undefined],
  [500, '500'],
  [503, '503'],
])('a %i has the error type %s', async (status, error) => {
  const { app, samples } = measured()
  await request(app).get(`/v1/status/${status}`)
  const [count] = (await samples()).filter(({ name }) => name === `${duration}_count`)
  expect([count?.labels.http_response_status_code, count?.labels.error_type]).toEqual([String(status), error])
})

test.each([
  ['before the answer', '/v1/silent', undefined],
  ['within the answer', '/v1/never', '200'],
])('a client that leaves %s counts as aborted', async (_, path, status) => {
  const { app, samples } = measured()
  const server = await serve(app)
  const begun = once(server.server, 'request')
  const socket = connect(server.port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`))
  const [, response] = await begun
  expect(sumOf(await samples(), 'http_server_active_requests', { http_request_method: 'GET' })).toBe(1)
  const gone = once(response, 'close')
  if (status) await once(socket, 'data')
  socket.destroy()
  await gone
  await server.close()
  const seen = await samples()
  const [count] = seen.filter(({ name }) => name === `${duration}_count`)
  expect([count?.labels.http_response_status_code, count?.labels.error_type, count?.value]).toEqual([
    status,
    'aborted',
    1,
  ])
  expect(sumOf(seen, 'http_server_active_requests')).toBe(0)
})

test('content is counted by its media type, and any other than those of the service as _OTHER', async () => {
  const { app, samples } = measured()
  for (const path of ['items/1', 'items/2', 'image', 'status/204', 'status/406']) await request(app).get(`/v1/${path}`)
  await request(app).get('/nowhere')
  const seen = await samples()
  const counted = seen.filter(({ name }) => name === 'shop_http_representations_total')
  expect(Object.fromEntries(counted.map(({ labels, value }) => [labels.media_type, value]))).toEqual({
    'application/json': 2,
    'text/html': 1,
    _OTHER: 1,
  })
  expect(sumOf(seen, 'shop_http_not_acceptable_total')).toBe(1)
})

test('the case of a path and a router under a parameter add a bounded number of series', async () => {
  const { app, samples } = measured()
  for (const mount of ['/v1', '/V1']) await request(app).get(`${mount}/items/1`)
  expect(sumOf(await samples(), `${duration}_count`, { http_route: '/v1/items/:id' })).toBe(2)
  for (let owner = 0; owner < 300; owner += 1) await request(app).get(`/of/${owner}/items/1`)
  const seen = (await samples()).filter(({ name }) => name === `${duration}_count`)
  expect(seen).toHaveLength(201)
  expect(sumOf(seen, `${duration}_count`, { http_route: '_OTHER' })).toBe(101)
})

/** The state of a closed response that metrics read. */
interface Closed {
  readonly statusCode: number
  readonly headersSent: boolean
  readonly writableFinished: boolean
  readonly contentType?: string | undefined
}

/** Passes a request to the middleware, and returns a function that closes its response. */
function begin({ middleware }: ReturnType<typeof createMetrics>, method: string): (closed: Closed) => void {
  const response = new EventEmitter()
  let isPassedOn = false
  middleware({ method, baseUrl: '', route: { path: '/a' } } as Request, response as unknown as Response, () => {
    isPassedOn = true
  })
  expect(isPassedOn).toBe(true)
  return ({ contentType, ...closed }) => {
    const getHeader = (name: string) => (name === 'content-type' ? contentType : undefined)
    Object.assign(response, closed, { getHeader }).emit('close')
  }
}

const newMetrics = () => createMetrics({ version: '1', mediaTypes: ['application/json', 'text/html'] })

test('each outcome of a route has a series of its own', async () => {
  const closed = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    statusCode: fc.constantFrom(200, 204, 404, 405, 499, 500, 503),
    headersSent: fc.boolean(),
    writableFinished: fc.boolean(),
  })
  // An answer that has ended has sent its header fields.
  const possible = closed.filter(({ headersSent, writableFinished }) => headersSent || !writableFinished)
  await fc.assert(
    fc.asyncProperty(fc.array(possible, { maxLength: 40 }), async (all) => {
      const metrics = newMetrics()
      for (const { method, ...rest } of all) begin(metrics, method)(rest)
      const series = ({ labels: of }: Pick<Sample, 'labels'>) =>
        [of.http_request_method, of.http_route, of.http_response_status_code, of.error_type].join(' ')
      const expected: Record<string, number> = {}
      for (const { method, statusCode, headersSent, writableFinished } of all) {
        const error = writableFinished
          ? statusCode >= 500 && { error_type: String(statusCode) }
          : { error_type: 'aborted' }
        const status = headersSent && { http_response_status_code: String(statusCode) }
        const name = series({ labels: { http_request_method: method, http_route: '/a', ...status, ...error } })
        expected[name] = (expected[name] ?? 0) + 1
      }
      const counts = scraped(await metrics.text()).filter(({ name }) => name === `${duration}_count`)
      expect(Object.fromEntries(counts.map((sample) => [series(sample), sample.value]))).toEqual(expected)
    }),
  )
})

test('requests under way are counted by their method', async () => {
  const metrics = newMetrics()
  const active = async () =>
    scraped(await metrics.text())
      .filter(({ name }) => name === 'http_server_active_requests')
      .map(({ labels, value }) => [labels.http_request_method, value])
  const ends = ['GET', 'GET', 'POST', 'GET', 'BREW'].map((method) => begin(metrics, method))
  expect(await active()).toEqual([
    ['GET', 3],
    ['POST', 1],
    ['_OTHER', 1],
  ])
  for (const end of ends) end({ statusCode: 200, headersSent: true, writableFinished: true })
  expect(await active()).toEqual([
    ['GET', 0],
    ['POST', 0],
    ['_OTHER', 0],
  ])
})

test('content types are counted without their parameters; unsent ones are not', async () => {
  const metrics = newMetrics()
  const counts = async () => {
    const seen = scraped(await metrics.text())
    const counted = seen.filter(({ name }) => name === 'shop_http_representations_total')
    const byType = Object.fromEntries(counted.map(({ labels, value }) => [labels.media_type, value]))
    return { ...byType, refused: sumOf(seen, 'shop_http_not_acceptable_total') }
  }
  expect(await counts()).toEqual({ 'application/json': 0, 'text/html': 0, _OTHER: 0, refused: 0 })
  const answered = { statusCode: 200, headersSent: true, writableFinished: true }
  for (const contentType of ['text/html ; charset=utf-8', 'text/html;a;b', 'text/html']) {
    begin(metrics, 'GET')({ ...answered, contentType })
  }
  for (let boundary = 0; boundary < 300; boundary += 1) {
    begin(metrics, 'GET')({ ...answered, contentType: `multipart/mixed; boundary=${boundary}` })
  }
  begin(metrics, 'GET')({ ...answered, statusCode: 406, contentType: 'application/json' })
  const unsent = { headersSent: false, writableFinished: false, contentType: 'application/json' }
  for (const statusCode of [200, 406]) begin(metrics, 'GET')({ ...unsent, statusCode })
  for (const _ of ['first', 'second']) {
    expect(await counts()).toEqual({ 'application/json': 1, 'text/html': 3, _OTHER: 300, refused: 1 })
  }
})
