import { endware, type FailureReport } from '@endware/restapi'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { asText, parseXml } from '../support/both-formats.js'
import { rawExchange } from '../support/raw-exchange.js'
import { type Serving, serve } from '../support/serve.js'
import { calls, hosts } from './hosts.js'

type Says = Readonly<Record<string, unknown>>

/** A request and the answer that every host gives. */
interface Row {
  readonly ask: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
  /** The content, in JSON and in XML; absent for an answer without content. */
  readonly says?: Says
  readonly fields?: Readonly<Record<string, string | null>>
  readonly reported?: string
}

const json = { 'content-type': 'application/json' }
const xml = { 'content-type': 'application/xml; charset=utf-8' }
const failure = (status: number, error: string, path: string, message?: string): Says => ({
  status,
  error,
  ...(message !== undefined && { message }),
  path,
})
const internal = (path: string): Says => failure(500, 'Internal Server Error', path)
const missing = (path: string): Says => failure(404, 'Not Found', path, 'no such thing')
const nowhere = (path: string): Says => failure(404, 'Not Found', path, 'there is nothing here')

const everywhere: readonly Row[] = [
  { ask: 'GET /v1/value', status: 200, says: { hello: 'world' } },
  { ask: 'HEAD /v1/field', status: 200, fields: { 'x-thing': 'yes' } },
  { ask: 'GET /v1/nothing', status: 204 },
  { ask: 'GET /v1/query?a=1&b=x%20y&b=z', status: 200, says: { a: '1', b: ['x y', 'z'] } },
  { ask: 'GET /v1/provided', headers: { from: 'ann' }, status: 200, says: { caller: 'ann' } },
  { ask: 'GET /v1/provided', status: 404, says: missing('/v1/provided'), fields: { 'retry-after': '5' } },
  { ask: 'GET /v1/returned', status: 404, says: missing('/v1/returned'), fields: { 'retry-after': '5' } },
  { ask: 'GET /v1/thrown?token=x', status: 404, says: missing('/v1/thrown'), fields: { 'retry-after': '5' } },
  { ask: 'GET /v1/rejected', status: 500, says: internal('/v1/rejected'), reported: 'unexpected-error' },
  { ask: 'GET /v1/broken', status: 500, says: internal('/v1/broken'), reported: 'unexpected-error' },
  {
    ask: 'GET /v1/unavailable',
    status: 503,
    says: failure(503, 'Service Unavailable', '/v1/unavailable'),
    reported: 'request-refused',
  },
  { ask: 'GET /v1/refused', status: 429, says: failure(429, 'Too Many Requests', '/v1/refused', 'slow down') },
  { ask: 'GET /nowhere', status: 404, says: nowhere('/nowhere') },
  { ask: 'OPTIONS /nowhere', status: 404, says: nowhere('/nowhere'), fields: { allow: null } },
  ...['/v1/echo', '/v1/parsed'].flatMap((path): readonly Row[] => [
    { ask: `POST ${path}`, headers: json, body: '{"a":"b"}', status: 200, says: { got: { a: 'b' } } },
    { ask: `POST ${path}`, headers: xml, body: '<x><a>b</a></x>', status: 200, says: { got: { a: 'b' } } },
    { ask: `POST ${path}`, headers: { 'content-length': '0' }, status: 200, says: { got: 'nothing' } },
    { ask: `POST ${path}`, headers: { ...json, 'content-length': '0' }, status: 200, says: { got: 'nothing' } },
    { ask: `POST ${path}`, headers: json, body: '{"a":', status: 400, says: { status: 400, path } },
    { ask: `POST ${path}`, headers: xml, body: '<x>', status: 400, says: { status: 400, path } },
    {
      ask: `POST ${path}`,
      headers: { 'content-type': 'text/csv' },
      body: 'a',
      status: 415,
      says: { status: 415, path },
    },
  ]),
]

const acceptQuery = 'application/json, text/json, application/xml, text/xml, application/x-www-form-urlencoded'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const ofQuery: readonly Row[] = [
  { headers: json, body: '{"a":"b"}', status: 200, says: { found: { a: 'b' } } },
  { headers: xml, body: '<x><a>b</a></x>', status: 200, says: { found: { a: 'b' } } },
  { headers: form, body: 'a=b', status: 200, says: { found: { a: 'b' } } },
  { status: 400, says: { status: 400, path: '/v1/find' }, fields: { 'accept-query': acceptQuery } },
  {
    headers: { 'content-type': 'text/csv' },
    body: 'a',
    status: 415,
    says: { status: 415, path: '/v1/find' },
    fields: { 'accept-query': acceptQuery },
  },
].map((row) => ({ ask: 'QUERY /v1/find', ...row }))

