import * as restapi from '@endware/restapi'
import {
  accepted,
  created,
  endware,
  httpError,
  notFound,
  ok,
  Problem,
  problem,
  problemEnvelope,
  problemType,
  seeOther,
  serverSentEvent,
} from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'

type Loose = (...given: unknown[]) => unknown
const loose = (make: unknown): Loose => make as Loose
const method =
  (of: object, name: string): Loose =>
  (...given) =>
    (Reflect.get(of, name) as Loose).apply(of, given)

const kind = problemType({ type: '/problems/x', title: 'X', status: 409, extensions: z.looseObject({}) })

describe('arguments of factories and with methods', () => {
  const rows: readonly (readonly [make: Loose, given: readonly unknown[], expected: RegExp])[] = [
    [loose(notFound), [null], /the message of an error must be text.*got null/],
    [loose(notFound), [42], /must be text.*got 42/],
    [loose(notFound), [['a']], /must be text.*got an array/],
    [loose(notFound), ['x', { casue: new Error('e') }], /no option 'casue'; its options are cause,/],
    [loose(notFound), ['x', null], /an object of options/],
    [loose(notFound), ['x', 'why'], /an object of options/],
    [loose(httpError), [404, 'x', { code: 7 }], /the code of an error must be text; got 7/],
    [loose(httpError), [404, 'x', { help: null }], /the help of an error must be text; got null/],
    [
      loose(httpError),
      [404, 'x', { properties: [1] }],
      /the properties of an error must be an object of names and values; got an array/,
    ],
    [loose(httpError), [404, 'x', { errors: 'a' }], /the errors of an error must be an array/],
    [loose(created), [1, null], /a URI reference, such as '\/products\/1', or a URL; got null/],
    [loose(created), [1, 42], /got 42/],
    [loose(created), [1, {}], /got an object/],
    [loose(accepted), [1, false], /got false/],
    [loose(seeOther), [], /got undefined/],
    [loose(restapi.permanentRedirect), [null], /got null/],
    [loose(restapi.status), [204, { a: 1 }], /a 204 has no content.*takes no value; got an object/],
    [loose(restapi.status), [205, ''], /a 205 has no content/],
    [loose(restapi.status), [304, false], /a 304 has no content/],
    [loose(ok), [notFound()], /a failure cannot be the value of a result/],
    [loose(restapi.status), [202, problem({ status: 400 })], /a failure cannot be the value of a result/],
    [loose(problem), [null], /an object of names and values; got null/],
    [loose(problem), ['x'], /got 'x'/],
    [loose(problem), [{ status: 404, detail: 42 }], /the detail of a problem must be text; got 42/],
    [loose(problem), [{ status: 404, type: null }], /the type of a problem must be text; got null/],
    [loose(problem), [{ status: 404 }, { casue: 1 }], /no option 'casue'/],
    [loose(kind), [null], /an object of names and values; got null/],
    [loose(kind), [{}, { detial: 'x' }], /no option 'detial'; its options are detail, instance, cause/],
    [loose(problemType), [null], /an object of options/],
    [loose(problemType), [{ type: 'a', titel: 'b', status: 400 }], /no option 'titel'/],
    [loose(serverSentEvent), [1, { event: 7 }], /the type of an event must be text; got 7/],
    [method(ok(), 'withHeader'), [undefined, 'a'], /the name of a header field must be text; got undefined/],
    [method(ok(), 'withHeader'), ['a', null], /must be a string, a number or an array of strings; got null/],
    [method(ok(), 'withHeader'), ['a', Number.NaN], /must be a finite number; got NaN/],
    [method(ok(), 'withNonCanonicalHeader'), [7, 'a'], /the name of a header field must be text; got 7/],
    [method(notFound(), 'withHeaders'), [null], /an object of names and values; got null/],
    [method(notFound(), 'withHeaders'), ['a: b'], /an object of names and values; got 'a: b'/],
    [method(notFound(), 'withHelp'), [7], /the help of an error must be text; got 7/],
    [method(notFound(), 'withProperty'), [undefined, 1], /the name of a property must be text; got undefined/],
    [method(ok(), 'withLink'), [null, { rel: 'next' }], /a URI reference.*got null/],
    [method(ok(), 'withLink'), ['/a', null], /a Link must have a relation/],
    [method(ok(), 'withLink'), ['/a', { rel: 'next', title: 7 }], /the Link parameter title must be text; got 7/],
    [method(ok(), 'withCookie'), [undefined, 'a'], /the name of a cookie must be text; got undefined/],
    [method(ok(), 'withCookie'), ['a', undefined], /the value of the cookie 'a' must be text; got undefined/],
    [method(ok(), 'withCookie'), ['a', 'b', { secure: 'no' }], /secure of a cookie must be true or false; got 'no'/],
    [method(ok(), 'withCookie'), ['a', 'b', { expires: 7 }], /expires of a cookie must be a Date; got 7/],
    [method(ok(), 'withContent'), ['a', undefined], /the media type must be text; got undefined/],
    [method(ok(), 'withContent'), [null, 'text/plain'], /withContent takes text, bytes or a stream/],
    [method(ok(), 'withVersion'), [null], /a version must be text, a number or a bigint.*got null/],
    [method(ok(), 'withLastModified'), [null], /the date must be a Date; got null/],
  ]
  test.each(rows.map((row, at) => [at, ...row] as const))(
    'row %i: a wrong one is a TypeError with the expected type',
    (_at, make, given, expected) => {
      let thrown: unknown
      try {
        make(...given)
      } catch (error) {
        thrown = error
      }
      expect(thrown).toBeInstanceOf(TypeError)
      expect((thrown as Error).message).toMatch(expected)
    },
  )

  test('a TypeError does not repeat a long argument', () => {
    expect(() => loose(ok().withHeaders.bind(ok()))('a'.repeat(1_000_000))).toThrow(/got a long text$/)
  })
})

