import {
  endware,
  type FailureReport,
  json,
  type Middleware,
  ok,
  problemType,
  provide,
  status,
  unauthorized,
  xml,
} from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { beforeEach, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'

const reports: FailureReport[] = []
const api = endware({ onFailure: (report) => void reports.push(report) })
beforeEach(() => void reports.splice(0))
const info = { title: 'Things', version: '1.0.0' }
const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
}
const gone = problemType({ type: '/problems/gone', title: 'Gone', status: 410 })
const sold = problemType({ type: '/problems/sold', title: 'Sold', status: 409 })
const user = provide(() => ({ user: 'ann' }))

describe('the defaults of a router', () => {
  test('run their middleware and providers before those of a contract', async () => {
    const order: string[] = []
    const noting =
      (name: string): Middleware =>
      (_request, _response, next) => {
        order.push(name)
        next()
      }
    const routes = api.routes(Router(), { use: [noting('router'), user] })
    routes.get('/a', { use: [noting('contract')] }, ({ context }) => context)
    routes.get('/b', ({ context }) => context)
    const app = express().use(routes).use(api.fallback())
    expect((await request(app).get('/a')).body).toEqual({ user: 'ann' })
    expect((await request(app).get('/b')).body).toEqual({ user: 'ann' })
    expect(order).toEqual(['router', 'contract', 'router'])
  })

  test('are not those of routers that it mounts, nor of middleware that it has', async () => {
    const inner = api.routes(Router())
    inner.get('/a', ({ context }) => context)
    const outer = api.routes(Router(), { use: [user], tags: ['outer'] })
    outer.use('/inner', inner)
    const answer = await request(express().use(outer)).get('/inner/a')
    expect(answer.body).toEqual({})
    expect(outer.operations.map(({ contract }) => contract.tags)).toEqual([undefined])
  })

  test('give the formats and tags of contracts that have none', async () => {
    const routes = api.routes(Router(), { codecs: [xml()], tags: ['a'] })
    routes.get('/a', () => 'a')
    routes.get('/b', { codecs: [json()], tags: ['b'] }, () => 'b')
    const app = express().use(routes)
    expect([(await request(app).get('/a')).type, (await request(app).get('/b')).type]).toEqual([
      'application/xml',
      'application/json',
    ])
    expect(routes.operations.map(({ contract }) => contract.tags)).toEqual([['a'], ['b']])
  })

  test('give an entity tag to the answers of all routes, unless the endpoint gives a version', async () => {
    const routes = api.routes(Router(), { etag: 'content' })
    routes.get('/a', () => ({ a: 1 })).get('/b', () => ok({ b: 1 }).withVersion('7'))
    const app = express().use(routes)
    const first = await request(app).get('/a')
    const again = await request(app).get('/a').set('If-None-Match', String(first.headers.etag))
    const versioned = await request(app).get('/b')
    expect([first.status, again.status, versioned.headers.etag]).toEqual([200, 304, '"7;json"'])
  })

  test('let endpoints answer with failures of the router, by their schemas', async () => {
    const routes = api.routes(Router(), { responses: { 402: z.object({ price: z.number() }) } })
    const answer = () => status(402, { price: 1, secret: 2 } as { price: number })
    routes.get('/a', { responses: { 200: z.string() } }, answer)
    routes.get('/b', { responses: { 200: z.string(), 402: z.object({ secret: z.number() }) } }, answer as never)
    const app = express().use(routes)
    expect((await request(app).get('/a')).body).toEqual({ price: 1 })
    expect((await request(app).get('/b')).body).toEqual({ secret: 2 })
  })

  test('leave an endpoint without responses free to answer anything', async () => {
    const routes = api.routes(Router(), { responses: { 402: z.object({ price: z.number() }) } })
    routes.get('/a', () => ({ any: 'thing' }))
    expect((await request(express().use(routes)).get('/a')).body).toEqual({ any: 'thing' })
  })

  test('add their problems to those of a contract', async () => {
    const checked = endware({ validation: 'responses', onFailure: () => {} })
    const routes = checked.routes(Router(), { problems: [gone] })
    routes.get('/gone', { problems: [sold] }, () => gone())
    routes.get('/sold', { problems: [sold] }, () => sold())
    routes.get('/other', () => sold())
    const app = express().use(routes)
    const statuses = await Promise.all(['/gone', '/sold', '/other'].map((path) => request(app).get(path)))
    expect(statuses.map((answer) => answer.status)).toEqual([410, 409, 500])
  })
})

