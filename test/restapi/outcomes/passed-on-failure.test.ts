import { createServer } from 'node:http'
import { endware, type FailureReport, notFound } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { type RequestHandler, Router } from 'express'
import createError from 'http-errors'
import { serve } from '../../support/serve.js'

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly content: { readonly status: number; readonly message?: string }
  readonly reports: readonly FailureReport[]
}

/** Returns the answer of an application with this middleware before the fallback. */
async function answerTo(middleware: RequestHandler, path = '/'): Promise<Answer> {
  const reports: FailureReport[] = []
  const api = endware({ onFailure: (report) => reports.push(report) })
  const serving = await serve(express().use(middleware).use(api.fallback()))
  try {
    const response = await fetch(serving.url + path)
    const content = (await response.json()) as Answer['content']
    return { status: response.status, headers: response.headers, content, reports }
  } finally {
    await serving.close()
  }
}

const passing =
  (error: unknown): RequestHandler =>
  (_request, _response, next) =>
    next(error)

/** express-jwt 8: `status`, `code`, `inner`, no `expose`. */
class UnauthorizedError extends Error {
  override readonly name = 'UnauthorizedError'
  readonly status = 401
  readonly code = 'credentials_required'
  readonly inner = { message: 'a secret' }
}
/** passport 0.7, `failWithError`. */
class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError'
  readonly status = 401
}
/** express-ipfilter 1: its constructor is a function. */
function IpDeniedError(this: { message: string; status: number; statusCode: number }) {
  Object.assign(this, { name: 'IpDeniedError', message: 'Access denied to a secret', status: 403, statusCode: 403 })
}
IpDeniedError.prototype = Object.create(Error.prototype)
/** multer 2: no status at all. */
class MulterError extends Error {
  readonly code = 'LIMIT_FILE_SIZE'
  readonly field = 'a secret'
}
/** NestJS 11. */
class HttpException extends Error {
  readonly #status: number
  constructor(message: string, status: number) {
    super(message)
    this.#status = status
  }
  getStatus(): number {
    return this.#status
  }
}
const withMembers = (members: object): Error => Object.assign(new Error('a secret'), members)

describe('an error that middleware passes on', () => {
  const rows: readonly (readonly [what: string, error: unknown, status: number, message?: string])[] = [
    ['http-errors 4xx', createError(409, 'shown'), 409, 'shown'],
    ['http-errors 5xx', createError(503, 'a secret'), 503],
    ['http-errors 5xx that is exposed', createError(502, 'shown', { expose: true }), 502, 'shown'],
    ['http-errors 4xx that is not exposed', createError(404, 'a secret', { expose: false }), 404],
    ['express-jwt', new UnauthorizedError('a secret'), 401],
    ['passport', new AuthenticationError('a secret'), 401],
    ['express-ipfilter', new (IpDeniedError as unknown as new () => Error)(), 403],
    ['csurf', createError(403, 'invalid csrf token', { code: 'EBADCSRFTOKEN' }), 403, 'invalid csrf token'],
    ['body-parser', createError(413, 'too large', { type: 'entity.too.large', limit: 9 }), 413, 'too large'],
    ['multer', new MulterError('a secret'), 500],
    ['NestJS', new HttpException('a secret', 422), 422],
    ['statusCode alone', withMembers({ statusCode: 410 }), 410],
    ['a status that is a word, with a statusCode', withMembers({ status: 'fail', statusCode: 404 }), 404],
    ['an object that is no Error', { status: 402, message: 'a secret' }, 402],
    ['an object that is exposed', { status: 402, message: 'shown', expose: true }, 402, 'shown'],
    ['a message that is no text', { status: 402, message: { a: 1 }, expose: true }, 402],
    ['an exposed 4xx of this package', notFound('shown'), 404, 'shown'],
    ['a status of success', withMembers({ status: 200 }), 500],
    ['a status out of range', withMembers({ status: 999, statusCode: 42 }), 500],
    ['a status that is text', withMembers({ status: '404' }), 500],
    ['no status', new Error('a secret'), 500],
    ['a text', 'a secret', 500],
    [
      'a getter that throws',
      Object.defineProperty(new Error('a secret'), 'status', {
        get: () => {
          throw new Error('x')
        },
      }),
      500,
    ],
  ]
  test.each(rows)('keeps its status: %s', async (_what, error, status, ...[message]) => {
    const answer = await answerTo(passing(error))
    expect([answer.status, answer.content.status, answer.content.message]).toEqual([status, status, message])
    expect(JSON.stringify(answer.content)).not.toContain('secret')
    expect(answer.reports.length).toBe(status >= 500 ? 1 : 0)
    if (status >= 500) expect(answer.reports[0]?.cause).toBe(error)
  })

  test('takes the status of the response when it has none, as in Express', async () => {
    const answer = await answerTo((_request, response, next) => {
      response.status(404)
      next(new Error('a secret'))
    })
    expect([answer.status, answer.content.message]).toEqual([404, undefined])
  })

  test('keeps its status when the middleware is in a contract', async () => {
    const api = endware()
    const routes = api.routes(Router())
    routes.get('/', { use: [passing(new UnauthorizedError('a secret'))] }, () => 'never')
    for (const app of [
      express().use(routes).use(api.fallback()),
      api.endpoint({ use: [passing(new UnauthorizedError('a secret'))] }, () => 'never'),
    ]) {
      const serving = await serve(app)
      expect((await fetch(serving.url)).status).toBe(401)
      await serving.close()
    }
  })
})

