import { afterAll, beforeAll } from '@jest/globals'
import { RedisClient } from '../../cache/redis-client.js'
import { redisStore } from '../../cache/redis-store.js'
import type { SharedStore } from '../../cache/shared-store.js'
import { until } from '../support/broker.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'
import { testSharedStore } from './shared-store-contract.js'

describeWithRedis('a store in Redis', () => {
  let redis: TestRedis
  let client: RedisClient
  let store: SharedStore
  beforeAll(async () => {
    redis = await TestRedis.open()
    client = new RedisClient({ url: redis.url, name: 'test', onEvent: () => undefined, deadline: 60_000 })
    store = redisStore(client)
    await until(() => store.isUp)
  })
  afterAll(async () => {
    await client.close()
    await redis.kill()
  })

  const closed = async () => {
    const other = new RedisClient({ url: redis.url, name: 'test', onEvent: () => undefined })
    await other.close()
    return redisStore(other)
  }

  testSharedStore(() => store, closed)
})
