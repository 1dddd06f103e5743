import { afterAll, beforeAll, expect, test } from '@jest/globals'
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

  testSharedStore(() => store)

  test('each call fails while it is down', async () => {
    const closed = new MemcachedClient({ url: memcached.url, onEvent: () => undefined })
    await closed.close()
    const { isUp, get, set, add } = memcachedStore(closed)
    expect(isUp).toBe(false)
    const calls = [get(['a']), set([['a', 'b']], 0), add(['a', 'b'], 0)]
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected')
  })
})
