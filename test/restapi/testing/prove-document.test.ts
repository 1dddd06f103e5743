import { type FaultKind, proveDocument } from '@endware/restapi/testing'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Serving, serve } from '../../support/serve.js'
import { type Spoilable, serveCorrupting } from './corrupting.js'
import { cases, things } from './things.js'

const { app, document } = things()
let serving: Serving
beforeAll(async () => {
  serving = await serve(app)
})
afterAll(() => serving.close())

test('an application that is as its document says is proven, in every status and format', async () => {
  const report = await proveDocument(document, { baseUrl: serving.url, cases })
  expect(report.toString()).not.toMatch(/wrong|not reached/)
  expect(report.isProven).toBe(true)
  expect(() => report.assertProven()).not.toThrow()
  const combinations = report.covered.map(
    ({ operationId, status, mediaType }) => `${operationId} ${status} ${mediaType}`,
  )
  expect(new Set(combinations).size).toBe(combinations.length)
  expect(combinations).toEqual(
    expect.arrayContaining([
      'list 200 application/json',
      'list 200 application/xml',
      'list 200 application/x-ndjson',
      'list 200 text/csv',
      'list 200 text/event-stream',
      'list 406 application/xml',
      'read 304 undefined',
      'read 412 application/json',
      'add 201 application/xml',
      'add 409 application/problem+xml',
      'add 413 application/json',
      'add 415 application/xml',
      'remove 204 undefined',
      'remove 428 application/xml',
      'remove 405 application/json',
    ]),
  )
})

