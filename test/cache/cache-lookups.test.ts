import { beforeEach, describe, expect, test } from '@jest/globals'
import { memoryLayer } from '../../cache/memory-layer.js'
import { productCache } from '../../cache/product-cache.js'
import { sharedLayer } from '../../cache/shared-layer.js'
import type { CacheLayer } from '../../telemetry/metrics/cache-metrics.js'
import { deferred } from '../support/deferred.js'
import { storedProduct } from '../support/example-products.js'
import { OwnStore } from '../support/own-store.js'

const product = storedProduct()
const { id } = product

let store: OwnStore
let lookups: string[]
let loads: number
let trust: unknown[]
beforeEach(() => {
  store = new OwnStore()
  lookups = []
  loads = 0
  trust = []
})

const metrics = {
  hit: (layer: CacheLayer) => lookups.push(`${layer} hit`),
  miss: (layer: CacheLayer) => lookups.push(`${layer} miss`),
  failed: (layer: CacheLayer) => lookups.push(`${layer} failed`),
  storeUp: () => {},
}
const load = async () => {
  loads += 1
  return product
}
const layer = () => sharedLayer({ store, prefix: 'p:', ttl: 30, onTrust: (...given) => trust.push(given) })

describe('each lookup is counted', () => {
  test('in memory as a miss, and then as a hit', async () => {
    const cache = productCache({ memory: memoryLayer({ ttl: 60_000 }), metrics })
    expect([await cache.read(id, load), await cache.read(id, load)]).toEqual([product, product])
    expect([lookups, loads]).toEqual([['memory miss', 'memory hit'], 1])
  })

  test('in the store as a miss, and then as a hit by another instance', async () => {
    const [one, other] = [1, 2].map(() => productCache({ shared: layer(), metrics }))
    expect([await one?.read(id, load), await other?.read(id, load)]).toEqual([product, product])
    expect([lookups, loads]).toEqual([['shared miss', 'shared hit'], 1])
  })

  test('as failed while the store is down, and the product comes from the database', async () => {
    store.isUp = false
    const cache = productCache({ shared: layer(), metrics })
    expect([await cache.read(id, load), await cache.read(id, load)]).toEqual([product, product])
    expect([lookups, loads, store.texts.size]).toEqual([['shared failed', 'shared failed'], 2, 0])
  })
})

test('memory that may miss changes of other instances is not read', async () => {
  let isMemoryCurrent = true
  const memory = memoryLayer({ ttl: 60_000 })
  const cache = productCache({ memory, isMemoryCurrent: () => isMemoryCurrent })
  await cache.read(id, load)
  isMemoryCurrent = false
  await cache.read(id, load)
  expect(loads).toBe(2)
})

test('reads at once need one query, and so do those after a change', async () => {
  const cache = productCache({ memory: memoryLayer({ ttl: 60_000 }) })
  for (let changes = 0; changes < 3; changes += 1) {
    const answer = deferred<typeof product>()
    const queries: string[] = []
    const reads = [1, 2, 3].map((n) =>
      cache.read(id, () => {
        queries.push(`read ${n}`)
        return answer.promise
      }),
    )
    answer.resolve({ ...product, version: changes })
    reads.push(...(await Promise.all(reads)).map(() => cache.read(id, load)))
    for (const { version } of await Promise.all(reads)) expect(version).toBe(changes)
    expect([queries, loads]).toEqual([['read 1'], 0])
    await cache.changed([id])
  }
})

test.each([[[id]], ['all']] as const)(
  'a change of %j is seen by the next read of another instance',
  async (changed) => {
    const [one, other] = [1, 2].map(() => productCache({ shared: layer() }))
    await one?.read(id, load)
    await other?.changed(changed)
    await one?.read(id, load)
    expect(loads).toBe(2)
  },
)

test('a store that fails is not used until it works again, and then has no product of before', async () => {
  const shared = layer()
  const cache = productCache({ shared })
  await cache.read(id, load)
  store.failure = new Error('lost')
  await cache.read(id, load)
  expect([shared.isTrusted, trust, loads]).toEqual([false, [[false, store.failure]], 2])
  store.failure = undefined
  await shared.recover()
  expect([shared.isTrusted, trust.at(-1)]).toEqual([true, [true]])
  await cache.read(id, load)
  expect(loads).toBe(3)
  await cache.read(id, load)
  expect(loads).toBe(3)
})