describe('the document of an operation', () => {
  const signedIn = provide(() => unauthorized(), {
    security: { bearer: [] },
    problems: [gone],
    responses: { 401: 'Sign in first', 429: { description: 'Slow down', headers: { 'Retry-After': true } } },
  })
  const operationOf = (defaults: object, contract: object) => {
    const routes = api.routes(Router(), defaults)
    routes.get('/a', contract, () => 1)
    return openapi(routes, { info, securitySchemes }).paths['/a']?.get
  }

  test('has failures and security of its providers, and its own answer', () => {
    const operation = operationOf({}, { use: [signedIn] })
    expect(operation?.security).toEqual([{ bearer: [] }])
    expect(operation?.responses['401']).toMatchObject({ description: 'Sign in first' })
    expect(operation?.responses['429']).toMatchObject({ description: 'Slow down' })
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['200', '304', '401', '410', '429']))
  })

  test('prefers contract to router, and router to provider, for each status', () => {
    const operation = operationOf(
      { use: [signedIn], responses: { 401: 'of the router', 429: 'of the router' } },
      { responses: { 200: z.number(), 401: 'of the contract' } },
    )
    expect(operation?.responses['401']).toMatchObject({ description: 'of the contract' })
    expect(operation?.responses['429']).toMatchObject({ description: 'of the router' })
  })

  /** Security of the router and of the contract, and what the document has with a provider that needs `bearer`. */
  const requirements: readonly (readonly [name: string, router: unknown, contract: unknown, documented: unknown])[] = [
    ['neither has any', undefined, undefined, [{ bearer: [] }]],
    ['the router has one', { key: [] }, undefined, [{ bearer: [], key: [] }]],
    ['the contract overrides the router', { key: [] }, { bearer: ['a'] }, [{ bearer: ['a'] }]],
    ['the contract has alternatives', undefined, [{ key: [] }, {}], [{ bearer: [], key: [] }, { bearer: [] }]],
    ['the contract requires nothing', { key: [] }, [], [{ bearer: [] }]],
  ]
  test.each(requirements)('joins the requirements of all when %s', (_name, router, contract, documented) => {
    const operation = operationOf(
      { use: [signedIn], ...(router === undefined ? {} : { security: router }) },
      contract === undefined ? {} : { security: contract },
    )
    expect(operation?.security).toEqual(documented)
  })
})

/** Wrong defaults, and what the message names. */
const mistakes: readonly (readonly [name: string, defaults: unknown, message: string])[] = [
  ['an unknown default', { uses: [] }, "api.routes() has no option 'uses'"],
  ['what is no object', [], 'api.routes() takes an object'],
  ['use that is no array', { use: user }, "api.routes()'s use must be an array of middleware and of providers"],
  ['a use that is neither', { use: [{}] }, "api.routes()'s use must be an array"],
  ['tags that are no array', { tags: 'a' }, "api.routes()'s tags must be an array"],
  ['an etag of another kind', { etag: 'weak' }, "api.routes()'s etag must be 'content'; got 'weak'"],
  ['a codec that was not called', { codecs: [json] }, 'write codecs: [json()'],
  ['a response that is no failure', { responses: { 200: null } }, "api.routes()'s responses.200: expected a failure"],
  ['a problem that is none', { problems: [{}] }, "api.routes()'s problems must be an array"],
  ['security that is no object', { security: 'bearer' }, "api.routes()'s security must be scopes"],
  ['scopes that are no list', { security: { bearer: 'a' } }, "api.routes()'s security must be scopes"],
  ['security without a scheme', { security: {} }, "api.routes()'s security names no scheme"],
  ['security that is undefined', { security: undefined }, "api.routes()'s security must be scopes"],
]
test.each(mistakes)('api.routes() refuses %s', (_name, defaults, message) => {
  expect(() => api.routes(Router(), defaults as object)).toThrow(message)
})

test('api.routes() refuses defaults for a router that has its verbs already', () => {
  const routes = api.routes(Router(), { tags: ['a'] })
  expect(() => api.routes(routes, { tags: ['b'] })).toThrow('api.routes() takes the defaults of a router once')
  expect(api.routes(routes)).toBe(routes)
})
