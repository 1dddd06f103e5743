import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { createLogger } from '../../telemetry/logger.js'
import { LogLines } from '../support/log-lines.js'

const packageVersion: unknown = JSON.parse(readFileSync('package.json', 'utf8')).version

async function logged(fields: Record<string, unknown>, message = 'it happened', format: 'json' | 'readable' = 'json') {
  const lines = new LogLines()
  const logger = createLogger({ level: 'info', format, target: lines })
  logger.info(message, fields)
  await logger.close()
  return lines
}

test('a record is one flat line of JSON; fields of the shop have a prefix', async () => {
  const lines = await logged({ port: 3000, attempts: 2, nested: { list: [1, null, true] }, retryInMs: 5 })
  expect(lines.text.endsWith('}\n')).toBe(true)
  expect(lines.records).toEqual([
    {
      '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      'log.level': 'info',
      message: 'it happened',
      'ecs.version': '8.10.0',
      'service.name': 'endware-shop',
      'service.version': packageVersion,
      'event.dataset': 'endware-shop',
      'process.pid': process.pid,
      'shop.port': '3000',
      'shop.attempts': 2,
      'shop.nested': '{"list":[1,null,true]}',
      'shop.retry_in_ms': 5,
    },
  ])
  expect(Object.keys(lines.records[0] ?? {}).slice(0, 3)).toEqual(['@timestamp', 'log.level', 'message'])
})

test('records below the level are not written', async () => {
  const lines = new LogLines()
  const logger = createLogger({ level: 'warn', format: 'json', target: lines })
  logger.debug('no')
  logger.info('no')
  logger.warn('yes')
  logger.error('yes')
  await logger.close()
  expect(lines.records.map((record) => record['log.level'])).toEqual(['warn', 'error'])
})

test('an error is described with its code, its stack and its causes, nearest first', async () => {
  const network = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const aggregate = new AggregateError([network], 'all addresses failed')
  const error = new TypeError('no products', { cause: aggregate })
  expect((await logged({ error })).records).toMatchObject([
    {
      'error.type': 'TypeError',
      'error.message': 'no products',
      'error.stack_trace': expect.stringContaining('logger.test.ts'),
      'error.cause': ['AggregateError: all addresses failed', 'Error: connect ECONNREFUSED (ECONNREFUSED)'],
    },
  ])
})

test.each([
  [null, { 'error.type': 'null', 'error.message': 'null' }],
  ['a string', { 'error.type': 'string', 'error.message': 'a string' }],
  [{ reason: 7 }, { 'error.type': 'object', 'error.message': '{"reason":7}' }],
])('a thrown value that is not an error is described: %j', async (error, described) => {
  expect((await logged({ error })).records).toMatchObject([described])
})

test('a field or an error that cannot be read is a note, and its record stays', async () => {
  const unreadable = {
    get() {
      throw new TypeError('no')
    },
    enumerable: true,
  }
  const fields = Object.defineProperties({ port: 1 }, { state: unreadable, error: unreadable })
  expect((await logged(fields)).records).toEqual([
    expect.objectContaining({ 'shop.port': '1', 'shop.state': '[unreadable]', 'error.message': '[unreadable]' }),
  ])
})

test('a large error takes no field from its record', async () => {
  const row = Array.from({ length: 39 }, () => 'cell')
  const error = { table: Array.from({ length: 39 }, () => row) }
  expect((await logged({ error, port: 1 })).records).toEqual([expect.objectContaining({ 'shop.port': '1' })])
})

test('a cycle of causes is described once', async () => {
  const error = new Error('round')
  error.cause = error
  expect((await logged({ error })).records[0]).not.toHaveProperty(['error.cause'])
})

describe('values that are written differently', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic.self = cyclic
  const throwing = {
    get boom() {
      throw new Error('no')
    },
  }
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()

  test.each<[string, unknown, unknown]>([
    ['a BigInt', 12n, '12'],
    ['NaN', Number.NaN, 'NaN'],
    ['a function', () => 0, '[function]'],
    ['an invalid date', new Date(Number.NaN), '[invalid date]'],
    ['bytes', new Uint8Array(9), '[9 bytes]'],
    ['a throwing getter', throwing, '{"boom":"[unreadable]"}'],
    ['a revoked proxy', proxy, '[unreadable]'],
    ['a cycle', cyclic, '{"self":{"self":{"self":{"self":{"self":"[deep]"}}}}}'],
    ['a long text', 'x'.repeat(5000), `${'x'.repeat(1024)}…`],
    ['a long list', Array.from({ length: 500 }, () => 1), Array.from({ length: 40 }, () => '1')],
  ])('%s', async (_, value, written) => {
    expect((await logged({ value })).records[0]?.['shop.value']).toEqual(written)
  })

  test('a message and an error of a megabyte stay small', async () => {
    const { text } = await logged({ error: new Error('e'.repeat(1e6)) }, 'm'.repeat(1e6))
    expect(text.length).toBeLessThan(20_000)
  })
})

