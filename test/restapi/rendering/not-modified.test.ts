import { type Codec, endware, json, ok, type Result, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { closingSource } from '../../support/closing-source.js'
import { type Serving, serve } from '../../support/serve.js'

const modified = new Date('2024-05-05T05:05:05.500Z')
const after = 'Sun, 05 May 2024 06:05:05 GMT'

let outcome: unknown
const endpoint = endware({ codecs: [json(), xml()], onFailure: () => {} }).endpoint(() => outcome)
let serving: Serving
beforeAll(async () => {
  serving = await serve(endpoint)
})
afterAll(() => serving.close())

const get = (headers: Record<string, string>): Promise<Response> => fetch(serving.url, { headers })

test('a 304 keeps what caches need, and nothing that describes content (RFC 9110 §15.4.5)', async () => {
  const kept = {
    'cache-control': 'no-cache',
    'content-location': '/x',
    expires: after,
    etag: '"7;json"',
    vary: 'Accept, Cookie',
  }
  outcome = ok({})
    .withVersion(7)
    .withLastModified(modified)
    .withHeaders({ 'cache-control': 'no-cache', 'content-location': '/x', expires: after, vary: 'Cookie' })
    .withHeaders({ 'content-language': 'de', 'x-other': 'y', 'x-expires': 'y', 'vary-by': 'y' })
    .withCookie('a', 'b')
  const response = await get({ 'if-none-match': '*' })
  const {
    date,
    connection,
    'keep-alive': alive,
    'x-content-type-options': nosniff,
    ...fields
  } = Object.fromEntries(response.headers)
  expect(response.status).toBe(304)
  expect(fields).toEqual(kept)
  expect(await response.text()).toBe('')
})

test('a stream that a 304 or a 412 replaces is closed', async () => {
  for (const [field, status] of [
    ['if-none-match', 304],
    ['if-match', 412],
  ] as const) {
    const source = closingSource()
    outcome = ok(source).withVersion(7)
    expect((await get({ [field]: field === 'if-match' ? '"other"' : '*' })).status).toBe(status)
    expect(source.isClosed).toBe(true)
  }
})

describe('a 304 has the protective fields of its answer, not those of middleware (RFC 9111 §3.2)', () => {
  const policy = "default-src 'self'"
  const page: Codec = {
    name: 'page',
    mediaTypes: ['text/html'],
    fields: { 'Content-Security-Policy': policy },
    encode: String,
  }
  const guarding = endware({ codecs: [json(), page] })
  const rows: readonly (readonly [name: string, result: Result, accept: string])[] = [
    ['of a result', ok('x').withVersion(7).withHeader('content-security-policy', policy), '*/*'],
    ['of a codec', ok('x').withVersion(7), 'text/html'],
    [
      'of ready content',
      ok().withContent('x', 'text/html').withVersion(7).withHeader('Content-Security-Policy', policy),
      '*/*',
    ],
  ]
  test.each(rows)('that %s', async (_name, result, accept) => {
    const answer = guarding.endpoint(() => result)
    const served = await serve((request, sent) => {
      sent.setHeader('Content-Security-Policy', "default-src 'none'")
      sent.setHeader('X-Frame-Options', 'DENY')
      answer(request, sent)
    })
    for (const condition of ['"none"', '*']) {
      const response = await fetch(served.url, { headers: { accept, 'if-none-match': condition } })
      expect(response.status).toBe(condition === '*' ? 304 : 200)
      expect(response.headers.get('content-security-policy')).toBe(policy)
      expect(response.headers.get('x-frame-options')).toBe('DENY')
    }
    await served.close()
  })
})
