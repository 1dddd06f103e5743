import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { MemcachedClient } from '../../cache/memcached-client.js'
import { memcachedStore } from '../../cache/memcached-store.js'
import { memoryLayer } from '../../cache/memory-layer.js'
import { type ProductCache, productCache } from '../../cache/product-cache.js'
import { RedisClient } from '../../cache/redis-client.js'
import { type RedisNotices, redisNotices } from '../../cache/redis-notices.js'
import { redisStore } from '../../cache/redis-store.js'
import { sharedLayer } from '../../cache/shared-layer.js'
import { until } from '../support/broker.js'
import { describeWithMemcached, TestMemcached } from '../support/memcached.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'
import { clients as anyClients, inTurns, staleReads, Turns } from './interleavings.js'

const ignore = () => undefined
const ttl = 60
const deadline = 60_000 // a busy machine is no fault
let runs = 0

describe('a cache in memory', () => {
  test('never has a product that is older than an answered change, in any interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), anyClients, async (scheduler, all) => {
        const cache = productCache({ memory: memoryLayer({ ttl: 60_000 }) })
        expect(await staleReads([cache], all, new Turns(scheduler))).toEqual([])
      }),
    )
  })
})

describeWithRedis('caches of three instances on Redis', () => {
  let redis: TestRedis
  const clients: RedisClient[] = []
  const notices: RedisNotices[] = []
  beforeAll(async () => {
    redis = await TestRedis.open()
  })
  afterEach(async () => {
    await Promise.all([...notices.splice(0), ...clients.splice(0)].map((connection) => connection.close()))
  })
  afterAll(() => redis.kill())

  test('never hold a product older than an answered change', async () => {
    const instances = await Promise.all([1, 2, 3].map(() => instance()))
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), anyClients, async (scheduler, all) => {
        runs += 1
        const turns = new Turns(scheduler)
        const caches = instances.map(({ client, memory, notices }): ProductCache => {
          const store = inTurns(redisStore(client), turns)
          const shared = sharedLayer({
            store,
            prefix: `${runs}:`,
            ttl,
            tell: (changed) => turns.call('tell', () => notices.tell(changed)),
          })
          return productCache({ memory, isMemoryCurrent: () => notices.isUp, shared })
        })
        expect(await staleReads(caches, all, turns)).toEqual([])
      }),
    )
  })

  async function instance() {
    const client = new RedisClient({ url: redis.url, name: 'test', onEvent: ignore, deadline })
    const memory = memoryLayer({ ttl: 60_000 })
    const telling = redisNotices({ url: redis.url, client, prefix: 'test:', onChange: memory.drop, deadline })
    clients.push(client)
    notices.push(telling)
    await until(() => client.isUp && telling.isUp)
    return { client, memory, notices: telling }
  }
})

describeWithMemcached('caches of three instances on Memcached', () => {
  let memcached: TestMemcached
  let clients: MemcachedClient[]
  beforeAll(async () => {
    memcached = await TestMemcached.open()
    clients = [1, 2, 3].map(() => new MemcachedClient({ url: memcached.url, onEvent: ignore, deadline }))
    await until(() => clients.every(({ isUp }) => isUp))
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()))
    await memcached.kill()
  })

  test('never hold a product older than an answered change', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), anyClients, async (scheduler, all) => {
        runs += 1
        const turns = new Turns(scheduler)
        const caches = clients.map((client) => {
          const store = inTurns(memcachedStore(client), turns)
          return productCache({ shared: sharedLayer({ store, prefix: `${runs}:`, ttl }) })
        })
        expect(await staleReads(caches, all, turns)).toEqual([])
      }),
    )
  })
})
