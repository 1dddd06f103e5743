import { endware, html, json, notFound, ok, problem, serviceUnavailable, status, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { serve } from '../../support/serve.js'

/** Fields that earlier middleware sets for a success. */
const ofSuccess = {
  'cache-control': 'public, max-age=600',
  'CONTENT-ENCODING': 'gzip',
  'Content-Language': 'de',
  'content-range': 'bytes 0-1/2',
  'Content-Disposition': 'attachment',
  'Accept-Ranges': 'bytes',
  Expires: 'Thu, 01 Jan 2099 00:00:00 GMT',
  ETag: '"a"',
  'Last-Modified': 'Thu, 01 Jan 2015 00:00:00 GMT',
  'CDN-Cache-Control': 'max-age=600',
  'Content-Digest': 'sha-256=:YQ==:',
  'Repr-Digest': 'sha-256=:YQ==:',
  'Surrogate-Control': 'max-age=9',
}
/** Fields that are valid for every answer. */
const ofAll = {
  'Content-Security-Policy': "default-src 'none'",
  'Access-Control-Allow-Origin': '*',
  'Set-Cookie': 'a=b',
  RateLimit: '"a";r=1',
  'X-Request-Id': 'r1',
  'WWW-Authenticate': 'Basic',
  Vary: 'Origin',
}
const setting: RequestHandler = (_request, response, next) => {
  response.set({ ...ofSuccess, ...ofAll })
  next()
}
const typing: RequestHandler = (_request, response, next) => {
  response.type('html')
  next()
}
const unwritable = Object.defineProperty({}, 'a', {
  get: () => {
    throw new Error('a secret')
  },
  enumerable: true,
})

const api = endware({ codecs: [json(), xml(), html()], onFailure: () => undefined })
const routes = api.routes(Router())
routes.get('/value', () => ({ a: 1 }))
routes.get('/missing', () => notFound())
routes.get('/problem', () => problem({ status: 409 }))
routes.get('/failing', () => Promise.reject(new Error('a secret')))
routes.get('/unwritable', () => unwritable)
routes.get('/unsendable', () => Object.create(ok({}), { fields: { value: [{ name: 'X-A', value: '\r\n' }] } }))
routes.get('/number', () => 503)
routes.get('/result', () => status(500, { a: 1 }))
routes.get('/streamed', async function* () {
  if (routes !== undefined) throw new Error('a secret')
  yield 1
})
routes.get('/own', () => notFound().withHeaders({ 'Cache-Control': 'max-age=5', ETag: '"own"' }))
routes.get('/away', () => serviceUnavailable().withHeader('cache-control', 'max-age=5'))
routes.get('/changed', () => ok({ a: 1 }).withVersion(7))
routes.post('/body', { body: z.object({ a: z.int() }) }, () => 'done')
const app = express()
  .use(setting)
  .use(routes)
  .use('/passed', (_request, _response, next) => next(new Error('a secret')))
  .use(api.fallback())

const namesOf = (fields: object): string[] => Object.keys(fields).map((name) => name.toLowerCase())

describe('header fields of a failure', () => {
  const rows: readonly (readonly [path: string, status: number, init?: RequestInit])[] = [
    ['/missing', 404],
    ['/problem', 409],
    ['/failing', 500],
    ['/unwritable', 500],
    ['/unsendable', 500],
    ['/number', 503],
    ['/result', 500],
    ['/streamed', 500],
    ['/passed', 500],
    ['/nowhere', 404],
    ['/value', 405, { method: 'DELETE' }],
    ['/value', 406, { headers: { accept: 'text/csv' } }],
    ['/value?HEAD', 406, { method: 'HEAD', headers: { accept: 'text/csv' } }],
    ['/body', 400, { method: 'POST' }],
    ['/body', 415, { method: 'POST', body: 'a' }],
    ['/changed', 412, { headers: { 'if-match': '"other"' } }],
  ]
  test.each(rows.map(([path, expected, init = {}]) => [path, expected, init] as const))(
    '%s: a %i drops the fields of a success and keeps those of every answer',
    async (path, expected, init) => {
      const serving = await serve(app)
      const response = await fetch(serving.url + path, init)
      await response.arrayBuffer()
      await serving.close()
      expect(response.status).toBe(expected)
      const found = Object.fromEntries(response.headers)
      const kept = namesOf(ofSuccess).filter((name) => name in found)
      expect(kept).toEqual(expected >= 500 ? ['cache-control'] : [])
      expect(found['cache-control']).toBe(expected >= 500 ? 'no-store' : undefined)
      expect(namesOf(ofAll).filter((name) => !(name in found))).toEqual([])
      expect(found.vary?.split(', ').sort()).toEqual(['Accept', 'Origin'])
    },
  )

  test.each([
    ['no-store', 'no-store'],
    ['no-cache', 'no-cache'],
    ['No-Cache, No-Store, must-revalidate, max-age=0', 'No-Cache, No-Store'],
    ['private, max-age=600', 'private'],
    ['private="Set-Cookie", no-cache="x, no-store"', null],
    ['public, max-age=600', null],
    [['private', 'no-cache'], 'private, no-cache'],
  ])('of the caching fields %p, a failure keeps what forbids: %p', async (earlier, kept) => {
    const forbidding: RequestHandler = (_request, response, next) => {
      for (const name of ['Cache-Control', 'CDN-Cache-Control', 'Surrogate-Control']) response.setHeader(name, earlier)
      next()
    }
    const serving = await serve(express().use(forbidding, routes, api.fallback()))
    const { headers } = await fetch(`${serving.url}/missing`)
    const failing = await fetch(`${serving.url}/failing`)
    const own = await fetch(`${serving.url}/own`)
    await serving.close()
    expect(['cache-control', 'cdn-cache-control', 'surrogate-control'].map((name) => headers.get(name))).toEqual([
      kept,
      kept,
      kept,
    ])
    expect([failing.headers.get('cache-control'), own.headers.get('cache-control')]).toEqual(['no-store', 'max-age=5'])
  })

  test('a failure keeps fields of its own', async () => {
    const serving = await serve(app)
    const own = await fetch(`${serving.url}/own`)
    const away = await fetch(`${serving.url}/away`)
    await serving.close()
    expect([own.headers.get('cache-control'), own.headers.get('etag')]).toEqual(['max-age=5', '"own"'])
    expect(away.headers.get('cache-control')).toBe('max-age=5')
  })

  test('a success keeps all fields, and a 304 keeps those of caching', async () => {
    const plain = express().use((_request, response, next) => {
      response.set({ 'Cache-Control': 'public', Expires: ofSuccess.Expires, ...ofAll })
      next()
    }, routes)
    const serving = await serve(plain)
    const response = await fetch(`${serving.url}/changed`)
    const tag = response.headers.get('etag') ?? ''
    const again = await fetch(`${serving.url}/changed`, { headers: { 'if-none-match': tag } })
    await serving.close()
    expect([response.status, again.status]).toEqual([200, 304])
    for (const { headers } of [response, again]) {
      expect([headers.get('cache-control'), headers.get('expires'), headers.get('etag')]).toEqual([
        'public',
        ofSuccess.Expires,
        tag,
      ])
    }
  })

  test('api.render adds no-store to a 5xx', async () => {
    for (const outcome of [serviceUnavailable(), () => Promise.reject(new Error('x')), 503, () => unwritable]) {
      expect((await api.render(outcome)).headers['cache-control']).toBe('no-store')
    }
    const broken = {
      ...json(),
      encode: () => {
        throw new Error('a secret')
      },
    }
    const last = await endware({ codecs: [broken], onFailure: () => undefined }).render({})
    expect([last.content, last.headers['cache-control']]).toEqual(['Internal Server Error', 'no-store'])
    expect((await api.render(notFound())).headers).not.toHaveProperty('cache-control')
  })
})

describe('an envelope', () => {
  test('receives the header fields of the request and the media type of the answer', async () => {
    const greetings = endware({
      envelope: ({ headers, mediaType }) => ({ says: headers['accept-language'] === 'de' ? 'weg' : 'gone', mediaType }),
    })
    const serving = await serve(greetings.endpoint(() => notFound()))
    const answers = [
      [{ 'accept-language': 'de' }, { says: 'weg', mediaType: 'application/json' }],
      [{ accept: 'text/json' }, { says: 'gone', mediaType: 'text/json' }],
    ] as const
    for (const [headers, content] of answers)
      expect(await (await fetch(serving.url, { headers })).json()).toEqual(content)
    await serving.close()
    const { content } = await greetings.render(notFound(), {
      headers: { 'accept-language': 'de' },
      accept: 'application/xml',
    })
    expect(content).toContain('<says>weg</says><mediaType>application/xml</mediaType>')
  })

  test.each([undefined, null])('keeps the status and writes no content when it returns %p', async (nothing) => {
    const silent = endware({ envelope: () => nothing, onFailure: () => undefined })
    for (const accept of ['application/json', 'application/xml']) {
      const { status: code, headers, content } = await silent.render(notFound().withHeader('X-A', 'b'), { accept })
      expect([code, content, headers['content-type'], headers['x-a']]).toEqual([404, undefined, undefined, 'b'])
    }
    const serving = await serve(express().use(setting, typing, silent.fallback()))
    const response = await fetch(serving.url)
    await serving.close()
    expect([response.status, response.headers.get('content-length'), response.headers.get('content-type')]).toEqual([
      404,
      '0',
      null,
    ])
  })
})

describe('failures with custom media types', () => {
  const acme = json({ mediaTypes: ['application/vnd.acme+json'] })
  const acmeXml = xml({ mediaTypes: ['application/vnd.acme+xml'] })
  const rows: readonly (readonly [
    codecs: readonly ReturnType<typeof json>[],
    accept: string | undefined,
    type: string,
  ])[] = [
    [[acme, xml()], undefined, 'application/json'],
    [[acme, xml()], 'application/vnd.acme+json', 'application/json'],
    [[acme, xml()], 'application/json', 'application/json'],
    [[acme, xml()], 'application/xml', 'application/xml'],
    [[json(), acmeXml], 'application/vnd.acme+xml', 'application/xml'],
    [[acme, acmeXml], undefined, 'application/json'],
    [[acme, acmeXml], 'application/vnd.acme+xml', 'application/xml'],
    [[acme, acmeXml], 'application/xml', 'application/xml'],
    [[acmeXml, acme], undefined, 'application/xml'],
    [[acmeXml, acme], '*/*', 'application/xml'],
    [[acme], 'application/xml', 'application/json'],
    [[acmeXml], undefined, 'application/xml'],
    [
      [json(), json({ name: 'acme', mediaTypes: ['application/vnd.acme+json'] })],
      'application/vnd.acme+json',
      'application/json',
    ],
  ]
  test.each(rows.map((row, at) => [at, ...row] as const))(
    'row %i: a failure has a format of its family, or the default',
    async (_at, codecs, accept, type) => {
      const own = endware({ codecs })
      const options = accept === undefined ? {} : { accept }
      expect((await own.render(notFound(), options)).headers['content-type']).toBe(`${type}; charset=utf-8`)
      const { status: code, headers } = await own.render(problem({ status: 404 }), options)
      const own406 = code === 406 // the default envelope makes it no problem
      expect(headers['content-type']).toBe(`${own406 ? type : type.replace('/', '/problem+')}; charset=utf-8`)
    },
  )
})
