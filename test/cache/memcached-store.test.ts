import { afterAll, beforeAll } from '@jest/globals'
import { MemcachedClient } from '../../cache/memcached-client.js'
import { memcachedStore } from '../../cache/memcached-store.js'
import type { SharedStore } from '../../cache/shared-store.js'
import { until } from '../support/broker.js'
import { describeWithMemcached, TestMemcached } from '../support/memcached.js'
import { testSharedStore } from './shared-store-contract.js'

describeWithMemcached('a store in Memcached', () => {
  let memcached: TestMemcached
  let client: MemcachedClient
  let store: SharedStore
  beforeAll(async () => {
    memcached = await TestMemcached.open()
    client = new MemcachedClient({ url: memcached.url, onEvent: () => undefined, deadline: 60_000 })
    store = memcachedStore(client)
    await until(() => store.isUp)
  })
  afterAll(async () => {
    await client.close()
    await memcached.kill()
  })

  const closed = async () => {
    const other = new MemcachedClient({ url: memcached.url, onEvent: () => undefined })
    await other.close()
    return memcachedStore(other)
  }

  testSharedStore(() => store, closed)
})
