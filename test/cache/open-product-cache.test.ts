import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createClient } from 'redis'
import type { CacheEvent } from '../../cache/cache-event.js'
import { MemcachedClient } from '../../cache/memcached-client.js'
import { memcachedStore } from '../../cache/memcached-store.js'
import { type OpenProductCache, openProductCache } from '../../cache/open-product-cache.js'
import type { CacheLayer } from '../../telemetry/metrics/cache-metrics.js'
import { until } from '../support/broker.js'
import { CountedProduct } from '../support/counted-product.js'
import { describeWithMemcached, TestMemcached } from '../support/memcached.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'

let product: CountedProduct
let opened: OpenProductCache[]
let lookups: string[]
let storeUp: boolean[]
let events: CacheEvent[]
beforeEach(() => {
  product = new CountedProduct()
  opened = []
  lookups = []
  storeUp = []
  events = []
})
afterEach(() => Promise.all(opened.map((cache) => cache.close())))

const metrics = {
  hit: (layer: CacheLayer) => lookups.push(`${layer} hit`),
  miss: (layer: CacheLayer) => lookups.push(`${layer} miss`),
  failed: (layer: CacheLayer) => lookups.push(`${layer} failed`),
  storeUp: (isUp: boolean) => storeUp.push(isUp),
}

function open(url: string | undefined): OpenProductCache {
  const onEvent = (event: CacheEvent) => events.push(event)
  const cache = openProductCache({ url, prefix: 'test', ttl: 60, deadline: 60_000, onEvent, metrics })
  opened.push(cache)
  return cache
}

async function reached(url: string): Promise<OpenProductCache> {
  const cache = open(url)
  await until(() => cache.isUp)
  return cache
}

/** Reads the product, and returns the lookups of that. */
async function read(cache: OpenProductCache): Promise<readonly string[]> {
  lookups.length = 0
  expect(await cache.read(product.id, product.load)).toEqual(product.stored)
  return [...lookups]
}

describe('without a store', () => {
  afterEach(() => {
    jest.useRealTimers()
    jest.restoreAllMocks()
  })

  test('products are kept in memory for their time to live, in seconds', async () => {
    jest.useFakeTimers({ doNotFake: ['performance'] })
    const begun = 1_000_000
    const clock = jest.spyOn(performance, 'now').mockReturnValue(begun)
    const advance = async (time: number) => {
      clock.mockReturnValue(begun + time)
      await jest.advanceTimersByTimeAsync(1)
    }
    const cache = open(undefined)
    expect([cache.isUp, await read(cache)]).toEqual([true, ['memory miss']])
    await advance(60_000)
    expect(await read(cache)).toEqual(['memory hit'])
    await advance(60_001)
    expect(await read(cache)).toEqual(['memory miss'])
  })
})

/** A server of a test. */
interface Server {
  readonly url: string
  start(): Promise<void>
  kill(): Promise<void>
}

/** Describes how a cache uses its store. */
function describeStore(server: () => Server, lookupsOf: { first: string[]; second: string[] }): void {
  test('a product is looked for in each layer, and the store is up once it was reached', async () => {
    const cache = open(server().url)
    expect(cache.isUp).toBe(false)
    await until(() => cache.isUp && storeUp.length > 0)
    await until(async () => (await read(cache)).join() === lookupsOf.second.join())
    await cache.changed('all')
    expect([await read(cache), await read(cache)]).toEqual([lookupsOf.first, lookupsOf.second])
    const other = await reached(server().url)
    await until(async () => (await read(other)).includes('shared hit'))
    expect([storeUp.includes(false), events]).toEqual([false, []])
  })

  test('its loss and its return are told once, with a reason', async () => {
    const cache = await reached(server().url)
    await until(() => storeUp.length === 1)
    await server().kill()
    await until(async () => (await read(cache)).includes('shared failed') && !cache.isUp)
    expect(storeUp).toEqual([true, false])
    await server().start()
    await until(() => cache.isUp && storeUp.length === 4)
    expect(storeUp).toEqual([true, false, true, true])
    expect(events).toEqual([
      {
        name: 'cache-lost',
        message: 'the cache cannot be used: products are read from the database until it can',
        reason: expect.stringMatching(/^(?!undefined)./),
      },
      { name: 'cache-restored', message: 'products are read through the cache again' },
    ])
  })

  test('it is not used after the end', async () => {
    const cache = await reached(server().url)
    await cache.close()
    expect([cache.isUp, await read(cache)]).toEqual([false, expect.arrayContaining(['shared failed'])])
  })
}

describeWithRedis('on Redis', () => {
  let redis: TestRedis
  let admin: ReturnType<typeof createClient>
  beforeAll(async () => {
    redis = await TestRedis.open()
  })
  afterAll(() => redis.kill())
  beforeEach(async () => {
    admin = createClient({ url: redis.url })
    admin.on('error', () => undefined)
    await admin.connect()
  })
  afterEach(() => admin.destroy())

  describeStore(() => redis, { first: ['memory miss', 'shared miss'], second: ['memory hit'] })

  test('keys begin with the prefix and the version of their form, and connections have names', async () => {
    const cache = await reached(redis.url)
    await until(async () => (await read(cache)).includes('memory hit'))
    const keys = ['product:ID', 'stamp', 'stamp:ID'].map((key) => `test:products:1:${key.replace('ID', product.id)}`)
    expect(await admin.keys('*')).toEqual(expect.arrayContaining(keys))
    const names = async () => (await admin.clientList()).map(({ name }) => name).filter(Boolean)
    await until(async () => (await names()).length === 2)
    expect((await names()).sort()).toEqual(['cache', 'cache-notices'])
    await cache.close()
    await until(async () => (await names()).length === 0)
  })

  test('memory is not used while changes of other instances may be missed', async () => {
    const cache = await reached(redis.url)
    await until(async () => (await read(cache)).includes('memory hit'))
    await admin.aclSetUser('default', '-subscribe')
    await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub'])
    await until(async () => (await read(cache)).includes('shared hit'))
    expect(await read(cache)).toEqual(['memory miss', 'shared hit'])
    await admin.aclSetUser('default', '+subscribe')
    await until(async () => (await read(cache)).includes('memory hit'))
  })

  test('neither layer is used after a change that Redis refuses, until it takes changes again', async () => {
    const cache = await reached(redis.url)
    await until(async () => (await read(cache)).includes('memory hit'))
    await admin.configSet('maxmemory', '1')
    await cache.changed([product.id])
    expect([cache.isUp, events.at(-1)]).toEqual([
      false,
      expect.objectContaining({ name: 'cache-lost', reason: expect.stringMatching(/^OOM command not allowed/) }),
    ])
    for (const _ of [1, 2]) expect(await read(cache)).toEqual(['memory miss', 'shared failed'])
    await admin.configSet('maxmemory', '0')
    await until(() => cache.isUp)
  })
})

describeWithMemcached('on Memcached', () => {
  let memcached: TestMemcached
  beforeAll(async () => {
    memcached = await TestMemcached.open()
  })
  afterAll(() => memcached.kill())

  describeStore(() => memcached, { first: ['shared miss'], second: ['shared hit'] })

  test('keys begin with the prefix and the version of their form', async () => {
    const cache = await reached(memcached.url)
    await until(async () => (await read(cache)).includes('shared hit'))
    const client = new MemcachedClient({ url: memcached.url, onEvent: () => undefined, deadline: 60_000 })
    await until(() => client.isUp)
    const key = `test:products:1:product:${product.id}`
    const [text] = await memcachedStore(client).get([key])
    await client.close()
    expect(text).toContain(product.id)
  })
})
