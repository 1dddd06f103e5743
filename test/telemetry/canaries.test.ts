import { once } from 'node:events'
import { afterAll, expect, test } from '@jest/globals'
import { connect as connectToBroker } from 'amqplib'
import pg from 'pg'
import { createClient } from 'redis'
import request from 'supertest'
import { createLogger } from '../../telemetry/logger.js'
import { LogLines } from '../support/log-lines.js'
import { rawExchange } from '../support/raw-exchange.js'
import { serve } from '../support/serve.js'
import { failingShop } from '../support/shop.js'

const canary = 'CANARY7f3a'
const token = `eyJhbGciOiJFUzI1NiJ9.${Buffer.from(canary).toString('base64url')}.c2lnbmF0dXJl`
const formats = ['json', 'readable'] as const

/** Returns the error that the work rejects with or throws. */
async function errorOf(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

async function redisError(): Promise<unknown> {
  const client = createClient({ url: `redis://user:${canary}@127.0.0.1:1`, socket: { reconnectStrategy: false } })
  client.on('error', () => undefined)
  return errorOf(() => client.connect())
}

const errors: Readonly<Record<string, () => Promise<unknown>>> = {
  'pg without a server': () =>
    errorOf(() => new pg.Client({ connectionString: `postgres://user:${canary}@127.0.0.1:1/shop` }).connect()),
  'pg with a wrong URL': () => errorOf(() => new pg.Client({ connectionString: `postgres://user:${canary}@[/shop` })),
  'amqplib without a server': () => errorOf(() => connectToBroker(`amqp://user:${canary}@127.0.0.1:1`)),
  'amqplib with a wrong URL': () => errorOf(() => connectToBroker(`http://user:${canary}@127.0.0.1:1`)),
  'redis without a server': redisError,
  'redis with a wrong URL': () => errorOf(() => createClient({ url: `http://user:${canary}@127.0.0.1:1` })),
  'fetch with user and password': () => errorOf(() => fetch(`http://user:${canary}@127.0.0.1:1/`)),
  'fetch without a server': () => errorOf(() => fetch(`http://127.0.0.1:1/?token=${canary}`)),
  'a wrong URL': () => errorOf(() => new URL(`//user:${canary}@host`)),
}

test.each(Object.entries(errors))('an error of %s is logged without its secret, cause and all', async (_, provoke) => {
  const error = await provoke()
  const wrapped = new Error(`failed: ${String(error)}`, {
    cause: new AggregateError([error], 'all failed', { cause: error }),
  })
  for (const format of formats) {
    const lines = new LogLines()
    const logger = createLogger({ level: 'info', format, target: lines })
    logger.error('failed', { error })
    logger.error(String(wrapped), { error: wrapped, details: error, list: [error], reason: String(error) })
    await logger.close()
    expect(lines.text).toContain('failed')
    expect(lines.text).not.toContain(canary)
  }
})

test.each([
  `postgres://shop:${canary}@db/shop, amqp://shop:${canary}@mq`,
  `postgres://shop:a/b@c:${canary}@db/shop`,
  `//user:${canary}@host/path`,
  `GET /user:${canary}@host/path`,
  `https://${canary}@errors.example/1`,
  `Authorization: Bearer ${canary}`,
  `authorization: Digest username="a", response="${canary}"`,
  `the token ${token} has expired`,
  `X-Vault-Token: ${canary}`,
  `{"client_secret":"a \\" ${canary}","a":1}`,
  `Set-Cookie: session=${canary}; Path=/`,
  `/v1/events?access_token=${canary}&a=${canary}`,
  `key:\n-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----\n`,
  `AWS_SECRET_ACCESS_KEY=${canary} access_key: ${canary} credentials=${canary}`,
  `${'x '.repeat(4_090)}postgres://user:${canary}@host`,
  `${`postgres://user:${'p'.repeat(90)}@h `.repeat(75)}postgres://user:${canary}${'p'.repeat(900)}@host`,
])('no secret of a text is logged, wherever the text stands: %#', async (text) => {
  for (const format of formats) {
    const lines = new LogLines()
    const logger = createLogger({ level: 'info', format, target: lines })
    const error = Object.assign(new Error(text, { cause: new Error(text) }), { code: text })
    logger.info(text, { text, list: [text], nested: { text }, settings: { text }, 'url.path': text, error })
    await logger.close()
    expect(lines.text).not.toContain(token)
    expect(lines.text).not.toContain(canary)
  }
})

const { app, log } = failingShop(new Error(`connect postgres://shop:${canary}@db/shop failed`))
const served = serve(app)
afterAll(async () => (await served).close())

test.each([
  `//user:${canary}@host/v1/products`,
  `/v1/products/user:${canary}@host`,
  `http://user:${canary}@host/v1/products`,
  `/v1/products?token=${canary}`,
  `/v1/products/a?password=${canary}#${canary}`,
  `/token=${canary}`,
  `/keys/${token.replaceAll('.', '%2E')}`,
  `/keys/${token.replace('N', '%4e')}`,
  `/Bearer%20${canary}`,
  `/Bearer+${canary}`,
  `/password%3D${canary}`,
  `/pass%77ord=${canary}`,
  `/access_token%3D${canary}`,
  `/https%3A%2F%2Fuser%3A${canary}%40host%2F`,
  `/Bearer%2520${canary}`,
  `/https%253A%252F%252Fuser%253A${canary}%2540host`,
  `/session=${canary}`,
  `/x;session=${canary}`,
  `/__Host-session=${canary}`,
  `/hvs.${canary}`,
  `/%ff%/password%3D${canary}`,
])('no credential of the target %s is in the record of its request', async (target) => {
  const { port } = await served
  const before = log.records.length
  await rawExchange(port, `GET ${target} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n`)
  expect(log.records).toHaveLength(before + 1)
  expect(log.text).not.toContain(canary)
  expect(log.text).not.toMatch(/ey[\w%]*(?:\.|%2E)\w/i)
})

test('no credential of the header fields or the content of a request is logged', async () => {
  const before = log.records.length
  await request(app)
    .post('/v1/orders')
    .set({
      Authorization: `Bearer ${token}`,
      Cookie: `session=${canary}`,
      'X-Api-Key': canary,
      'Idempotency-Key': canary,
    })
    .send({ password: canary })
  expect(log.records).toHaveLength(before + 1)
  expect(log.text).not.toMatch(new RegExp(`${canary}|${token}`))
})

test('line ends, escapes and separators of any input stay within one line', async () => {
  const { port } = await served
  const before = log.text.split('\n').length
  await rawExchange(
    port,
    'GET /a%0d%0a%1b[31m%e2%80%a8b HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\tb\r\nConnection: close\r\n\r\n',
  )
  expect(log.text.split('\n')).toHaveLength(before + 1)

  const lines = new LogLines()
  const logger = createLogger({ level: 'info', format: 'json', target: lines })
  const hostile = 'a\r\n\u001b[2J\u2028\u2029\u0085b'
  const written = once(lines, 'finish')
  logger.error(hostile, { [hostile]: hostile, list: [hostile], error: new Error(hostile), 'url.path': hostile })
  await logger.close()
  lines.end()
  await written
  expect(lines.text.split(/[\n\r\u2028\u2029\u0085]/)).toHaveLength(2)
  expect(lines.text).not.toContain('\u001b')
})
