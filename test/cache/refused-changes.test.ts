import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createClient } from 'redis'
import type { CacheEvent } from '../../cache/cache-event.js'
import { type OpenProductCache, openProductCache } from '../../cache/open-product-cache.js'
import { until } from '../support/broker.js'
import { CountedProduct } from '../support/counted-product.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'

describeWithRedis('a Redis that answers, but refuses changes', () => {
  let redis: TestRedis
  let product: CountedProduct
  let events: CacheEvent[]
  let [one, other]: OpenProductCache[] = []

  const open = () =>
    openProductCache({
      url: redis.url,
      prefix: 'test',
      ttl: 3_600,
      deadline: 5_000,
      onEvent: (event) => events.push(event),
    })
  const version = async (cache?: OpenProductCache) => (await cache?.read(product.id, product.load))?.version

  /** Limits the memory of Redis, in bytes; 0 for no limit. */
  async function limitMemory(bytes: number): Promise<void> {
    const client = createClient({ url: redis.url })
    await client.connect()
    await client.configSet('maxmemory', String(bytes))
    client.destroy()
  }

  beforeEach(async () => {
    redis = await TestRedis.open()
    product = new CountedProduct()
    events = []
    ;[one, other] = [open(), open()]
    for (const cache of [one, other]) {
      await until(async () => {
        const { queries } = product
        await version(cache)
        return product.queries === queries
      })
    }
    events = []
  })
  afterEach(async () => {
    await one?.close()
    await other?.close()
    await redis.kill()
  })

  test('gives others the old product until it takes changes again, without a further read', async () => {
    await limitMemory(1)
    for (let change = 0; change < 3; change += 1) {
      product.change()
      await one?.changed([product.id])
    }
    expect(events).toEqual([
      expect.objectContaining({ name: 'cache-lost', reason: expect.stringContaining('OOM command not allowed') }),
    ])
    expect(await version(other)).toBe(1)
    await limitMemory(0)
    await until(async () => (await version(other)) === 4)
    expect(events.map(({ name }) => name)).toEqual(['cache-lost', 'cache-restored'])
  })
})
