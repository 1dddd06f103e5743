import { badRequest, endware, json, noContent, ok, seeOther, status, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Serving, serve } from '../../support/serve.js'

const modified = new Date('2024-05-05T05:05:05.500Z')
const [before, same, after] = ['04:05:05', '05:05:05', '06:05:05'].map((time) => `Sun, 05 May 2024 ${time} GMT`) as [
  string,
  string,
  string,
]

let outcome: unknown
const endpoint = endware({ codecs: [json(), xml()], onFailure: () => {} }).endpoint(() => outcome)
let serving: Serving
beforeAll(async () => {
  serving = await serve(endpoint)
})
afterAll(() => serving.close())

const get = (headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(serving.url, { method, headers, redirect: 'manual' })

describe('entity tags (RFC 9110 §8.8.3)', () => {
  const tags: readonly (readonly [outcome: unknown, accept: string, tag: string | null])[] = [
    [ok({}).withVersion(7), 'application/json', '"7;json"'],
    [ok({}).withVersion(7), 'text/json', '"7;text-json"'],
    [ok({}).withVersion(7), 'application/xml', '"7;xml"'],
    [ok({}).withVersion(7), 'text/xml', '"7;text-xml"'],
    [ok({}).withVersion(7n), '*/*', '"7;json"'],
    [ok({}).withVersion('a b;"c"%'), '*/*', '"a%20b%3B%22c%22%25;json"'],
    [ok({}).withVersion(''), '*/*', '";json"'],
    [ok().withContent('x', 'text/plain').withVersion(7), 'application/xml', '"7;content"'],
    [status(203, {}).withVersion(7), '*/*', '"7;json"'],
    [noContent().withVersion(7), '*/*', '"7;content"'],
    [ok({}).withHeader('etag', 'W/"own"'), '*/*', 'W/"own"'],
    [ok({}), '*/*', null],
  ]
  const named = tags.map(([result, accept, tag], row) => ({ row, result, accept, tag }))
  test.each(named)('row $row as $accept: $tag', async ({ result, accept, tag }) => {
    outcome = result
    const response = await get({ accept })
    expect(response.headers.get('etag')).toBe(tag)
    expect((await get({ accept }, 'HEAD')).headers.get('etag')).toBe(tag)
  })

  test('Last-Modified is in whole seconds, in UTC', async () => {
    outcome = ok({}).withLastModified(modified)
    expect((await get()).headers.get('last-modified')).toBe(same)
  })
})

/** The order of RFC 9110 §13.2.2: If-Match, else If-Unmodified-Since; then If-None-Match, else If-Modified-Since. */
const table: readonly (readonly [headers: Record<string, string>, rule: string, status: number])[] = [
  [{}, 'no condition', 200],
  // If-None-Match
  [{ 'if-none-match': '"7;json"' }, 'the same tag', 304],
  [{ 'if-none-match': 'W/"7;json"' }, 'weak comparison (§13.1.2)', 304],
  [{ 'if-none-match': '"7;xml"' }, 'the tag of another representation', 200],
  [{ 'if-none-match': '"6;json", W/"x" ,"7;json"' }, 'one of a list', 304],
  [{ 'if-none-match': '"a,b", "7;json"' }, 'a comma within a tag', 304],
  [{ 'if-none-match': '"6;json","8;json"' }, 'none of a list', 200],
  [{ 'if-none-match': '*' }, 'whatever there is', 304],
  [{ 'if-none-match': ' * ' }, 'whatever there is', 304],
  [{ 'if-none-match': '7;json' }, 'no quotes: no tag', 200],
  [{ 'if-none-match': '"7;json' }, 'one quote: no tag', 200],
  [{ 'if-none-match': 'w/"7;json"' }, 'W is a capital: no tag', 200],
  [{ 'if-none-match': '"7;json" "8"' }, 'no comma: no list', 200],
  [{ 'if-none-match': '"*"' }, 'a tag, no star', 200],
  [{ 'if-none-match': '' }, 'a blank field', 200],
  // If-Modified-Since
  [{ 'if-modified-since': same }, 'not later', 304],
  [{ 'if-modified-since': after }, 'not later', 304],
  [{ 'if-modified-since': before }, 'later', 200],
  [{ 'if-modified-since': 'Sunday, 05-May-24 05:05:05 GMT' }, 'the date of RFC 850', 304],
  [{ 'if-modified-since': 'Sun May  5 05:05:05 2024' }, 'the date of asctime, which is in UTC', 304],
  [{ 'if-modified-since': '2099-01-01' }, 'no HTTP date: ignored (§13.1.3)', 200],
  [{ 'if-modified-since': '4000000000000' }, 'no HTTP date: ignored', 200],
  [{ 'if-modified-since': 'Wed, 31 Feb 2099 00:00:00 GMT' }, 'no such day: ignored', 200],
  [{ 'if-modified-since': 'Sun, 05 May 2099 25:00:00 GMT' }, 'no such hour: ignored', 200],
  [{ 'if-modified-since': `${after}, ${after}` }, 'two dates: ignored', 200],
  // both: If-Modified-Since is ignored (§13.1.3)
  [{ 'if-none-match': '"6;json"', 'if-modified-since': after }, 'the tag decides', 200],
  [{ 'if-none-match': '"7;json"', 'if-modified-since': before }, 'the tag decides', 304],
  // If-Match
  [{ 'if-match': '"7;json"' }, 'the same tag', 200],
  [{ 'if-match': '"6;json", "7;json"' }, 'one of a list', 200],
  [{ 'if-match': '*' }, 'whatever there is', 200],
  [{ 'if-match': 'W/"7;json"' }, 'strong comparison (§13.1.1)', 412],
  [{ 'if-match': '"6;json"' }, 'another tag', 412],
  [{ 'if-match': '"7;xml"' }, 'the tag of another representation', 412],
  [{ 'if-match': '' }, 'none at all', 412],
  // If-Unmodified-Since
  [{ 'if-unmodified-since': same }, 'not later', 200],
  [{ 'if-unmodified-since': before }, 'later', 412],
  [{ 'if-unmodified-since': '1' }, 'no HTTP date: ignored (§13.1.4)', 200],
  [{ 'if-match': '"7;json"', 'if-unmodified-since': before }, 'If-Match decides', 200],
  // the first two before the last two
  [{ 'if-match': '"6;json"', 'if-none-match': '"7;json"' }, '412 before 304', 412],
  [{ 'if-match': '"7;json"', 'if-none-match': '"7;json"' }, 'both hold', 304],
  [{ 'if-unmodified-since': same, 'if-modified-since': same }, 'both hold', 304],
]

describe.each(['GET', 'HEAD'])('the conditions of a %s', (method) => {
  test.each(table)('%j -- %s -> %i', async (headers, _rule, code) => {
    outcome = ok({ a: 1 }).withVersion(7).withLastModified(modified)
    const response = await get(headers, method)
    expect(response.status).toBe(code)
    expect(response.headers.get('vary')).toBe('Accept')
    if (code !== 412) expect(response.headers.get('etag')).toBe('"7;json"')
  })
})

test('a weak tag of the application satisfies no If-Match, and If-None-Match as any other', async () => {
  outcome = ok({}).withHeader('ETag', 'W/"own"')
  for (const tag of ['"own"', 'W/"own"']) {
    expect((await get({ 'if-match': tag })).status).toBe(412)
    expect((await get({ 'if-none-match': tag })).status).toBe(304)
  }
})

describe('without a version', () => {
  const rows: readonly (readonly [headers: Record<string, string>, status: number])[] = [
    [{ 'if-none-match': '"7;json"' }, 200],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-match': '*' }, 200],
    [{ 'if-match': '"7;json"' }, 412],
    [{ 'if-modified-since': after }, 200],
    [{ 'if-unmodified-since': before }, 200],
  ]
  test.each(rows)('%j -> %i', async (headers, code) => {
    outcome = ok({})
    expect((await get(headers)).status).toBe(code)
  })

  test('a date alone is enough for a 304', async () => {
    outcome = ok({}).withLastModified(modified).withHeader('x-other', 'y')
    const { status, headers } = await get({ 'if-modified-since': same })
    expect([status, headers.get('last-modified'), headers.get('x-other')]).toEqual([304, same, null])
  })
})

describe('conditions count only for successes (RFC 9110 §13.2.1)', () => {
  const rows: readonly (readonly [name: string, outcome: unknown, status: number])[] = [
    ['an error', badRequest(), 400],
    ['a redirect', seeOther('/x').withVersion(7), 303],
    ['a result of 404', status(404, {}).withVersion(7), 404],
  ]
  test.each(rows)('%s', async (_name, result, code) => {
    outcome = result
    expect((await get({ 'if-none-match': '*' })).status).toBe(code)
    expect((await get({ 'if-match': '"x"' })).status).toBe(code)
  })

  test('a write ignores them, as it has taken effect', async () => {
    outcome = ok({}).withVersion(8)
    for (const headers of [{ 'if-match': '"7;json"' }, { 'if-none-match': '*' }]) {
      expect((await get(headers, 'PUT')).status).toBe(200)
    }
  })
})

test('a list of the greatest length is judged like any other', async () => {
  outcome = ok({}).withVersion(7)
  expect((await get({ 'if-none-match': `"a",${' '.repeat(15_000)}x` })).status).toBe(200)
  expect((await get({ 'if-none-match': `${'"a",'.repeat(3000)}"7;json"` })).status).toBe(304)
})
