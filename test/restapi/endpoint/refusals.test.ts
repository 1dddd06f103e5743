import {
  createServer,
  csv,
  type Endware,
  endware,
  type FailureReport,
  forbidden,
  found,
  json,
  type Middleware,
  ok,
  type Provider,
  problem,
  provide,
  seeOther,
  status,
  unauthorized,
  xml,
} from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { z } from 'zod'
import { RawClient } from '../../support/raw-client.js'
import { serve } from '../../support/serve.js'
import { applicationOf } from './provided-application.js'

const reports: FailureReport[] = []
const api = endware({ onFailure: (report) => void reports.push(report) })
afterEach(() => void reports.splice(0))

/** Returns an application whose route uses `use` under the rest of `contract`. */
const withUse = (use: readonly (Middleware | Provider)[], contract: object = {}, made: Endware = api) =>
  applicationOf(made, use, contract)

/** The ways in which a provider refuses a request, and the status of the answer. */
const refusals: readonly (readonly [name: string, run: () => object | number | undefined, status: number])[] = [
  ['returns an HttpError', () => unauthorized('sign in first'), 401],
  [
    'throws an HttpError',
    () => {
      throw forbidden()
    },
    403,
  ],
  ['rejects', () => Promise.reject(forbidden()), 403],
  ['resolves to an HttpError', async () => unauthorized(), 401],
  ['returns a Problem', () => problem({ status: 409, title: 'Conflict' }), 409],
  ['returns a result from 400', () => status(402, { price: 1 }), 402],
  ['returns the result 400', () => status(400, 'a'), 400],
  ['returns a redirect', () => found('/sign-in'), 302],
  ['throws a redirect', () => Promise.reject(found('/sign-in')), 500],
  ['returns the first status of a failure', () => 400, 400],
  ['returns the last status of a failure', () => 599, 599],
  ['returns an Error', () => new Error('a secret'), 500],
  ['throws what is no error', () => Promise.reject(null), 500],
]

describe('a provider that refuses', () => {
  test.each(refusals)('answers when it %s, and nothing after it runs', async (_name, run, expected) => {
    let later = 0
    const { app, received } = withUse([
      provide(run as () => object),
      (_request, _response, next) => {
        later++
        next()
      },
      provide(() => void later++),
    ])
    const response = await request(app).get('/a/1')
    expect([response.status, later, received]).toEqual([expected, 0, []])
    expect(response.text).not.toContain('secret')
  })

  test('answers in the envelope, in the negotiated format, as an endpoint does', async () => {
    const { app } = withUse([provide(() => unauthorized('sign in first').withHeader('WWW-Authenticate', 'Bearer'))])
    const response = await request(app).get('/a/1').set('Accept', 'application/xml')
    expect(response.headers).toMatchObject({
      'content-type': 'application/xml; charset=utf-8',
      vary: 'Accept',
      'www-authenticate': 'Bearer',
      'x-content-type-options': 'nosniff',
    })
    expect(response.text).toContain('<message>sign in first</message>')
  })

  test('comes before 406, 415 and 400, and after 405', async () => {
    const { app } = withUse([provide(() => unauthorized())], { body: z.object({ a: z.string() }) })
    const answers = [
      await request(app).get('/a/1').set('Accept', 'application/x-unheard-of'),
      await request(app).post('/a/1').set('Content-Type', 'image/png').send('x'),
      await request(app).post('/a/1').set('Content-Type', 'application/json').send('{'),
      await request(app).get('/a/1?%ff'),
      await request(app).put('/a/1'),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 405])
  })

  test('answers in a format of the contract', async () => {
    const { app } = withUse([provide(() => unauthorized())], { codecs: [csv(), xml()] })
    const response = await request(app).get('/a/1').set('Accept', 'text/csv')
    expect([response.status, response.type]).toEqual([401, 'application/xml'])
  })

  test('answers by a declared schema, without other members', async () => {
    const refusing = provide(() => status(402, { price: 1, secret: 'a' }), {
      responses: { 402: z.object({ price: z.number() }) },
    })
    const { app } = withUse([refusing], { responses: { 200: z.string() } })
    const response = await request(app).get('/a/1')
    expect([response.status, response.body]).toEqual([402, { price: 1 }])
  })

  test('cannot answer with a value that no response declares', async () => {
    const { app } = withUse([provide(() => status(402, { secret: 1 }))], { responses: { 200: z.string() } })
    expect((await request(app).get('/a/1')).status).toBe(500)
    expect(reports.map(({ code }) => code)).toEqual(['invalid-response'])
  })

  test('does not change what an endpoint without responses may answer', async () => {
    const passing = provide(() => undefined, { responses: { 402: z.object({ price: z.number() }) } })
    expect((await request(withUse([passing]).app).get('/a/1')).body).toBe('done')
  })

  test('is mapped by mapError', async () => {
    class NoSession extends Error {}
    const mapping = endware({ mapError: (error) => (error instanceof NoSession ? unauthorized() : undefined) })
    const { app } = withUse([provide(() => new NoSession())], {}, mapping)
    expect((await request(app).get('/a/1')).status).toBe(401)
  })

  test('sends the client to another page, although the contract declares no redirect', async () => {
    const responses = { 200: z.object({ a: z.int() }) }
    const { app } = withUse([provide(() => seeOther('/sign-in').withCookie('after', '/a/1'))], { responses })
    const response = await request(app).get('/a/1').set('Accept', 'image/png')
    expect([response.status, response.headers.location, response.text]).toEqual([303, '/sign-in', ''])
    expect(response.headers['set-cookie']).toEqual([expect.stringContaining('after=')])
    expect(reports).toEqual([])
  })

  test('answers a HEAD without content', async () => {
    const { app } = withUse([provide(() => unauthorized('sign in'))])
    const response = await request(app).head('/a/1')
    expect([response.status, response.text]).toEqual([401, undefined])
  })
})

