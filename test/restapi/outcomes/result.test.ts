import {
  accepted,
  created,
  endware,
  type FailureReport,
  found,
  HttpError,
  isHttpError,
  isProblem,
  isResult,
  isServerSentEvent,
  movedPermanently,
  noContent,
  notFound,
  ok,
  permanentRedirect,
  problem,
  Result,
  resetContent,
  seeOther,
  serverSentEvent,
  status,
  temporaryRedirect,
} from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { RawClient } from '../../support/raw-client.js'
import { serve } from '../../support/serve.js'

const here = '/here?a=b c'
const location = '/here?a=b%20c'

describe('the factories of results', () => {
  const rows: readonly (readonly [
    name: string,
    result: Result,
    status: number,
    value: unknown,
    location: string | null,
  ])[] = [
    ['ok', ok(), 200, undefined, null],
    ['ok', ok(1), 200, 1, null],
    ['created', created(), 201, undefined, null],
    ['created', created(1, here), 201, 1, location],
    ['created', created(undefined, new URL('http://x/ä')), 201, undefined, 'http://x/%C3%A4'],
    ['accepted', accepted(), 202, undefined, null],
    ['accepted', accepted(1, here), 202, 1, location],
    ['noContent', noContent(), 204, undefined, null],
    ['resetContent', resetContent(), 205, undefined, null],
    ['movedPermanently', movedPermanently(here), 301, undefined, location],
    ['found', found(here), 302, undefined, location],
    ['seeOther', seeOther(here), 303, undefined, location],
    ['temporaryRedirect', temporaryRedirect(here), 307, undefined, location],
    ['permanentRedirect', permanentRedirect(here), 308, undefined, location],
    ['status', status(207), 207, undefined, null],
    ['status', status(404, 'x'), 404, 'x', null],
  ]
  test.each(rows)('%s returns a %j', (_name, result, code, value, target) => {
    expect([result.status, result.value]).toEqual([code, value])
    expect(result.fields.find(({ name }) => name === 'Location')?.value ?? null).toBe(target)
  })

  test.each([100, 199, 600, 200.5, Number.NaN, '200', undefined])('status(%p) throws a RangeError', (code) => {
    expect(() => status(code as number)).toThrow(RangeError)
  })
})

describe('results are immutable', () => {
  const original = ok({ a: 1 }).withHeader('x-a', 'b')
  const copies: readonly (readonly [method: string, copy: Result])[] = [
    ['withHeader', original.withHeader('x-b', 'c')],
    ['withHeaders', original.withHeaders({ 'x-b': 'c', 'x-c': 1 })],
    ['withNonCanonicalHeader', original.withNonCanonicalHeader('x-b', 'c')],
    ['withLink', original.withLink('/x', { rel: 'next' })],
    ['withContent', original.withContent('x', 'text/plain')],
    ['withVersion', original.withVersion(1)],
    ['withLastModified', original.withLastModified(new Date(0))],
    ['withCookie', original.withCookie('a', 'b')],
  ]
  test.each(copies)('%s returns a copy', (_method, copy) => {
    expect(copy).not.toBe(original)
    expect(copy).toBeInstanceOf(Result)
    expect([copy.status, copy.value]).toEqual([200, { a: 1 }])
    expect(copy.fields[0]).toEqual({ name: 'X-A', value: 'b' })
    expect([original.fields.length, original.version, original.ready]).toEqual([1, undefined, undefined])
  })

  test('results are frozen', () => {
    expect(() => Object.assign(original, { status: 500 })).toThrow(TypeError)
  })
})

describe('names of header fields', () => {
  const rows: readonly (readonly [given: string, canonical: string])[] = [
    ['x-request-id', 'X-Request-Id'],
    ['ETAG', 'ETag'],
    ['www-authenticate', 'WWW-Authenticate'],
    ['cache-control', 'Cache-Control'],
  ]
  test.each(rows)('withHeader spells %s as %s, and withNonCanonicalHeader keeps it', (given, canonical) => {
    expect(ok().withHeader(given, 'x').fields).toEqual([{ name: canonical, value: 'x' }])
    expect(notFound().withNonCanonicalHeader(given, 'x').fields).toEqual([{ name: given, value: 'x' }])
  })

  test('a field replaces one with another spelling, and keeps its list of values', () => {
    const result = ok().withHeader('x-a', 1).withNonCanonicalHeader('X-a', ['p', 'q'])
    expect(result.fields).toEqual([{ name: 'X-a', value: ['p', 'q'] }])
  })

  test('fields keep their spelling on the socket', async () => {
    const serving = await serve(
      endware().endpoint(() =>
        ok().withHeader('x-tries', 3).withNonCanonicalHeader('x-ODD', 'y').withCookie('a', '1').withCookie('b', '2'),
      ),
    )
    const answer = await (await RawClient.get(serving.port, 'Connection: close')).toTheEnd()
    expect(answer).toMatch(/\r\nX-Tries: 3\r\nx-ODD: y\r\nSet-Cookie: a=1; .*\r\nSet-Cookie: b=2; /)
    await serving.close()
  })
})