describe('withProperty', () => {
  const names = ['type', 'title', 'status', 'detail', 'instance', 'help', 'timestamp', 'requestId', 'errors']
  test.each(names)('refuses the name %s, which the envelope uses itself', (name) => {
    const expected = new RegExp(`^a property of an error cannot be called '${name}'`)
    expect(() => notFound().withProperty(name, 1)).toThrow(expected)
    expect(() => httpError(404, '', { properties: { [name]: 1 } })).toThrow(expected)
  })

  test('writes any other property as an extension under problemEnvelope', async () => {
    const error = notFound('no').withProperty('sku', 'a').withProperty('code', 7).withProperty('error', null)
    const { content } = await endware({ envelope: problemEnvelope }).render(error)
    expect(JSON.parse(String(content))).toMatchObject({
      type: 'about:blank',
      title: 'Not Found',
      sku: 'a',
      code: 7,
      error: null,
    })
  })

  test('an error of another copy of the package cannot replace members of the problem', async () => {
    const foreign = Object.assign(Object.create(notFound('no')), {
      properties: { type: 'x', detail: 'y', status: 200, sku: 1 },
    })
    const { status, content } = await endware({ envelope: problemEnvelope }).render(foreign)
    expect(status).toBe(404)
    expect(JSON.parse(String(content))).toMatchObject({ type: 'about:blank', status: 404, detail: 'no', sku: 1 })
  })
})

test('the text of a failure has its status and message', () => {
  expect(String(notFound())).toBe('HttpError: 404 Not Found')
  expect(`${notFound('no such product')}`).toBe('HttpError: 404 Not Found: no such product')
  expect(String(httpError(499, 'gone'))).toBe('HttpError: 499 Unknown: gone')
  expect(String(problem({ status: 409, title: 'Out of stock', detail: '2 left' }))).toBe(
    'Problem: 409 Out of stock: 2 left',
  )
  expect(String(new Problem({ status: 503 }))).toBe('Problem: 503 Service Unavailable')
  expect(String(kind({}, { detail: 'y' }))).toBe('Problem: 409 X: y')
})
