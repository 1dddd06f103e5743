import { proveDocument } from '@endware/restapi/testing'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Serving, serve } from '../../support/serve.js'
import { serveCorrupting } from './corrupting.js'
import { corruptions, isOfSuccess, operationFor } from './corruptions.js'
import { bodyLimit, cases, things } from './things.js'

const { app, document } = things()
/** The document of the things without failures. */
const successes = JSON.parse(
  JSON.stringify(document, (name, value) => (name === 'responses' && '200' in value ? { 200: value[200] } : value)),
)
let serving: Serving
beforeAll(async () => {
  serving = await serve(app)
})
afterAll(() => serving.close())

test('an application that matches its document is proven in every status and format', async () => {
  const report = await proveDocument(document, { bodyLimit, baseUrl: serving.url, cases })
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
      'list 200 text/json',
      'list 200 application/jsonl',
      'list 406 application/xml',
      'read 400 text/xml',
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

describe('options of proveDocument', () => {
  const rows: readonly (readonly [what: string, options: unknown, message: RegExp])[] = [
    ['no options', undefined, /^proveDocument\(\) takes an object of options: baseUrl/],
    ['a mistyped option', { baseURL: 'http://127.0.0.1' }, /^proveDocument\(\) has no option 'baseURL'/],
    ['no baseUrl', { cases }, /^baseUrl must be the address of the application, such as .*; got undefined$/],
    ['a baseUrl without a scheme', { baseUrl: 'localhost:3000' }, /^baseUrl must be the address of the application/],
  ]
  test.each(rows)('proveDocument refuses %s', async (_what, options, message) => {
    await expect(proveDocument(document, options as never)).rejects.toThrow(message)
  })

  test('baseUrl may end with a slash', async () => {
    const report = await proveDocument(document, { baseUrl: `${serving.url}/`, bodyLimit, cases, operations: ['read'] })
    expect(report.isProven).toBe(true)
  })
})

describe('faults of an answer', () => {
  test.each(corruptions)('proveDocument reports %s', async (what, kind, spoil) => {
    const spoiling = await serveCorrupting(app, spoil)
    try {
      const report = await proveDocument(isOfSuccess(what, kind) ? successes : document, {
        bodyLimit,
        baseUrl: spoiling.url,
        ...(isOfSuccess(what, kind) ? {} : { cases }),
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
})

describe('what proveDocument cannot prove', () => {
  test('a combination without a case is reported as missing', async () => {
    const report = await proveDocument(document, { bodyLimit, baseUrl: serving.url, operations: ['add'] })
    expect(report.missing).toEqual([
      { operationId: 'add', status: 409, mediaType: 'application/problem+json' },
      { operationId: 'add', status: 409, mediaType: 'application/problem+xml' },
    ])
    expect(() => report.assertProven()).toThrow(/2 not reached:\n {2}add 409 application\/problem\+json/)
  })

  test('a request without an answer is reported as a fault', async () => {
    const closed = await serve(app)
    await closed.close()
    const report = await proveDocument(document, { bodyLimit, baseUrl: closed.url, operations: ['list'], cases })
    expect(new Set(report.faults.map(({ kind }) => kind))).toEqual(new Set(['request']))
    expect(report.covered).toEqual([])
  })

  test.each([
    [{ lost: { 200: {} } }, /no operation 'lost'/],
    [{ list: { 418: {} } }, /no 418 for 'list'/],
  ])('a case for an undocumented operation or status is refused: %j', async (wrong, message) => {
    await expect(proveDocument(document, { bodyLimit, baseUrl: serving.url, cases: wrong as never })).rejects.toThrow(
      message,
    )
  })

  test.each([
    [
      'an operation without an operationId',
      { paths: { '/': { get: { responses: {} } } } },
      /get \/ needs an operationId/,
    ],
    ['a range of statuses', { paths: { '/': { get: { operationId: 'x', responses: { '4XX': {} } } } } }, /'4XX'/],
    ['an unknown reference', { paths: { '/': { $ref: '#/nowhere' } } }, /has no target for the reference/],
  ])('a document with %s is refused', async (_, broken, message) => {
    await expect(proveDocument(broken, { baseUrl: serving.url })).rejects.toThrow(message)
  })
})

test('undocumented header fields are ignored when foreignHeaders names them', async () => {
  const adding = await serveCorrupting(app, ({ headers }) => {
    headers.set('X-Cache', 'MISS')
    headers.set('Strict-Transport-Security', 'max-age=1')
  })
  try {
    const driven = { bodyLimit, baseUrl: adding.url, cases, operations: ['list'] }
    expect((await proveDocument(document, driven)).faults[0]?.message).toBe('x-cache is not documented')
    expect((await proveDocument(document, { ...driven, foreignHeaders: ['X-Cache'] })).isProven).toBe(true)
  } finally {
    await adding.close()
  }
})

test.each([
  [
    'is a fault when no function decodes it',
    { type: 'object', properties: { a: {} } },
    undefined,
    'the kit cannot read',
  ],
  ['is checked by its schema when a function decodes it', { type: 'object' }, () => 7, 'must be object'],
  ['needs no function when its schema is a string', { type: 'string' }, undefined, undefined],
  ['needs no function when its schema is empty', {}, undefined, undefined],
])('content of another media type %s', async (_, schema, read, message) => {
  const own = await serve((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/x-own' }).end(Buffer.from([0xff, 0x00]))
  })
  const get = { operationId: 'x', responses: { 200: { content: { 'application/x-own': { schema } } } } }
  try {
    const decode = read === undefined ? {} : { 'application/x-own': read }
    const { faults } = await proveDocument({ paths: { '/x': { get } } }, { baseUrl: own.url, decode })
    expect(faults.map((fault) => fault.message)).toEqual(
      message === undefined ? [] : [expect.stringContaining(message)],
    )
  } finally {
    await own.close()
  }
})

test('the report lists what is proven by operation and status', async () => {
  const report = await proveDocument(document, { bodyLimit, baseUrl: serving.url, cases, operations: ['remove'] })
  expect(report.toString()).toBe(`remove
  204 without content
  400 application/json, text/json, application/xml, text/xml
  404 application/json, text/json, application/xml, text/xml
  405 application/json, text/json, application/xml, text/xml
  406 application/json, application/xml
  412 application/json, text/json, application/xml, text/xml
  428 application/json, text/json, application/xml, text/xml
23 combinations of operation, status and media type are as documented, of 1 operations`)
})

test('a document without operations is not proven', async () => {
  const empty = { openapi: '3.1.1', info: { title: 'Nothing', version: '1' }, paths: {} }
  expect((await proveDocument(empty, { baseUrl: serving.url })).isProven).toBe(false)
  await expect(proveDocument(document, { bodyLimit, baseUrl: serving.url, operations: ['typo'] })).rejects.toThrow(
    "'typo'",
  )
})
