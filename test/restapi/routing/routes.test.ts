import { endware, type Middleware, ok } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { parseXml } from '../../support/both-formats.js'
import { rawExchange } from '../../support/raw-exchange.js'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ onFailure: () => {} })
const order: string[] = []
const noting = (what: string): Middleware => {
  return (_request, _response, next) => {
    order.push(what)
    next()
  }
}

const inner = api.routes(Router())
inner.get('/things/:id', ({ params }) => ({ thing: params.id }))
inner.put('/things/:id', ({ params }) => ok({ put: params.id }))
inner.get('/things', { use: [noting('use')] }, () => order.push('endpoint') && [])

const overlapping = api.routes(Router())
overlapping.get('/special', () => 'special')
overlapping.use(noting('between'))
overlapping.delete('/:name', ({ params }) => ({ deleted: params.name }))

const documents = api.routes(Router())
const patches = ['application/merge-patch+json', 'application/json']
documents.patch('/documents/:id', { body: z.unknown(), consumes: patches }, () => ok())
documents.put('/documents/:id', { body: z.unknown(), consumes: ['application/xml'] }, () => ok())
documents.head('/heads', () => ok().withHeader('x-head', 'a'))

const app = express()
app.use(documents)
app.use('/v1', express.Router().use('/shop', inner))
app.use('/overlap', overlapping)
app.get('/plain', (_request, response) => void response.json('plain'))
app.get('/broken', () => {
  throw new Error('a secret')
})
app.get('/null', () => Promise.reject(null))
app.get('/refused', (_request, _response, next) =>
  next(Object.assign(new Error('too much'), { status: 429, expose: true })),
)
app.post('/express-json', express.json(), (_request, response) => void response.json('fine'))
app.get('/late', (_request, response, next) => {
  response.write('half', () => next(new Error('a secret')))
})
app.get('/param/:id', (_request, response) => void response.json('fine'))
app.use(api.fallback())

let serving: Serving
beforeAll(async () => {
  serving = await serve(app)
})
afterAll(() => serving.close())

