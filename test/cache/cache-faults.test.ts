import { setImmediate as immediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { CacheEvent } from '../../cache/cache-event.js'
import { type OpenProductCache, openProductCache } from '../../cache/open-product-cache.js'
import { until } from '../support/broker.js'
import { CountedProduct } from '../support/counted-product.js'
import { expectRecords } from '../support/expect-records.js'
import { describeWithMemcached, TestMemcached } from '../support/memcached.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'

/** A server of a test that may hang or die. */
interface FaultyServer {
  readonly url: string
  start(): Promise<void>
  hang(): void
  resume(): void
  kill(): Promise<void>
}

type OnEvent = (event: CacheEvent) => unknown

/** Describes how caches go on without their store. */
function describeFaults(open: () => Promise<FaultyServer>): void {
  let server: FaultyServer
  let caches: OpenProductCache[]
  let reported: CacheEvent[]
  let product: CountedProduct

  beforeEach(async () => {
    server = await open()
    caches = []
    reported = []
    product = new CountedProduct()
  })

  afterEach(async () => {
    server.resume()
    await Promise.all(caches.map((cache) => cache.close()))
    await server.kill()
  })

  /**
   * @param deadline the time limit of an answer of the store, which a busy machine may miss if it is shorter; a change while Redis comes
   *   back may cost it
   */
  function connect(deadline = 5_000, onEvent: OnEvent = (event) => reported.push(event)): OpenProductCache {
    const cache = openProductCache({ url: server.url, prefix: 'test', ttl: 60, deadline, onEvent })
    caches.push(cache)
    return cache
  }

  const events = () => reported.map(({ name }) => name)

  const version = async (cache: OpenProductCache) => (await cache.read(product.id, product.load)).version

  /** Reports whether the cache has the product, so that a read needs no query. */
  async function isCached(cache: OpenProductCache): Promise<boolean> {
    const { queries } = product
    await version(cache)
    return product.queries === queries
  }

  async function warm(): Promise<readonly [OpenProductCache, OpenProductCache]> {
    const pair = [connect(), connect()] as const
    for (const cache of pair) await until(() => isCached(cache))
    reported = [] // a busy machine may have taken long to connect
    return pair
  }

  test('one query serves 500 reads at once, and then both instances', async () => {
    const [one, other] = await warm()
    await one.changed('all')
    product.queries = 0
    await Promise.all(Array.from({ length: 500 }, () => version(one)))
    expect(product.queries).toBe(1)
    await until(() => isCached(other))
    expect(product.queries).toBe(1)
  })

  test('a change by one instance is seen by the next read of the other', async () => {
    const [one, other] = await warm()
    for (let round = 0; round < 100; round += 1) {
      product.change()
      await one.changed([product.id])
      expect(await version(other)).toBe(product.stored.version)
      expect(await version(one)).toBe(product.stored.version)
    }
  })

  test('reads and changes go on while the store hangs, and what changed meanwhile is seen afterwards', async () => {
    const events: CacheEvent['name'][][] = [[], []]
    const [one, other] = [0, 1].map((at) => connect(1_000, ({ name }) => events[at]?.push(name))) as [
      OpenProductCache,
      OpenProductCache,
    ]
    for (const cache of caches) await until(() => isCached(cache))
    server.hang()
    product.change()
    await one.changed([product.id])
    expect(await version(one)).toBe(2)
    await until(async () => (await version(other)) === 2)
    product.change()
    await other.changed([product.id])
    expect([await version(one), await version(other)]).toEqual([3, 3])
    server.resume()
    for (const cache of caches) await until(() => isCached(cache))
    expect([await version(one), await version(other)]).toEqual([3, 3])
    // Each change is reported once: the loss and the return alternate.
    for (const own of events) {
      expect(own.slice(0, 2)).toEqual(['cache-lost', 'cache-restored'])
      expect(own.every((name, at) => name !== own[at - 1])).toBe(true)
    }
  })

  test('reads go on while the store is dead, with one event, and it is used again when it is back', async () => {
    const [one, other] = await warm()
    await server.kill()
    for (const cache of caches) await until(async () => !(await isCached(cache)))
    for (const cache of caches) for (let reads = 0; reads < 20; reads += 1) expect(await isCached(cache)).toBe(false)
    expect(events()).toEqual(['cache-lost', 'cache-lost'])
    product.change()
    await one.changed([product.id])
    await server.start()
    for (const cache of [one, other]) await until(() => isCached(cache))
    expect([await version(one), await version(other)]).toEqual([2, 2])
    expect(events().slice(2)).toEqual(['cache-restored', 'cache-restored'])
  })

  test('a store that comes back while changes arrive all the time is used again', async () => {
    const [one, other] = await warm()
    const stop = new AbortController()
    const change = async () => {
      while (!stop.signal.aborted) {
        product.change()
        await one.changed([product.id])
        await immediate()
      }
    }
    const changing = Promise.all([change(), change()])
    await server.kill()
    await until(async () => !one.isUp)
    await server.start()
    await until(async () => {
      await Promise.all([version(one), version(other)])
      return one.isUp && other.isUp
    })
    stop.abort()
    await changing
    for (const cache of [one, other]) expect(await version(cache)).toBe(product.stored.version)
  })

  test('a store that is not there at the start is used when it comes', async () => {
    await server.kill()
    const cache = connect()
    await until(() => reported.length === 1)
    expect([await isCached(cache), await isCached(cache)]).toEqual([false, false])
    await server.start()
    await until(() => isCached(cache))
    expect(events()).toEqual(['cache-lost', 'cache-restored'])
    expectRecords(reported, ['cache-lost', 'cache-restored'])
  })

  test('a store that has lost everything does no harm', async () => {
    const [one, other] = await warm()
    product.change()
    await one.changed([product.id])
    await server.kill()
    await server.start()
    for (const cache of [one, other]) await until(() => isCached(cache))
    expect([await version(one), await version(other)]).toEqual([2, 2])
  })
}

describeWithRedis('a cache on Redis', () => describeFaults(() => TestRedis.open()))
describeWithMemcached('a cache on Memcached', () => describeFaults(() => TestMemcached.open()))
