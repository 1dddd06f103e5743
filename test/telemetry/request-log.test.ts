import { once } from 'node:events'
import { connect } from 'node:net'
import { endware } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import type { Logger } from '../../telemetry/logger.js'
import { createLogger } from '../../telemetry/logger.js'
import type { RequestFailure } from '../../telemetry/request-failure.js'
import { requestId } from '../../telemetry/request-id.js'
import { requestLog } from '../../telemetry/request-log.js'
import { expectRecords } from '../support/expect-records.js'
import { LogLines } from '../support/log-lines.js'
import { rawExchange } from '../support/raw-exchange.js'
import { serve } from '../support/serve.js'

/** Returns a small application and the lines of its log. */
function logged(log: Logger | undefined = undefined) {
  const lines = new LogLines()
  const logger = log ?? createLogger({ level: 'info', format: 'json', target: lines })
  const requests = requestLog(logger, { slowMs: 600_000 })
  const routes = Router()
    .get('/items/:id', (_, response) => void response.send('item'))
    .get('/status/:code', ({ params }, response) => void response.status(Number(params.code)).end())
    .get('/failing', ({ method, originalUrl: path }, response) => {
      const requestId = String(response.getHeader('x-request-id'))
      requests.failed({ requestId, method, path, code: 'broken', cause: new Error('the cause') })
      response.status(500).end()
    })
    .get('/never', (_, response) => void response.write('begun'))
    .get('/silent', () => undefined)
  const app = express().use(requestId(), requests.middleware).use('/v1', routes)
  return { app, lines, requests, logger }
}

test('a request has one record with level, id, method, route, path, status and duration', async () => {
  const { app, lines } = logged()
  await request(app).get('/v1/items/7').set('X-Request-Id', 'abc-1').expect(200)
  expect(lines.records).toEqual([
    {
      '@timestamp': expect.any(String),
      'log.level': 'info',
      message: 'request',
      'ecs.version': '8.10.0',
      'service.name': 'endware-shop',
      'service.version': '0.1.0',
      'event.dataset': 'endware-shop',
      'event.action': 'request',
      'process.pid': process.pid,
      'http.request.id': 'abc-1',
      'http.request.method': 'GET',
      'http.route': '/v1/items/:id',
      'url.path': '/v1/items/7',
      'http.response.status_code': 200,
      'event.duration': expect.any(Number),
    },
  ])
})

test('a path without a route has no template', async () => {
  const { app, lines } = logged()
  await request(app).get('/nowhere').expect(404)
  expect(lines.records).toEqual([expect.objectContaining({ 'url.path': '/nowhere', 'http.response.status_code': 404 })])
  expect(lines.records[0]).not.toHaveProperty(['http.route'])
})

test.each([
  [200, 'info'],
  [304, 'info'],
  [404, 'info'],
  [499, 'info'],
  [500, 'error'],
  [503, 'error'],
])('a %i is at level %s', async (status, level) => {
  const { app, lines } = logged()
  await request(app).get(`/v1/status/${status}`)
  expect(lines.records.map((record) => record['log.level'])).toEqual([level])
})

test('the record of a failure has its cause once', async () => {
  const { app, lines } = logged()
  await request(app).get('/v1/failing').expect(500)
  expect(lines.records).toEqual([
    expect.objectContaining({
      'log.level': 'error',
      'event.action': 'request-failed',
      'http.response.status_code': 500,
      'shop.failure': 'broken',
      'error.type': 'Error',
      'error.message': 'the cause',
    }),
  ])
})

test('the code of a failure may be the name of a member of every object', async () => {
  const { app, lines, requests } = logged()
  app.get('/own', ({ method, originalUrl: path }, response) => {
    const requestId = String(response.getHeader('x-request-id'))
    requests.failed({ requestId, method, path, code: 'constructor', cause: undefined })
    response.status(500).end()
  })
  await request(app).get('/own').expect(500)
  expect(lines.records).toMatchObject([{ 'event.action': 'request-failed', 'shop.failure': 'constructor' }])
})

test('requests with the same id have their own failures', async () => {
  const { app, lines } = logged()
  const sent = ['/v1/failing', '/v1/items/1', '/v1/failing', '/v1/items/2']
  await Promise.all(sent.map((path) => request(app).get(path).set('X-Request-Id', 'same')))
  const failed = lines.records.filter((record) => 'error.type' in record)
  expect(lines.records).toHaveLength(4)
  expect(failed.map((record) => record['url.path'])).toEqual(['/v1/failing', '/v1/failing'])
})

test.each<[string, Partial<RequestFailure>]>([
  ['after the answer', {}],
  ['without an id', { requestId: undefined }],
  ['of another path', { path: '/elsewhere' }],
])('a failure %s gets its own record, which is a warning', async (_, failure) => {
  const { app, lines, requests } = logged()
  await request(app).get('/nowhere').set('X-Request-Id', 'late')
  requests.failed({ requestId: 'late', method: 'GET', path: '/nowhere', code: 'late', cause: undefined, ...failure })
  expect(lines.records).toHaveLength(2)
  expect(lines.records[1]).toMatchObject({
    'log.level': 'warn',
    'event.action': 'failure-after-answer',
    'shop.failure': 'late',
    'error.type': 'null',
    'error.message': 'null',
  })
  expectRecords(lines.records, ['failure-after-answer'])
})