describe('an error that an endpoint throws', () => {
  const rows: readonly (readonly [what: string, thrown: unknown, status: number])[] = [
    ['the 404 of an upstream service', withMembers({ status: 404 }), 500],
    ['the statusCode of an upstream service', withMembers({ statusCode: 401 }), 500],
    ['the exposed 503 of an upstream service', createError(503, 'a secret', { expose: true }), 500],
    ['an object with a status', { status: 404 }, 500],
    ['a NestJS exception', new HttpException('a secret', 404), 500],
    ['an exposed 4xx', createError(409, 'shown'), 409],
  ]
  test.each(rows)('has the status of an answer only if it may be shown: %s', async (_what, thrown, status) => {
    const api = endware({ onFailure: () => undefined })
    expect((await api.render(() => Promise.reject(thrown))).status).toBe(status)
    if (thrown instanceof Error) expect((await api.render(thrown)).status).toBe(status)
  })
})

describe('the header fields of an error', () => {
  const rows: readonly (readonly [what: string, headers: unknown, kept: Readonly<Record<string, string | null>>])[] = [
    ['an object', { 'WWW-Authenticate': 'Bearer' }, { 'www-authenticate': 'Bearer' }],
    ['Headers', new Headers({ 'retry-after': '5' }), { 'retry-after': '5' }],
    ['a Map', new Map([['Retry-After', 5]]), { 'retry-after': '5' }],
    ['several values', { 'WWW-Authenticate': ['Basic', 'Bearer'] }, { 'www-authenticate': 'Basic, Bearer' }],
    ['a Content-Range', { 'Content-Range': 'bytes */9' }, { 'content-range': 'bytes */9' }],
    ['a line break', { 'X-A': 'a\r\nX-B: c', 'X-C': 'd' }, { 'x-a': null, 'x-b': null, 'x-c': 'd' }],
    ['an invalid name', { 'X A': 'a', 'X-C': 'd' }, { 'x-c': 'd' }],
    [
      'framing',
      { 'Content-Length': '1', 'Transfer-Encoding': 'x', 'X-C': 'd' },
      { 'x-c': 'd', 'transfer-encoding': null },
    ],
    ['an invalid value', { 'X-A': undefined, 'X-B': {}, 'X-C': 'd' }, { 'x-a': null, 'x-b': null, 'x-c': 'd' }],
    ['a value of a megabyte', { 'X-A': 'a'.repeat(1_000_000), 'X-C': 'd' }, { 'x-a': null, 'x-c': 'd' }],
    ['a text', 'X-A: a', { 'x-a': null }],
    ['nothing', null, {}],
  ]
  test.each(rows)('are kept if HTTP can carry them: %s', async (_what, headers, kept) => {
    const answer = await answerTo(passing(createError(429, 'slow down', { headers })))
    expect([answer.status, answer.content.message]).toEqual([429, 'slow down'])
    expect(Object.keys(kept).map((name) => [name, answer.headers.get(name)])).toEqual(Object.entries(kept))
  })

  test('stay when passport sets them on the response', async () => {
    const answer = await answerTo((_request, response, next) => {
      response.statusCode = 401
      response.setHeader('WWW-Authenticate', 'Basic realm="a"')
      next(new AuthenticationError('Unauthorized'))
    })
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="a"'])
  })
})

describe('a missing file', () => {
  test('is a 404 of serve-static without the path of the file', async () => {
    const answer = await answerTo(express.static('/nowhere/secret', { fallthrough: false }), '/a.txt')
    expect([answer.status, answer.content.message]).toEqual([404, undefined])
  })

  test('is a 404 of sendFile without the path of the file', async () => {
    const answer = await answerTo((_request, response, next) => {
      response.sendFile('/nowhere/secret.txt', (error) => next(error))
    })
    expect([answer.status, answer.content.message]).toEqual([404, undefined])
  })

  test('is a 404 of an endpoint without the path of the file', async () => {
    const missing = createError(404, Object.assign(new Error('/srv/secret'), { syscall: 'open', code: 'ENOENT' }))
    const { status, content } = await endware().render(() => Promise.reject(missing))
    expect([status, String(content)]).toEqual([404, expect.not.stringContaining('secret')])
  })
})

test('the fallback answers errors on plain node:http', async () => {
  const [, failed] = endware().fallback()
  const server = createServer((request, response) => failed(withMembers({ status: 403 }), request, response))
  const serving = await serve((request, response) => server.emit('request', request, response))
  expect((await fetch(serving.url)).status).toBe(403)
  await serving.close()
})