describe('withVersion and withLastModified', () => {
  const none: readonly (readonly [what: string, version: unknown])[] = [
    ['undefined', undefined],
    ['null', null],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['a boolean', true],
    ['a symbol', Symbol('7')],
    ['a Date', new Date(0)],
    ['an object', {}],
  ]
  test.each(none)('withVersion refuses %s', (_what, version) => {
    expect(() => ok().withVersion(version as never)).toThrow(/^a version must be text, a number or a bigint, such as/)
  })

  test('withLastModified refuses a value that is no valid date', () => {
    expect(() => ok().withLastModified('today' as never)).toThrow(
      /^withLastModified: the date must be a Date; got 'today'$/,
    )
    expect(() => ok().withLastModified(new Date(-1e14))).toThrow(/must lie in the years 1 to 9999; got the year -1199$/)
  })
})

test('withHeaders refuses Headers, a Map and an array', () => {
  for (const list of [new Headers({ 'x-a': 'b' }), new Map([['x-a', 'b']]), [['x-a', 'b']]])
    for (const outcome of [ok(), notFound(), problem({ status: 409 })])
      expect(() => outcome.withHeaders(list as never)).toThrow(
        /^withHeaders: the fields must be an object of names and values; got an iterable,/,
      )
})

const framing = 'it frames the message'
const refused: readonly (readonly [name: string, value: unknown, message: string])[] = [
  ['Content-Length', 5, framing],
  ['Transfer-Encoding', 'chunked', framing],
  ['connection', 'close', framing],
  ['Keep-Alive', 'timeout=5', framing],
  ['Upgrade', 'h2c', 'use upgradeRequired(protocols, message)'],
  ['Trailer', 'x', framing],
  ['TE', 'trailers', framing],
  ['Content-Type', 'text/html', 'use withContent(data, mediaType)'],
  ['x-a', 'a\r\nb: c', 'Invalid character'],
  ['x-a', 'a\nb', 'Invalid character'],
  ['x-a', 'a\0', 'Invalid character'],
  ['x-a', '€', 'Invalid character'],
  ['x-a', ['fine', 'a\r\n'], 'Invalid character'],
  ['x-a', undefined, 'must be a string, a number or an array of strings; got undefined'],
  ['x-a', {}, 'got object'],
  ['a b', 'x', 'valid HTTP token'],
  ['', 'x', 'valid HTTP token'],
  ['a:b', 'x', 'valid HTTP token'],
]

describe('an invalid header field', () => {
  test.each(refused)('throws a clear error, and a socket gets a clean 500: %s: %j', async (name, value, message) => {
    const give = [
      () => ok().withHeader(name, value as string),
      () => ok().withHeaders({ [name]: value as string }),
      () => ok().withNonCanonicalHeader(name, value as string),
      () => notFound().withHeader(name, value as string),
      () => problem({ status: 404 }).withHeader(name, value as string),
    ]
    const reports: FailureReport[] = []
    const api = endware({ onFailure: (report) => reports.push(report) })
    for (const endpoint of give) {
      expect(endpoint).toThrow(
        expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(message) }),
      )
      const serving = await serve(api.endpoint(endpoint))
      const response = await fetch(serving.url)
      expect([response.status, response.headers.get('x-a')]).toEqual([500, null])
      expect(await response.json()).toMatchObject({ status: 500, error: 'Internal Server Error' })
      await serving.close()
    }
    expect(reports.map(({ code }) => code)).toEqual(give.map(() => 'unexpected-error'))
  })

  test('a value in Latin-1 is valid', () => {
    expect(ok().withHeader('x-a', 'Käse').fields).toEqual([{ name: 'X-A', value: 'Käse' }])
  })
})

describe('withContent', () => {
  test.each([undefined, null, 5, {}, [], new Date()])('refuses the content %p', (data) => {
    expect(() => ok().withContent(data as never, 'text/plain')).toThrow(TypeError)
  })
  test.each(['', 'text', 'text/', 'text/plain garbage', 'text/plain\r\nx: y'])(
    'refuses the media type %j',
    (mediaType) => {
      expect(() => ok().withContent('x', mediaType)).toThrow(TypeError)
    },
  )
})

test('the guards recognise the values of the package only', () => {
  const values = { result: ok(), error: notFound(), problem: problem({ status: 404 }), event: serverSentEvent(1) }
  const guards = { result: isResult, error: isHttpError, problem: isProblem, event: isServerSentEvent }
  for (const [kind, guard] of Object.entries(guards)) {
    expect(
      Object.entries(values)
        .filter(([, value]) => guard(value))
        .map(([name]) => name),
    ).toEqual([kind])
    for (const other of [undefined, null, 1, 'x', {}, [], new Error(), () => 1]) expect(guard(other)).toBe(false)
  }
  expect(notFound()).toBeInstanceOf(HttpError)
})