const call = (method: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(serving.url + path, { method, ...init })

test('routes are added one after another, as those of Express are', async () => {
  const chained = api.routes(Router())
  const last = chained
    .get('/a/:id', ({ params }) => params.id)
    .use(noting('between'))
    .post('/a', () => 'posted')
  expect(last).toBe(chained)
  expect(chained.operations.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /a/:id', 'POST /a'])
})

describe('methods', () => {
  const rows: readonly (readonly [method: string, path: string, status: number, allow: string | null])[] = [
    ['GET', '/v1/shop/things/7', 200, null],
    ['PUT', '/v1/shop/things/7', 200, null],
    ['HEAD', '/v1/shop/things/7', 200, null],
    ['DELETE', '/v1/shop/things/7', 405, 'GET, HEAD, OPTIONS, PUT'],
    ['PROPFIND', '/v1/shop/things/7', 405, 'GET, HEAD, OPTIONS, PUT'],
    ['OPTIONS', '/v1/shop/things/7', 204, 'GET, HEAD, OPTIONS, PUT'],
    ['OPTIONS', '/v1/shop/things', 204, 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/shop/nothing', 404, null],
    ['OPTIONS', '/v1/shop/nothing', 404, null],
    ['GET', '/overlap/special', 200, null],
    ['DELETE', '/overlap/special', 200, null],
    ['POST', '/overlap/special', 405, 'DELETE, GET, HEAD, OPTIONS'],
    ['POST', '/overlap/other', 405, 'DELETE, OPTIONS'],
  ]
  test.each(rows)('%s %s -> %i', async (method, path, status, allow) => {
    const response = await call(method, path)
    expect([response.status, response.headers.get('allow')]).toEqual([status, allow])
    expect(response.headers.get('vary')).toBe('Accept')
  })

  test('HEAD has the fields of GET and no content', async () => {
    const fields = ['content-type', 'content-length', 'vary', 'x-content-type-options']
    const [head, get] = await Promise.all([call('HEAD', '/v1/shop/things/7'), call('GET', '/v1/shop/things/7')])
    expect(await head.text()).toBe('')
    expect(fields.map((name) => head.headers.get(name))).toEqual(fields.map((name) => get.headers.get(name)))
    expect(Number(get.headers.get('content-length'))).toBe((await get.text()).length)
  })

  test('Accept-Patch lists the media types of PATCH alone (RFC 5789 §3.1)', async () => {
    const acceptPatch = async (path: string) => (await call('OPTIONS', path)).headers.get('accept-patch')
    expect(await acceptPatch('/documents/7')).toBe('application/merge-patch+json, application/json')
    expect(await acceptPatch('/v1/shop/things/7')).toBeNull()
  })

  test('a route for HEAD alone has no GET', async () => {
    const [head, get] = [await call('HEAD', '/heads'), await call('GET', '/heads')]
    expect([head.status, head.headers.get('x-head')]).toEqual([200, 'a'])
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'HEAD, OPTIONS'])
  })

  test('OPTIONS * is answered', async () => {
    const answer = await rawExchange(serving.port, 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 204 /)
    expect(answer).not.toMatch(/^content-(?:length|type)/im)
  })

  test('middleware keeps its place among the routes', async () => {
    order.length = 0
    await call('DELETE', '/overlap/special')
    await call('GET', '/overlap/special')
    expect(order).toEqual(['between'])
  })

  test("a contract's middleware runs before the endpoint, and only for its method", async () => {
    order.length = 0
    await call('GET', '/v1/shop/things')
    await call('POST', '/v1/shop/things')
    expect(order).toEqual(['use', 'endpoint'])
  })
})

describe('everything else is in the envelope, too', () => {
  const rows: readonly (readonly [
    method: string,
    path: string,
    status: number,
    message: string | undefined,
    init?: RequestInit,
  ])[] = [
    ['GET', '/nowhere?token=x', 404, 'there is nothing here'],
    ['GET', '/broken', 500, undefined],
    ['GET', '/null', 500, undefined],
    ['GET', '/refused', 429, 'too much'],
    ['GET', '/param/%E0%A4%A', 400, 'the path is not properly percent-encoded'],
    ['DELETE', '/v1/shop/things/7', 405, 'this resource has no DELETE; it has GET, HEAD, OPTIONS, PUT'],
    ['GET', '/v1/shop/things?a=%ff', 400, 'the query cannot be read: it is not properly percent-encoded UTF-8'],
  ]
  const contentType = (family: string): string => `application/${family}; charset=utf-8`

  test.each(rows)('%s %s -> %i, in JSON and in XML', async (method, path, status, message, init = {}) => {
    const inJson = await call(method, path, { ...init, headers: { accept: 'application/json' } })
    const inXml = await call(method, path, { ...init, headers: { accept: 'application/xml' } })
    const json = (await inJson.json()) as Record<string, unknown>
    const xml = (await parseXml(await inXml.text())) as Record<string, unknown>
    expect([inJson.status, inJson.headers.get('content-type')]).toEqual([status, contentType('json')])
    expect([inXml.status, inXml.headers.get('content-type')]).toEqual([status, contentType('xml')])
    expect(json).toMatchObject({ status, path: path.split('?')[0], ...(message !== undefined && { message }) })
    expect(xml).toEqual({ ...json, status: String(status), timestamp: xml.timestamp })
    expect(JSON.stringify(json)).not.toContain('secret')
  })

  test("Express's own body parser", async () => {
    const headers = { 'content-type': 'application/json', accept: 'application/xml' }
    const response = await call('POST', '/express-json', { body: '{"a":', headers })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe(contentType('xml'))
  })

  test('a 406 lists the available formats, whatever else is wrong', async () => {
    const response = await call('GET', '/v1/shop/things/7', { headers: { accept: 'text/csv' } })
    expect(response.status).toBe(406)
    expect(await response.json()).toMatchObject({
      status: 406,
      error: 'Not Acceptable',
      additional: { available: ['application/json', 'application/xml'] },
    })
    // An error is never masked by a 406.
    expect((await call('GET', '/nowhere', { headers: { accept: 'text/csv' } })).status).toBe(404)
  })

  test('a late failure breaks the connection', async () => {
    const answer = await rawExchange(serving.port, 'GET /late HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(answer).toContain('half')
    expect(answer).not.toContain('\r\n0\r\n\r\n')
  })
})

test.each([
  ['an application', express()],
  ['nothing', undefined],
])('%s is no router', (_what, router) => {
  expect(() => api.routes(router as Router)).toThrow(
    new TypeError('api.routes() takes a router, such as Router() of Express, which an application then uses'),
  )
})