describe('a provider that returns neither names nor a failure', () => {
  const closed: string[] = []
  async function* values() {
    try {
      yield 1
    } finally {
      closed.push('values')
    }
  }
  const mistakes: readonly (readonly [name: string, returned: unknown, came: string])[] = [
    ['a text', 'ann', 'a value of type string'],
    ['a number below 400', 399, 'a value of type number'],
    ['a number above 599', 600, 'a value of type number'],
    ['a plain object that is a stream', { [Symbol.asyncIterator]: () => values() }, 'a stream'],
    ['a list', [1], 'an object of class Array'],
    ['a function', () => ({}), 'a value of type function'],
    ['a result of success', ok({ user: 'ann' }), 'a result with status 200'],
    ['the last result below redirects', status(299), 'a result with status 299'],
    ['an instance of a class', new Map(), 'an object of class Map'],
    ['bytes', Buffer.from('a'), 'an object of class Buffer'],
  ]
  test.each(mistakes)('is a 500 whose report says that %s came', async (_name, returned, came) => {
    const { app, received } = withUse([provide((() => returned) as () => object)])
    const response = await request(app).get('/a/1')
    expect([response.status, received]).toEqual([500, []])
    expect(response.body).not.toHaveProperty('message')
    expect(reports.map(({ code, cause }) => [code, String(cause)])).toEqual([
      [
        'invalid-context',
        `TypeError: a provider must return an object of names for context, such as { user }, nothing, a redirect, or a failure from 400; got ${came}`,
      ],
    ])
  })

  test('is a 500 for a stream, which is closed', async () => {
    const stream = values()
    await stream.next()
    const { app } = withUse([provide((() => stream) as () => object)])
    expect((await request(app).get('/a/1')).status).toBe(500)
    expect(closed).toEqual(['values'])
  })
})

test('a refusal neither reads the body nor asks for it', async () => {
  const { app } = withUse([provide(() => unauthorized())], { body: z.string(), codecs: [json()] })
  const serving = await serve(app, (listener) => createServer(listener))
  const head = 'POST /a/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n'
  try {
    for (const rest of ['\r\n"', 'Expect: 100-continue\r\n\r\n']) {
      const client = await RawClient.connect(serving.port)
      client.send(head + rest)
      expect(await client.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 401 /)
      client.leave()
    }
  } finally {
    await serving.close()
  }
})