describe.each(['json', 'readable'] as const)('nothing hostile in a %s line', (format) => {
  const hostile = 'a\r\nb\u001b[31m\u0000\u0085\u2028\u202ec'

  test('line ends and direction marks are escaped in every part', async () => {
    const { text } = await logged(
      { field: hostile, [hostile]: 1, error: Object.assign(new Error(hostile), { stack: undefined }) },
      hostile,
      format,
    )
    expect(text.trimEnd()).not.toMatch(/[\p{Cc}\u2028\u202e]/u)
  })

  test.each<[string, Record<string, unknown>]>([
    [
      'fields named after secrets',
      { authorization: 'CANARY', headers: { Cookie: 'CANARY', 'x-api-key': 1, api_key: 'CANARY' } },
    ],
    [
      'fields named after secrets',
      { password: { deep: 'CANARY' }, 'set-cookie': ['CANARY'], db_token: 'x', token: 'CANARY' },
    ],
    ['the password of a connection string', { database: 'postgres://shop:CANARY@db/shop' }],
    ['a password with @, / and :', { database: 'postgres://shop:CAN@/CANARY:CANARY@db/shop' }],
    ['a bearer token', { error: new Error('refused: Authorization: Bearer CANARY') }],
    ['a cookie', { error: new Error('header Cookie: a=1; session=CANARY') }],
    ['a query', { error: new Error('GET /v1/products?token=CANARY failed') }],
    ['a query of a cause', { error: new Error('x', { cause: new Error('GET http://a/b?CANARY') }) }],
    ['a password in words', { error: new Error('login failed, password=CANARY; user=x') }],
    ['a password of several words', { error: new Error('login failed, password="two CANARY"; user=x') }],
    ['a secret with a longer name', { error: new Error('POST client_secret=CANARY&refresh_token=CANARY failed') }],
    ['a secret of the environment', { error: new Error('PGPASSWORD=CANARY accessToken: CANARY X-Api-Key: CANARY') }],
    [
      'header fields as JSON',
      { error: new Error('{"cookie":"a=1; b=CANARY","authorization":"Own CANARY \\"CANARY"}') },
    ],
    ['parameters of credentials', { error: new Error('Authorization: Digest username="x", response="CANARY"') }],
    ['the address of a database', { databaseUrl: 'postgres://x:two CANARY@db/shop', DATABASE_URL: 'CANARY' }],
  ])('%s', async (_, fields) => {
    expect((await logged(fields, 'canary', format)).text).not.toContain('CANARY')
  })
})

test('a readable line has the time of day, the level, the message and the fields', async () => {
  const { text } = await logged({ port: 3000, path: '/v1', note: 'two words' }, 'ready', 'readable')
  expect(text).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}ready port=3000 path=\/v1 note="two words"\n$/)
})

test.each([
  [{ 'http.response.status_code': 200 }, 'GET /v1/products 200 3.5 ms request=a user=ann'],
  [{ aborted: true }, 'GET /v1/products --- 3.5 ms request=a user=ann aborted=true'],
])('the readable line of a request begins with method, path and status', async (fields, line) => {
  const request = { 'http.request.id': 'a', 'http.request.method': 'GET', 'http.route': '/v1/products' }
  const known = { ...request, 'url.path': '/v1/products', 'event.duration': 3_499_999, 'user.id': 'ann' }
  const { text } = await logged({ ...known, ...fields }, 'request', 'readable')
  expect(text.slice(19)).toBe(`${line}\n`)
})

test('the frames of a stack follow the readable line of an error', async () => {
  const { text } = await logged({ error: new Error('two\nlines') }, 'failed', 'readable')
  expect(text).toMatch(/^.* INFO {2}failed error\.type=Error error\.message=two\\nlines\n\s+at /)
})
