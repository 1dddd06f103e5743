import { isHttpError } from '@endware/restapi'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { errors, exportJWK, generateKeyPair, type JWK, type JWTVerifyGetKey } from 'jose'
import { type KeysEvent, keyTimes, remoteKeys } from '../../../api/authentication/remote-keys.js'
import { expectRecords } from '../../support/expect-records.js'
import { type Serving, serve } from '../../support/serve.js'

let serving: Serving
let published: JWK[] = []
let isDown = false
let fetches = 0
let time = 0
let events: KeysEvent[] = []
let reached: boolean[] = []
let keys: JWTVerifyGetKey

beforeAll(async () => {
  serving = await serve((_, response) => {
    fetches += 1
    response.statusCode = isDown ? 500 : 200
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys: published }))
  })
})
afterAll(() => serving.close())
beforeEach(async () => {
  published = [await newKey('a')]
  isDown = false
  fetches = 0
  time = 1_000_000
  events = []
  reached = []
  const onEvent = (event: KeysEvent) => events.push(event)
  const onFetch = (isReachable: boolean) => reached.push(isReachable)
  keys = remoteKeys(new URL(serving.url), { clock: () => time, onEvent, onFetch, timeout: 60_000 })
})

async function newKey(kid: string): Promise<JWK> {
  const { publicKey } = await generateKeyPair('ES256', { extractable: true })
  return { ...(await exportJWK(publicKey)), kid, alg: 'ES256' }
}

/** Looks for a key. Returns the result as text. */
async function found(kid: string): Promise<string> {
  try {
    await keys({ alg: 'ES256', kid }, { payload: '', signature: '' })
    return 'found'
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'unknown'
    if (!isHttpError(error)) throw error
    return `${error.status}, retry after ${error.fields.find(({ name }) => name === 'Retry-After')?.value}`
  }
}

/** Looks for a known key during an outage, as time goes on, until fetches in the background have had their effect. */
async function foundUntil(isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    const { length } = reached
    time += keyTimes.afterFailure
    expect(await found('a')).toBe('found')
    while (reached.length === length) await new Promise((resolve) => setImmediate(resolve))
  }
}

const unavailable = '503, retry after 5'

test('keys are fetched once for many tokens', async () => {
  expect(await Promise.all(Array.from({ length: 50 }, () => found('a')))).toEqual(Array(50).fill('found'))
  time += keyTimes.fresh - 1
  expect(await found('a')).toBe('found')
  expect([fetches, events]).toEqual([1, []])
})

test('the first token of a new key causes a fetch', async () => {
  await found('a')
  published = [await newKey('b')]
  time += keyTimes.betweenUnknown
  expect([await found('b'), await found('a'), fetches]).toEqual(['found', 'unknown', 2])
})

test('not every token with an unknown key causes a fetch', async () => {
  await found('a')
  for (let each = 0; each < 20; each += 1) expect(await found(`none-${each}`)).toBe('unknown')
  expect(fetches).toBe(1)
  time += keyTimes.betweenUnknown
  await Promise.all([found('x'), found('y'), found('z')])
  expect(fetches).toBe(2)
})

test('old keys are fetched again while they are used, so that a withdrawn one is refused', async () => {
  await found('a')
  published = [await newKey('b')]
  time += keyTimes.fresh
  expect([await found('a'), await found('b')]).toEqual(['found', 'found'])
  expect([await found('a'), fetches]).toEqual(['unknown', 2])
})

test('known keys stay in use for a day of outage, with one event at its beginning and one at its end', async () => {
  await found('a')
  isDown = true
  time += keyTimes.fresh
  await foundUntil(() => events.length === 1)
  await foundUntil(() => fetches >= 5)
  expect(events).toMatchObject([{ name: 'keys-unreachable', url: `${serving.url}/`, error: expect.any(Error) }])
  isDown = false
  await foundUntil(() => events.length === 2)
  expect(events[1]).toEqual({ name: 'keys-reachable', url: `${serving.url}/` })
  expectRecords(events, ['keys-unreachable', 'keys-reachable'])
})

test('keys that are a day old are not used any more', async () => {
  await found('a')
  isDown = true
  time += keyTimes.usable
  expect(await found('a')).toBe(unavailable)
})

test('without keys the answer is 503, and not every token causes a fetch from an issuer that is down', async () => {
  isDown = true
  for (let each = 0; each < 20; each += 1) expect(await found('a')).toBe(unavailable)
  expect([fetches, events.length]).toEqual([1, 1])
  isDown = false
  time += keyTimes.afterFailure
  expect([await found('a'), fetches, events.length]).toEqual(['found', 2, 2])
  expect(reached).toEqual([false, true])
})

test('a token with an unknown key during an outage gets a 503, not a 401', async () => {
  await found('a')
  isDown = true
  time += keyTimes.betweenUnknown
  expect([await found('b'), await found('a')]).toEqual([unavailable, 'found'])
})

test('the next token notices the end of an outage, although the known keys are fresh', async () => {
  await found('a')
  isDown = true
  time += keyTimes.betweenUnknown
  expect(await found('b')).toBe(unavailable)
  isDown = false
  await foundUntil(() => events.length === 2)
  expect([events[1]?.name, time < 1_000_000 + keyTimes.fresh]).toEqual(['keys-reachable', true])
})