test('a failure belongs to the request under way that has its id, method and path', async () => {
  const { app, lines, requests } = logged()
  const server = await serve(app)
  const sent = async (path: string) => {
    const begun = once(server.server, 'request')
    const socket = connect(server.port, '127.0.0.1')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nX-Request-Id: same\r\n\r\n`)
    const [, response] = await begun
    return async () => {
      const gone = once(response, 'close')
      socket.destroy()
      await gone
    }
  }
  const leave = await sent('/v1/silent')
  const leaveOther = await sent('/v1/never')
  await leaveOther()
  const failure = { requestId: 'same', method: 'GET', path: '/v1/silent', code: 'broken', cause: undefined }
  for (const other of [{ method: 'POST' }, { path: '/v1/never' }, { requestId: 'other' }])
    requests.failed({ ...failure, ...other })
  requests.failed(failure)
  requests.failed(failure) // the request has a failure already
  await leave()
  await server.close()
  const late = { 'log.level': 'warn', message: 'a failure after the answer' }
  expect(lines.records).toMatchObject([
    { 'log.level': 'info', message: 'request', 'url.path': '/v1/never' },
    ...Array(4).fill(late),
    {
      'log.level': 'error',
      message: 'request',
      'url.path': '/v1/silent',
      'shop.failure': 'broken',
      'shop.aborted': true,
    },
  ])
})

test.each([
  ['before the answer', '/v1/silent', undefined],
  ['within the answer', '/v1/never', 200],
])('a client that leaves %s is logged once, not as an error', async (_, path, status) => {
  const { app, lines } = logged()
  const server = await serve(app)
  const begun = once(server.server, 'request')
  const socket = connect(server.port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`))
  const [, response] = await begun
  const gone = once(response, 'close')
  if (status) await once(socket, 'data')
  socket.destroy()
  await gone
  await server.close()
  expect(lines.records).toEqual([
    expect.objectContaining({ 'log.level': 'info', 'url.path': path, 'shop.aborted': true }),
  ])
  expect(lines.records[0]?.['http.response.status_code']).toBe(status)
})

describe('the request id', () => {
  test.each(['a', 'A.b_c-9', 'x'.repeat(128)])('is that of the client if it is %j', async (id) => {
    const { app } = logged()
    const response = await request(app).get('/v1/items/1').set('X-Request-Id', id)
    expect(response.headers['x-request-id']).toBe(id)
  })

  test.each([undefined, '', 'x'.repeat(129), 'a b', 'a"b', 'é', 'a,b'])('replaces %j of the client', async (id) => {
    const { app, lines } = logged()
    const sent = request(app).get('/v1/items/1')
    const response = await (id === undefined ? sent : sent.set('X-Request-Id', id))
    expect(response.headers['x-request-id']).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
    expect(lines.records[0]?.['http.request.id']).toBe(response.headers['x-request-id'])
  })
})

test('no query, header field or secret of a request is logged', async () => {
  const { app, lines } = logged()
  await request(app)
    .get('/v1/items/1?token=CANARY&x=CANARY')
    .set({ Authorization: 'Bearer CANARY', Cookie: 'session=CANARY', 'X-Request-Id': 'CANARY CANARY' })
  expect(lines.text).toContain('/v1/items/1')
  expect(lines.text).not.toContain('CANARY')
})

test.each([
  ['/caf%C3%A9%20+%2541/%ff%zz', '/caf%C3%A9%20+%2541/%ff%zz'],
  ['/a%20b/password%3Dgeheim123', '/a%20b/password%3D[redacted]'],
  ['/Bearer+geheim123abcdef', '/Bearer+[redacted]'],
])('the path %s is logged as %s', async (path, shown) => {
  const { app, lines } = logged()
  await request(app).get(path)
  expect(lines.records).toMatchObject([{ 'url.path': shown }])
})

test('line ends and escapes in a path stay on one line', async () => {
  const { app, lines } = logged()
  await request(app).get('/a%0d%0a%1b[31m')
  expect(lines.text.split('\n')).toHaveLength(2)
  expect(lines.text).not.toContain('\u001b')
})

test('a logger that throws does not change the answer', async () => {
  const broken = createLogger({ level: 'info', format: 'json', target: throwing() })
  const { app } = logged(broken)
  await request(app).get('/v1/items/1').expect(200, 'item')
  await request(app).get('/v1/failing').expect(500)
})

function throwing() {
  const target = new LogLines()
  target.write = () => {
    throw new Error('the log is gone')
  }
  return target
}

test.each([
  ['http://shop.example/broken?x', '/broken'],
  ['http://shop.example?x', '/'],
])('a target with scheme and authority (RFC 9112 §3.2.2) is one record, too: %s', async (target, path) => {
  const lines = new LogLines()
  const requests = requestLog(createLogger({ level: 'info', format: 'json', target: lines }), { slowMs: 600_000 })
  const api = endware({ onFailure: requests.failed })
  const routes = api.routes(Router())
  for (const broken of ['/broken', '/']) {
    routes.get(broken, () => {
      throw new Error('the cause')
    })
  }
  const { port, close } = await serve(express().use(requestId(), requests.middleware, routes, api.fallback()))
  await rawExchange(port, `GET ${target} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n`)
  await close()
  expect(lines.records).toEqual([
    expect.objectContaining({ 'url.path': path, 'http.response.status_code': 500, 'shop.failure': 'unexpected-error' }),
  ])
})