const allow = 'DELETE, GET, HEAD, OPTIONS'
const path = '/v1/shop/things/7'
const routedOnly: readonly Row[] = [
  { ask: `GET ${path}`, status: 200, says: { thing: '7' } },
  { ask: 'GET /v1/shop/things/a%2Fb%20c', status: 200, says: { thing: 'a/b c' } },
  { ask: `HEAD ${path}`, status: 200 },
  { ask: `DELETE ${path}`, status: 204 },
  { ask: `OPTIONS ${path}`, status: 204, fields: { allow } },
  {
    ask: `PUT ${path}`,
    status: 405,
    says: failure(405, 'Method Not Allowed', path, `this resource has no PUT; it has ${allow}`),
    fields: { allow },
  },
  {
    ask: 'GET /v1/find',
    status: 405,
    says: { status: 405 },
    fields: { allow: 'OPTIONS, QUERY', 'accept-query': acceptQuery },
  },
  { ask: 'OPTIONS /v1/find', status: 204, fields: { allow: 'OPTIONS, QUERY', 'accept-query': acceptQuery } },
  { ask: 'PROPFIND /v1/value', status: 405, says: { status: 405 }, fields: { allow: 'GET, HEAD, OPTIONS' } },
  { ask: 'GET /v1/shop/nothing', status: 404, says: nowhere('/v1/shop/nothing') },
  {
    ask: 'GET /v1/shop/things/%E0%A4%A',
    status: 400,
    says: failure(400, 'Bad Request', '/v1/shop/things/%E0%A4%A', 'the path is not properly percent-encoded'),
  },
]

describe.each(hosts)('$name', ({ application, routed }) => {
  const reports: FailureReport[] = []
  let serving: Serving
  beforeAll(async () => {
    serving = await serve(application(endware({ onFailure: (report) => reports.push(report) })))
  })
  afterAll(() => serving.close())
  beforeEach(() => {
    reports.length = 0
  })

  const rows = [...everywhere, ...ofQuery, ...(routed ? routedOnly : [])].map((row) => ({
    ...row,
    what: [row.ask, row.headers?.['content-type'], row.body].filter((part) => part !== undefined).join(' '),
  }))
  test.each(rows)('$what -> $status', async ({ ask, headers, body, status, says, fields = {}, reported }) => {
    const [method = '', target = ''] = ask.split(' ')
    const call = (accept: string): Promise<Response> =>
      fetch(serving.url + target, { method, headers: { ...headers, accept }, ...(body !== undefined && { body }) })
    const [inJson, inXml] = [await call('application/json'), await call('application/xml')]
    const [jsonText, xmlText] = [await inJson.text(), await inXml.text()]
    for (const response of [inJson, inXml]) {
      expect([response.status, response.headers.get('vary')]).toEqual([status, 'Accept'])
      for (const [name, value] of Object.entries(fields))
        expect([name, response.headers.get(name)]).toEqual([name, value])
    }
    if (says === undefined) expect([jsonText, xmlText]).toEqual(['', ''])
    else {
      expect(inJson.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(inXml.headers.get('content-type')).toBe('application/xml; charset=utf-8')
      expect(JSON.parse(jsonText)).toMatchObject(says)
      expect(await parseXml(xmlText)).toMatchObject(asText(says) as object)
    }
    expect(reports.map(({ code }) => code)).toEqual(reported === undefined ? [] : [reported, reported])
    expect(jsonText + xmlText).not.toContain('secret')
  })

  test('a response that has ended already stands, and no endpoint runs', async () => {
    const response = await fetch(`${serving.url}/v1/ended`)
    expect([response.status, await response.text()]).toEqual([200, 'by hand'])
    expect(calls).toEqual([])
    expect(reports.map(({ code }) => code)).toEqual(['already-answered'])
  })

  test('a target in absolute form appears in the envelope as its path', async () => {
    const target = `http://x${routed ? '/v1/returned' : '/nowhere'}?token=x`
    const answer = await rawExchange(serving.port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(answer).toContain(`"path":"${routed ? '/v1/returned' : '/nowhere'}"`)
  })
})