describe('what is wrong with an answer is caught', () => {
  const on = (path: string, spoil: (answer: Spoilable) => void) => (answer: Spoilable) => {
    if (answer.path === path) spoil(answer)
  }
  const inXml = (answer: Spoilable) => answer.headers.get('content-type')?.includes('xml') === true
  const replacing = (type: string, from: string | RegExp, to: string) => (answer: Spoilable) => {
    if (answer.headers.get('content-type')?.includes(type)) answer.content = answer.content.replace(from, to)
  }

  const rows: [what: string, kind: FaultKind, spoil: (answer: Spoilable) => void][] = [
    ['another documented status', 'status', on('/things/a', (answer) => Object.assign(answer, { status: 404 }))],
    [
      'an undocumented status',
      'undocumented-status',
      on('/things/a', (answer) => Object.assign(answer, { status: 418 })),
    ],
    ['a missing header field', 'header', (answer) => answer.headers.delete('vary')],
    ['a header field of another form', 'header', on('/things/a', (answer) => answer.headers.set('etag', 'seven'))],
    ['an undocumented header field', 'header', on('/things', (answer) => answer.headers.set('etag', '"7"'))],
    ['a missing member', 'body', on('/things/a', replacing('json', /"name":"[^"]*",/, ''))],
    ['an undocumented member', 'body', on('/things/a', replacing('json', '"name"', '"more":1,"name"'))],
    ['a member of another type', 'body', on('/things/a', replacing('json', '1.5', '"1.5"'))],
    ['JSON that is none', 'body', on('/things/a', replacing('json', '}', ''))],
    ['an undocumented member of a failure', 'body', replacing('json', '"error"', '"stack":"","error"')],
    ['an element of another name', 'xml', on('/things/a', replacing('xml', /(<\/?)name>/g, '$1nome>'))],
    ['an element of another type', 'xml', on('/things/a', replacing('xml', '1.5', 'tall'))],
    ['a root of another name', 'xml', on('/things', replacing('xml', /(<\/?)things>/g, '$1items>'))],
    ['another namespace', 'xml', on('/things/a', replacing('xml', 'example.com/things', 'example.com/others'))],
    ['an attribute as an element', 'xml', on('/things/a', replacing('xml', / id="a">/, '><id>a</id>'))],
    ['an attribute of another name', 'xml', on('/things/a', replacing('xml', ' id="a"', ' nr="a"'))],
    [
      'an element as an attribute',
      'xml',
      on('/things/a', replacing('xml', /( id="a")>(<name>Lantern<\/name>)/, '$1 name="Lantern">')),
    ],
    ['a list without its wrapper', 'xml', on('/things/a', replacing('xml', /<\/?tags>/g, ''))],
    [
      'items apart from each other',
      'xml',
      on('/things/a', replacing('xml', /(<parts>wick<\/parts>)(<parts>glass<\/parts>)/, '$1<x/>$2')),
    ],
    [
      'items in another order than their siblings',
      'xml',
      on('/things/a', replacing('xml', /^(.*)(<name>Lantern<\/name>)(.*<parts>wick<\/parts>)/, '$1$3$2')),
    ],
    ['XML that is not well-formed', 'xml', on('/things/a', replacing('xml', '</name>', ''))],
    ['a problem in another namespace', 'xml', replacing('xml', 'urn:ietf:rfc:7807', 'urn:other')],
    ['items of a problem of another name', 'xml', replacing('xml', /<i>Bob<\/i>/, '<item>Bob</item>')],
    [
      'an undocumented media type',
      'media-type',
      on('/things/a', (answer) => answer.headers.set('content-type', 'text/plain')),
    ],
    [
      'another documented media type',
      'media-type',
      (answer) => {
        if (inXml(answer)) answer.headers.set('content-type', 'application/json')
      },
    ],
    [
      'content where there is none',
      'body',
      (answer) => {
        if (answer.status === 204) answer.headers.set('content-type', 'text/plain')
      },
    ],
    ['a wrong item of NDJSON', 'stream', replacing('ndjson', /"name":"Lantern"(?=[^\n]*\n$)/, '"name":7')],
    ['a last line of NDJSON that is cut off', 'stream', replacing('ndjson', /\n$/, '')],
    ['a column of CSV of another name', 'stream', replacing('csv', 'name', 'nome')],
    ['a wrong cell of CSV', 'stream', replacing('csv', ',1.5,', ',tall,')],
    ['a record of CSV that is too short', 'stream', replacing('csv', /,[^,\r]*\r\n$/, '\r\n')],
    ['a wrong event', 'stream', replacing('event-stream', '"name":"Lantern"', '"name":null')],
    ['an event with a field of another name', 'stream', replacing('event-stream', 'data:', 'datum:')],
  ]

  test.each(rows)('%s', async (what, kind, spoil) => {
    const spoiling = await serveCorrupting(app, spoil)
    try {
      const report = await proveDocument(document, {
        baseUrl: spoiling.url,
        cases,
        operations: [operationFor(what, kind)],
      })
      expect(report.isProven).toBe(false)
      expect([...new Set(report.faults.map((fault) => fault.kind))]).toContain(kind)
      for (const { operationId, status, mediaType } of report.faults)
        expect(report.covered).not.toContainEqual({ operationId, status, mediaType })
    } finally {
      await spoiling.close()
    }
  })

  function operationFor(what: string, kind: FaultKind): string {
    if (kind === 'stream' || /root|undocumented header/.test(what)) return 'list'
    if (/problem/.test(what)) return 'add'
    return /where there is none/.test(what) ? 'remove' : 'read'
  }
})

describe('what is not driven is told', () => {
  test('where neither the document nor the team has a case', async () => {
    const report = await proveDocument(document, { baseUrl: serving.url, operations: ['add'] })
    expect(report.missing).toEqual([
      { operationId: 'add', status: 409, mediaType: 'application/problem+json' },
      { operationId: 'add', status: 409, mediaType: 'application/problem+xml' },
    ])
    expect(() => report.assertProven()).toThrow(/2 not reached:\n {2}add 409 application\/problem\+json/)
  })

  test('where no answer comes', async () => {
    const closed = await serve(app)
    await closed.close()
    const report = await proveDocument(document, { baseUrl: closed.url, operations: ['list'], cases })
    expect(new Set(report.faults.map(({ kind }) => kind))).toEqual(new Set(['request']))
    expect(report.covered).toEqual([])
  })

  test.each([
    [{ lost: { 200: {} } }, /no operation 'lost'/],
    [{ list: { 418: {} } }, /no 418 for 'list'/],
  ])('a case for nothing is refused: %j', async (wrong, message) => {
    await expect(proveDocument(document, { baseUrl: serving.url, cases: wrong as never })).rejects.toThrow(message)
  })

  test.each([
    ['an operation without a name', { paths: { '/': { get: { responses: {} } } } }, /get \/ has no operationId/],
    [
      'answers of any status',
      { paths: { '/': { get: { operationId: 'x', responses: { default: {} } } } } },
      /'default'/,
    ],
    ['a reference to nothing', { paths: { '/': { $ref: '#/nowhere' } } }, /leads nowhere/],
  ])('a document with %s is refused', async (_, broken, message) => {
    await expect(proveDocument(broken, { baseUrl: serving.url })).rejects.toThrow(message)
  })
})

test('nothing is proven where nothing was asked for', async () => {
  const empty = { openapi: '3.1.1', info: { title: 'Nothing', version: '1' }, paths: {} }
  expect((await proveDocument(empty, { baseUrl: serving.url })).isProven).toBe(false)
  await expect(proveDocument(document, { baseUrl: serving.url, operations: ['typo'] })).rejects.toThrow("'typo'")
})
