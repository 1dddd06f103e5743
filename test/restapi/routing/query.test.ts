import { request as nodeRequest } from 'node:http'
import { createServer, csv, endware, json, ok, seeOther, unprocessableContent, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { rawExchange } from '../../support/raw-exchange.js'
import { type Serving, serve } from '../../support/serve.js'

const all = 'application/json, text/json, application/xml, text/xml, application/x-www-form-urlencoded'
const Filter = z.strictObject({ name: z.string(), limit: z.int().optional() }).meta({ xml: { name: 'filter' } })
const changed = new Date('2026-11-01T12:00:00Z')

const api = endware({ onFailure: () => {} })
const routes = api.routes(Router())
routes.get('/things', () => [])
routes.query('/things', { body: Filter }, ({ body }) => {
  if (body.name === 'all') return unprocessableContent('a name that is not all is needed')
  return ok(body).withVersion(`7-${body.name}`)
})
routes.post('/things', () => ok())
routes.query('/dated', { body: Filter, etag: 'content' }, ({ body }) => ok(body).withLastModified(changed))
routes.query('/optional', { body: z.object({ name: z.string().optional() }) }, ({ body }) => body)
routes.query('/narrow', { body: Filter, consumes: ['application/json'] }, ({ body }) => body)
routes.query('/forms', { body: Filter, consumes: ['application/x-www-form-urlencoded'] }, ({ body }) => body)
routes.query('/named', { body: Filter }, ({ body }) => {
  const url = `/results/${body.name}`
  return ok(body).withHeader('Content-Location', url).withHeader('Location', `/queries/${body.name}`)
})
routes.query('/elsewhere', { body: Filter }, () => seeOther('/results/9'))
routes.query('/things/special', { body: Filter, consumes: ['application/xml'] }, ({ body }) => body)
routes.query('/things/:id', { body: Filter, consumes: ['application/json'] }, ({ body }) => body)
const own: express.RequestHandler = (_request, response, next) => next(void response.set('Accept-Query', 'text/x-own'))
routes.use('/own', own)
routes.query('/own', { body: Filter }, ({ body }) => body)
const parsed = api.routes(Router())
parsed.use(express.json({ type: '*/*' }))
parsed.query('/parsed', { body: Filter }, ({ body }) => body)
const unrouted = api.endpoint({ body: Filter }, ({ body }) => body)
const app = express().use(routes).use('/unrouted', unrouted).use(parsed).use(api.fallback())

let serving: Serving
beforeAll(async () => {
  serving = await serve(app, createServer)
})
afterAll(() => serving.close())

const types = { json: 'application/json', xml: 'application/xml', form: 'application/x-www-form-urlencoded' } as const
type Init = { readonly headers?: Record<string, string>; readonly body?: string }
const ask = (method: string, path: string, { headers, body }: Init = {}): Promise<Response> =>
  // bytes, since fetch adds a Content-Type to text
  fetch(serving.url + path, {
    method,
    ...(headers && { headers }),
    ...(body !== undefined && { body: Buffer.from(body) }),
  })
const inType = (type: string, body: string, more: Record<string, string> = {}): Init => ({
  headers: { 'content-type': type, ...more },
  body,
})

describe('the rules of RFC 10008', () => {
  const found = { name: 'lamp', limit: 2 }
  const rows: readonly (readonly [section: string, what: string, path: string, Init, number, unknown?])[] = [
    ['§2', 'JSON', '/things', inType(types.json, '{"name":"lamp","limit":2}'), 200, found],
    ['§2', 'XML', '/things', inType(types.xml, '<filter><name>lamp</name><limit>2</limit></filter>'), 200, found],
    ['§2', 'a form', '/things', inType(types.form, 'name=lamp&limit=2'), 200, found],
    ['§2', 'a form without fields', '/optional', inType(types.form, ''), 200, {}],
    [
      '§2',
      'a form, to an endpoint without a route of its own',
      '/unrouted',
      inType(types.form, 'name=a'),
      200,
      { name: 'a' },
    ],
    ['§2', 'a form that the contract names', '/forms', inType(types.form, 'name=lamp&limit=2'), 200, found],
    [
      '§2',
      'content that an earlier parser has read',
      '/parsed',
      inType(types.json, '{"name":"a"}'),
      200,
      { name: 'a' },
    ],
    ['§2.1', 'content without a Content-Type', '/things', { body: '{"name":"lamp"}' }, 400],
    ['§2.1', 'neither content nor Content-Type', '/things', {}, 400],
    ['§2.1', 'no Content-Type, where the contract needs no member', '/optional', {}, 400],
    [
      '§2.1',
      'content without a Content-Type that an earlier parser has read',
      '/parsed',
      { body: '{"name":"a"}' },
      400,
    ],
    ['§2.1', 'no content of a type that has some', '/optional', inType(types.json, ''), 400],
    ['§2.1', 'content that is not of its type', '/things', inType(types.json, '<filter/>'), 400],
    ['§2.1', 'content that the schema refuses', '/things', inType(types.json, '{"limit":2}'), 400],
    ['§2.1', 'a type that is not read', '/things', inType('text/csv', 'name'), 415],
    ['§2.1', 'a form where the contract lists other types', '/narrow', inType(types.form, 'name=lamp'), 415],
    ['§2.1', 'a Content-Type that is none', '/things', inType('json', '{}'), 415],
    ['§2.1', 'an instruction that cannot be processed', '/things', inType(types.json, '{"name":"all"}'), 422],
    [
      '§2.1',
      'a format that is not available',
      '/things',
      inType(types.json, '{"name":"a"}', { accept: 'text/csv' }),
      406,
    ],
  ]
  test.each(rows)('%s: %s to %s', async (_section, _what, path, init, status, ...[value]) => {
    const response = await ask('QUERY', path, init)
    const content: unknown = await response.json()
    expect([response.status, response.headers.get('vary')]).toEqual([status, 'Accept'])
    if (value === undefined) expect(content).toMatchObject({ status })
    else expect(content).toEqual(value)
  })

  test('§2.1: the message of the 400 says what is missing and what is accepted', async () => {
    const content = await (await ask('QUERY', '/narrow', { body: '{}' })).json()
    const message = 'a QUERY needs a Content-Type for its content; expected application/json'
    expect(content).toMatchObject({ message })
  })

  test('§2.3, §2.4: the endpoint names the URL of the result and that of the query', async () => {
    const { status, headers } = await ask('QUERY', '/named', inType(types.json, '{"name":"a"}'))
    expect([status, headers.get('content-location'), headers.get('location')]).toEqual([
      200,
      '/results/a',
      '/queries/a',
    ])
  })

  test('§2.5: the endpoint redirects to a result that GET reads', async () => {
    const init = { method: 'QUERY', redirect: 'manual', headers: { 'content-type': types.json } } as const
    const response = await fetch(`${serving.url}/elsewhere`, { ...init, body: '{"name":"a"}' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/results/9'])
  })

  const conditions: readonly (readonly [field: string, value: string, path: string, status: number])[] = [
    ['if-none-match', '"7-lamp;json"', '/things', 304],
    ['if-none-match', '*', '/things', 304],
    ['if-none-match', '"7-other;json"', '/things', 200],
    ['if-match', '"7-lamp;json"', '/things', 200],
    ['if-match', '"7-other;json"', '/things', 412],
    ['if-modified-since', changed.toUTCString(), '/dated', 304],
    ['if-modified-since', new Date(0).toUTCString(), '/dated', 200],
    ['if-unmodified-since', new Date(0).toUTCString(), '/dated', 412],
  ]
  test.each(conditions)('§2.6: %s: %s to %s is answered with %i', async (field, value, path, status) => {
    const response = await ask('QUERY', path, inType(types.json, '{"name":"lamp"}', { [field]: value }))
    expect([response.status, response.headers.get('accept-query')]).toEqual([status, all])
    if (status === 304) expect(await response.text()).toBe('')
  })

  test('§2.6: a hash of the result is its tag, which another query does not have', async () => {
    const tagOf = async (name: string): Promise<string | null> =>
      (await ask('QUERY', '/dated', inType(types.json, JSON.stringify({ name })))).headers.get('etag')
    const [first, again, other] = [await tagOf('a'), await tagOf('a'), await tagOf('b')]
    expect(first).toMatch(/^"/)
    expect([again, first === other]).toEqual([first, false])
  })

  test('§2.8: a range is ignored', async () => {
    const response = await ask('QUERY', '/things', inType(types.json, '{"name":"lamp"}', { range: 'bytes=0-1' }))
    expect([response.status, response.headers.has('accept-ranges')]).toEqual([200, false])
  })

  const accepted: readonly (readonly [method: string, path: string, status: number, field: string | null])[] = [
    ['GET', '/things', 200, all],
    ['HEAD', '/things', 200, all],
    ['POST', '/things', 200, all],
    ['OPTIONS', '/things', 204, all],
    ['DELETE', '/things', 405, all],
    ['QUERY', '/things', 400, all],
    ['GET', '/narrow', 405, 'application/json'],
    ['QUERY', '/things/special', 400, 'application/xml'],
    ['QUERY', '/things/7', 400, 'application/json'],
    ['GET', '/own', 405, 'text/x-own'],
    ['GET', '/nothing', 404, null],
  ]
  test.each(accepted)('§3: %s %s -> %i with Accept-Query: %s', async (method, path, status, field) => {
    const response = await ask(method, path)
    expect([response.status, response.headers.get('accept-query')]).toEqual([status, field])
  })
})

test('Allow lists QUERY', async () => {
  for (const [method, status] of [
    ['OPTIONS', 204],
    ['DELETE', 405],
  ] as const) {
    const response = await ask(method, '/things')
    expect([response.status, response.headers.get('allow')]).toEqual([status, 'GET, HEAD, OPTIONS, POST, QUERY'])
  }
})

test('a codec of its own is a format of QUERY as well', async () => {
  const decoding = { ...csv(), decode: (content: Uint8Array) => ({ name: Buffer.from(content).toString() }) }
  const api = endware({ codecs: [json(), xml(), decoding] })
  const handler = api.endpoint({ body: Filter }, ({ body }) => body)
  const other = await serve((request, response) => handler(request, response))
  const response = await fetch(other.url, { method: 'QUERY', body: 'lamp', headers: { 'content-type': 'text/csv' } })
  expect(await response.json()).toEqual({ name: 'lamp' })
  await other.close()
})

describe('a client by hand', () => {
  const head = (...fields: string[]): string => ['QUERY /things HTTP/1.1', 'Host: x', ...fields, '', ''].join('\r\n')
  const type = `Content-Type: ${types.json}`
  const content = '{"name":"lamp"}'

  test('sends chunks', async () => {
    const chunks = `${head(type, 'Transfer-Encoding: chunked', 'Connection: close')}f\r\n${content}\r\n0\r\n\r\n`
    expect(await rawExchange(serving.port, chunks)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\{"name":"lamp"\}$/s)
  })

  test('sends two in a row over one connection, and gets both answers in order', async () => {
    const one = (more: string): string => `${head(type, 'Content-Length: 15', more)}${content}`
    const answers = await rawExchange(serving.port, `${one('X-A: 1')}${one('Connection: close')}`)
    expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2)
  })

  test('waits for 100 Continue, and is refused without a Content-Type', async () => {
    const answer = await rawExchange(serving.port, head('Content-Length: 15', 'Expect: 100-continue'))
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(answer).not.toContain('100 Continue')
  })

  test('may be node:http', async () => {
    const status = await new Promise((resolve, reject) => {
      const options = { method: 'QUERY', headers: { 'content-type': types.form } }
      nodeRequest(`${serving.url}/things`, options, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end('name=lamp')
    })
    expect(status).toBe(200)
  })
})

test('the compiler refuses a QUERY without a body, and types the body of one', () => {
  const router = endware().routes(Router())
  // @ts-expect-error the contract has no body
  expect(() => router.query('/a', { summary: 'A' }, () => 1 as never)).toThrow(TypeError)
  router.query('/b', { body: Filter, responses: { 200: z.string() } }, ({ body }) => body.name)
  // @ts-expect-error the answer is text
  router.query('/c', { body: Filter, responses: { 200: z.string() } }, ({ body }) => ({ limit: body.limit }))
  expect(router.operations.map(({ path }) => path)).toEqual(['/b', '/c'])
})

test('a QUERY without a body in its contract is refused when it is added', () => {
  const router = endware().routes(Router())
  const add = router.query as (...given: readonly unknown[]) => unknown
  const rows: readonly (readonly [given: readonly unknown[], message: RegExp])[] = [
    [['/a', () => 1], /the content of a QUERY is the query .*query\(path, \{ body: Filter \}, endpoint\)/],
    [['/a', {}, () => 1], /the content of a QUERY is the query/],
    [['/a', () => 1, () => 2], /middleware of a route is part of its contract: query\(/],
    [['/a', { body: Filter, consumes: ['text/csv'] }, () => 1], /no codec reads 'text\/csv'/],
  ]
  for (const [given, message] of rows) expect(() => add(...given)).toThrow(message)
  expect(router.operations).toEqual([])
})

test('the operations of a router list QUERY with the formats that it reads', () => {
  const [operation] = endware()
    .routes(Router())
    .query('/a', { body: Filter }, () => 1 as never).operations
  expect([operation?.method, operation?.reads.map(({ mediaType }) => mediaType)]).toEqual([
    'QUERY',
    [types.json, types.xml, types.form],
  ])
})
