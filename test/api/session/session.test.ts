import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Scope } from '../../../api/authentication/scopes.js'
import { sessionAttributes, sessionCookies } from '../../../api/session/session-cookies.js'
import { sessionSecret } from '../../../repository/session-secret.js'
import { openTestDatabase } from '../../support/database.js'
import { EventStreamClient } from '../../support/event-stream-client.js'
import { orderDesk } from '../../support/order-desk.js'
import { type Serving, serve } from '../../support/serve.js'
import { type StoredShop, shopOn } from '../../support/shop.js'
import { asCaller, tokenOf } from '../../support/tokens.js'

let shop: StoredShop
let serving: Serving
let orderUrl: string
beforeAll(async () => {
  const database = await openTestDatabase({ seed: false })
  shop = shopOn(database)
  serving = await serve(shop.app)
  const { order } = await orderDesk(database).ordered('ann')
  orderUrl = `${serving.url}/v1/orders/${order.id}/events`
})
afterAll(async () => {
  await serving?.close()
  await shop?.close()
})

const begin = (headers: Record<string, string>) => fetch(`${serving.url}/v1/session`, { method: 'POST', headers })

/** Returns the cookie of a new session as a browser sends it. */
async function cookieOf(...[caller, ...scopes]: Parameters<typeof asCaller>): Promise<{ readonly Cookie: string }> {
  const answer = await begin(await asCaller(caller, ...scopes))
  return { Cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

async function statusOf(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const answer = await fetch(url, { method, headers: { Accept: 'text/event-stream', ...headers } })
  await answer.body?.cancel()
  return answer.status
}

describe('a session', () => {
  test('is a cookie that no script and no other site can use', async () => {
    const answer = await begin(await asCaller('ann', 'orders:read'))
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(answer.headers.get('set-cookie')).toMatch(
      /^session=[\w.-]+; Path=\/v1; Max-Age=(?:3600|359\d); SameSite=Strict; HttpOnly; Secure$/,
    )
  })

  test.each([
    ['shop.example', 'http://shop.example', true],
    ['127.0.0.1.example', 'http://127.0.0.1.example', true],
    ['localhost.example:3000', 'http://localhost.example:3000', true],
    [undefined, undefined, true],
    // A proxy on the same machine may replace the host.
    ['127.0.0.1:3000', 'https://shop.example', true],
    ['localhost:3000', undefined, true],
    ['localhost:3000', 'https://localhost:3000', true],
    ['shop.example', 'http://localhost:3000', true],
    ['localhost:3000', 'http://localhost:3000', false],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000', false],
    ['[::1]:3000', 'http://[::1]:3000', false],
  ])('of the host %s for a page of %s has Secure: %s', (host, origin, secure) => {
    const attributes = sessionAttributes({ headers: { host, origin } }, 60)
    expect(attributes).toMatchObject({ path: '/v1', secure, sameSite: 'Strict' })
  })

  test('allows the reads that its token allows', async () => {
    const client = await EventStreamClient.open(orderUrl, await cookieOf('ann', 'orders:read', 'orders:write'))
    expect([client.status, client.headers.vary]).toEqual([200, expect.stringContaining('Cookie')])
    client.leave()
    expect(await statusOf(orderUrl, await cookieOf('bob', 'orders:read'))).toBe(404)
    expect(await statusOf(orderUrl, await cookieOf('bob', 'orders:read', 'orders:any'))).toBe(200)
    expect((await begin(await asCaller('ann', 'orders:write'))).status).toBe(403)
    expect((await begin({})).status).toBe(401)
  })

  test('allows no change, and no further session', async () => {
    const cookie = await cookieOf('ann', 'orders:read', 'products:write')
    expect(await statusOf(`${serving.url}/v1/products/${randomUUID()}`, { ...cookie, 'If-Match': '*' }, 'DELETE')).toBe(
      401,
    )
    expect((await begin(cookie)).status).toBe(401)
  })

  test('is not accepted as a token, and a token is not accepted as a session', async () => {
    const { Cookie } = await cookieOf('ann', 'orders:read')
    expect(await statusOf(orderUrl, { Authorization: `Bearer ${Cookie.replace('session=', '')}` })).toBe(401)
    expect(await statusOf(orderUrl, { Cookie: `session=${await tokenOf('ann', ['orders:read'])}` })).toBe(401)
    expect(await statusOf(orderUrl, { Cookie: 'session=x' })).toBe(401)
    expect(await statusOf(orderUrl, { Cookie: `${Cookie.slice(0, -2)}xx` })).toBe(401)
  })

  test('ends with its token', async () => {
    const soon = Math.floor(Date.now() / 1000) + 120
    const token = await tokenOf('ann', ['orders:read'], { exp: soon })
    const field = (await begin({ Authorization: `Bearer ${token}` })).headers.get('set-cookie') ?? ''
    expect(Number(/Max-Age=(\d+)/.exec(field)?.[1])).toBeLessThanOrEqual(120)
  })

  test('is removed by DELETE, with the attributes that it has', async () => {
    const answer = await fetch(`${serving.url}/v1/session`, { method: 'DELETE' })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('set-cookie')).toMatch(
      /^session=; Path=\/v1; Max-Age=0; SameSite=Strict; HttpOnly; Secure$/,
    )
  })

  test('is ignored by operations that need no session', async () => {
    const answer = get(`${serving.url}/v1/products`, { headers: { Cookie: 'session=x' } })
    const [response] = (await once(answer, 'response')) as [IncomingMessage]
    response.resume()
    expect([response.statusCode, response.headers.vary]).toEqual([200, expect.not.stringContaining('Cookie')])
  })
})

describe('session cookies', () => {
  const at = new Date('2026-11-28T12:00:00Z')
  const caller = (scopes: readonly Scope[]) => ({ caller: 'ann', scopes: new Set(scopes), expires: new Date(8.64e15) })

  test('keep the scopes to read, for one hour', async () => {
    let now = at
    const sessions = sessionCookies(
      async () => secret,
      () => now,
    )
    const secret = randomBytes(32)
    const { value, maxAge } = await sessions.begin(
      caller(['orders:read', 'orders:any', 'orders:write', 'products:write']),
    )
    expect(maxAge).toBe(3600)
    expect(await sessions.verify(value)).toEqual({
      caller: 'ann',
      scopes: new Set(['orders:read', 'orders:any']),
      expires: new Date(at.getTime() + 3_600_000),
    })
    now = new Date(at.getTime() + 3_600_000)
    await expect(sessions.verify(value)).rejects.toMatchObject({ status: 401, message: 'the session has ended' })
  })

  test('of another secret are not valid', async () => {
    const { value } = await sessionCookies(async () => randomBytes(32)).begin(caller(['orders:read']))
    expect(await sessionCookies(async () => randomBytes(32)).verify(value)).toBeUndefined()
  })

  test('read the secret once, and again after a failure', async () => {
    let calls = 0
    const secret = randomBytes(32)
    const sessions = sessionCookies(async () => {
      calls += 1
      if (calls === 1) throw new Error('not yet')
      return secret
    })
    await expect(sessions.begin(caller([]))).rejects.toThrow('not yet')
    const { value } = await sessions.begin(caller(['orders:read']))
    expect(await sessions.verify(value)).toBeDefined()
    expect(calls).toBe(2)
  })

  test('do not reveal their caller', async () => {
    const { value } = await sessionCookies(async () => randomBytes(32)).begin(caller(['orders:read']))
    const parts = value.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    expect(parts.join()).not.toMatch(/ann|orders/)
  })
})

test('all instances on a database share one secret of sessions, even if they start together', async () => {
  const database = await openTestDatabase({ seed: false })
  const secrets = await Promise.all(Array.from({ length: 8 }, () => sessionSecret(database.knex)))
  expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1)
  expect(secrets[0]).toHaveLength(32)
  await database.close()
})
