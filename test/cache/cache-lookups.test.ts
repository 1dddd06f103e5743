import { beforeEach, describe, expect, test } from '@jest/globals'
import { memoryLayer } from '../../cache/memory-layer.js'
import { productCache } from '../../cache/product-cache.js'
import { sharedLayer } from '../../cache/shared-layer.js'
import type { SharedStore } from '../../cache/shared-store.js'
import type { CacheLayer } from '../../telemetry/metrics/cache-metrics.js'
import { storedProduct } from '../support/example-products.js'

const product = storedProduct()
const { id } = product

/** A store in this process, which a test can break. */
class OwnStore implements SharedStore {
  readonly texts = new Map<string, string>()
  readonly seconds = new Map<string, number>()
  isUp = true
  failure: Error | undefined

  async get(keys: readonly string[]) {
    if (this.failure) throw this.failure
    return keys.map((key) => this.texts.get(key))
  }

  async set(entries: readonly (readonly [string, string])[], seconds: number) {
    if (this.failure) throw this.failure
    for (const [key, text] of entries) {
      this.texts.set(key, text)
      this.seconds.set(key.replace(id, 'ID'), seconds)
    }
  }

  async add([key, text]: readonly [string, string], seconds: number) {
    if (!this.texts.has(key)) await this.set([[key, text]], seconds)
  }
}

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
const layer = (tell?: () => Promise<void>) =>
  sharedLayer({ store, prefix: 'p:', ttl: 30, tell, onTrust: (...given) => trust.push(given) })

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

test('texts are kept for their time to live, and stamps ten times as long', async () => {
  await productCache({ shared: layer() }).read(id, load)
  expect(Object.fromEntries(store.seconds)).toEqual({ 'p:stamp': 0, 'p:stamp:ID': 300, 'p:product:ID': 30 })
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

describe('a store that fails', () => {
  test('is not used until it works again, and then has no product of before', async () => {
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

  test('is not used again while it is down, nor reported twice', async () => {
    const shared = layer()
    shared.distrust('first')
    shared.distrust('second')
    store.isUp = false
    await shared.recover()
    expect([shared.isTrusted, trust]).toEqual([false, [[false, 'first']]])
  })

  test('is not used when a change could not be stored', async () => {
    store.isUp = false
    const shared = layer()
    await shared.change([id])
    expect([shared.isTrusted, trust]).toEqual([false, [[false, expect.stringContaining('could not be told')]]])
  })

  test('is not used when the other instances could not be told of a change', async () => {
    const failure = new Error('no answer')
    const shared = layer(async () => {
      throw failure
    })
    await shared.change('all')
    expect(trust).toEqual([[false, failure]])
  })

  test('stays unused when another doubt arises during its recovery', async () => {
    const shared = layer()
    shared.distrust('first')
    const recovery = shared.recover()
    shared.distrust('second')
    await recovery
    expect(shared.isTrusted).toBe(false)
    await shared.recover()
    expect(shared.isTrusted).toBe(true)
  })
})
