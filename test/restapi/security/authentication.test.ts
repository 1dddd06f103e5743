import { endware, ok, problem, type Security, securityScheme, unauthorized } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { schemes, secured } from './secured-application.js'

describe('Vary', () => {
  const rows: readonly (readonly [security: Security, vary: string])[] = [
    [{ bearer: [] }, 'Accept'], // RFC 9111 §3.5: shared caches do not keep these answers
    [[{ bearer: [] }, {}], 'Authorization, Accept'],
    [{ key: [] }, 'X-API-Key, Accept'],
    [{ session: [] }, 'Cookie, Accept'],
    [{ link: [] }, 'Accept'],
    [[{ key: [] }, { session: [] }, { bearer: [] }], 'X-API-Key, Cookie, Accept'],
  ]
  test.each(rows)('%j', async (security, vary) => {
    const answer = await request(secured(security).app).get('/')
    expect(answer.headers.vary).toBe(vary)
  })

  test('keeps the members that earlier middleware has set', async () => {
    const { app } = secured({ session: [] })
    const outer = express()
      .use((_request, response, next) => {
        response.setHeader('Vary', 'Origin')
        next()
      })
      .use(app)
    const answer = await request(outer).get('/').set('Cookie', 'session=s-1')
    expect([answer.status, answer.headers.vary]).toEqual([200, 'Origin, Cookie, Accept'])
  })
})

describe('a 401 of the application', () => {
  const api = endware({
    security: schemes,
    onFailure: () => {},
    mapError: (error) => (error instanceof RangeError ? unauthorized('mapped') : undefined),
  })
  const routes = api.routes(Router())
  const security = { bearer: [] }
  routes.get('/returned', { security }, () => unauthorized())
  routes.get('/problem', { security }, () => problem({ status: 401 }))
  routes.get('/own', { security }, () => unauthorized().withHeader('WWW-Authenticate', 'Own'))
  routes.get('/open', {}, () => unauthorized())
  const mapped = securityScheme.bearer({ verify: () => Promise.reject(new RangeError('expired')) })
  const mapping = endware({ security: { mapped }, mapError: () => unauthorized('mapped') }).routes(Router())
  mapping.get('/mapped', { security: { mapped: [] } }, () => ok())
  const app = express().use(routes).use(mapping).use(api.fallback())

  test.each([
    ['/returned', 'Bearer realm="api"'],
    ['/problem', 'Bearer realm="api"'],
    ['/own', 'Own'],
    ['/open', undefined],
    ['/mapped', 'Bearer realm="api"'],
  ])('of %s has the challenge of its operation, unless it has one of its own', async (path, challenge) => {
    const answer = await request(app).get(path).set('Authorization', 'Bearer writer')
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, challenge])
  })
})

describe('the security of a router', () => {
  const api = endware({ security: schemes })
  const routes = api.routes(Router(), { security: { bearer: ['orders:read'] } })
  routes.get('/default', ({ context }) => ({ user: context.user }))
  routes.get('/own', { security: { key: [] } }, ({ context }) => context.client)
  routes.get('/open', { security: [] }, ({ context }) => ({ context }))
  routes.get('/undefined', { security: undefined }, ({ context }) => context.user)
  const app = express().use(routes).use(api.fallback())

  test('is required of routes whose contract has none', async () => {
    expect((await request(app).get('/default')).status).toBe(401)
    const answer = await request(app).get('/default').set('Authorization', 'Bearer reader')
    expect([answer.status, answer.body]).toEqual([200, { user: 'ada' }])
  })

  test('is required where a contract has undefined in its place', async () => {
    expect((await request(app).get('/undefined')).status).toBe(401)
  })

  test('is replaced by that of a contract', async () => {
    expect((await request(app).get('/own').set('Authorization', 'Bearer reader')).status).toBe(401)
    expect((await request(app).get('/own').set('X-API-Key', 'k-1')).status).toBe(200)
    expect((await request(app).get('/open')).status).toBe(200)
  })
})

test('a verification that takes too long is a 503, and its signal fires', async () => {
  let reason: unknown
  const slow = securityScheme.bearer({
    verify: (_token, { signal }) =>
      new Promise<undefined>((resolve) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason
          resolve(undefined)
        })
      }),
  })
  const { app } = secured({ slow: [] }, { slow }, { timeout: 20 })
  expect((await request(app).get('/').set('Authorization', 'Bearer abc')).status).toBe(503)
  expect(reason).toMatchObject({ name: 'TimeoutError' })
})
