import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import type { ChangedProducts } from '../../cache/changed-products.js'
import { memoryLayer } from '../../cache/memory-layer.js'
import { productCache } from '../../cache/product-cache.js'
import { type SharedLayerOptions, sharedLayer } from '../../cache/shared-layer.js'
import type { SharedStore } from '../../cache/shared-store.js'
import { storedProduct } from '../support/example-products.js'
import { OwnStore } from '../support/own-store.js'
import { clients as anyClients, inTurns, staleReads, Turns } from './interleavings.js'

const [one, two] = [storedProduct({ id: 'one' }), storedProduct({ id: 'two' })]

let store: OwnStore
let trust: unknown[]
beforeEach(() => {
  store = new OwnStore()
  trust = []
})

const layer = (options: Partial<SharedLayerOptions> = {}) =>
  sharedLayer({ store, prefix: 'p:', ttl: 30, onTrust: (...given) => trust.push(given), ...options })

/** Stores both products, as reads do. */
async function filled(options: Partial<SharedLayerOptions> = {}) {
  const shared = layer(options)
  for (const product of [one, two]) await shared.fill(product, (await shared.look(product.id))?.stamp ?? '')
  store.calls.length = 0
  return shared
}

/** Returns the products that the layer has. */
async function found(shared: ReturnType<typeof layer>) {
  const products = []
  for (const { id } of [one, two]) products.push((await shared.look(id))?.product)
  return products
}

describe('a product of the store', () => {
  test('is found with one command, and texts and stamps have their times to live', async () => {
    const shared = await filled()
    expect(await found(shared)).toEqual([one, two])
    expect(store.calls).toEqual(['get', 'get'])
    expect(Object.fromEntries(store.seconds)).toEqual({
      'p:stamp': 0,
      'p:stamp:one': 300,
      'p:product:one': 30,
      'p:stamp:two': 300,
      'p:product:two': 30,
    })
  })

  test('that has a stamp and no text is missing, which is no failure', async () => {
    const shared = await filled()
    store.texts.delete('p:product:one')
    expect(await shared.look('one')).toEqual({ stamp: expect.stringMatching(/^\S+ \S+$/) })
    expect(trust).toEqual([])
  })

  test.each(['p:stamp', 'p:stamp:one'])(
    'is worthless when the store has lost %s, until it is read again',
    async (key) => {
      const shared = await filled()
      store.texts.delete(key)
      const seen = await shared.look('one')
      expect(seen).toEqual({ stamp: expect.any(String) })
      await shared.fill(one, seen?.stamp ?? '')
      expect((await shared.look('one'))?.product).toEqual(one)
    },
  )

  test('is not looked for in a store that keeps nothing', async () => {
    const shared = layer()
    store.add = async () => undefined
    expect([await shared.look('one'), store.calls, shared.isTrusted]).toEqual([undefined, ['get', 'get'], true])
  })

  test.each<[string, ChangedProducts, unknown[]]>([
    ['one product', ['one'], [undefined, two]],
    ['two products', ['one', 'two'], [undefined, undefined]],
    ['all', 'all', [undefined, undefined]],
  ])('is worthless after a change of it: %s', async (_, changed, left) => {
    const shared = await filled()
    const told: unknown[] = []
    const other = layer({
      tell: async (products) => {
        told.push([products, await found(shared)])
      },
    })
    store.seconds.clear()
    await other.change(changed)
    expect(told).toEqual([[changed, left]])
    const times = changed === 'all' ? { 'p:stamp': 0 } : Object.fromEntries(changed.map((id) => [`p:stamp:${id}`, 300]))
    expect(Object.fromEntries(store.seconds)).toEqual(times)
  })

  test('never is older than an answered change, in any interleaving, whatever the store loses', async () => {
    const losses = fc.infiniteStream(fc.integer({ min: 0, max: 9 }))
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), anyClients, losses, async (scheduler, all, lost) => {
        const turns = new Turns(scheduler)
        const own = new OwnStore()
        const memories = [1, 2, 3].map(() => memoryLayer({ ttl: 60_000 }))
        const caches = memories.map((memory) => {
          const store = inTurns(own, turns)
          const losing: SharedStore = {
            ...store,
            get(keys) {
              const key = [...own.texts.keys()][lost.next().value ?? 0]
              if (key !== undefined) own.texts.delete(key)
              return store.get(keys)
            },
          }
          const shared = sharedLayer({
            store: losing,
            prefix: 'p:',
            ttl: 30,
            tell: (changed) =>
              turns.call('tell', async () => {
                for (const each of memories) each.drop(changed)
              }),
          })
          return productCache({ memory, shared })
        })
        expect(await staleReads(caches, all, turns)).toEqual([])
      }),
    )
  })
})

describe('a store that is not trusted', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  test.each([
    [{}, 1_000],
    [{ retry: 5_000 }, 5_000],
  ])('is tried again by itself until it works: %j', async (options, retry) => {
    const shared = await filled(options)
    store.failure = new Error('refused')
    for (let change = 0; change < 3; change += 1) await shared.change(['one'])
    expect([shared.isTrusted, jest.getTimerCount()]).toEqual([false, 1])
    store.calls.length = 0
    await jest.advanceTimersByTimeAsync(retry - 1)
    expect(store.calls).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect([store.calls, shared.isTrusted, jest.getTimerCount()]).toEqual([['set'], false, 1])
    store.failure = undefined
    await jest.advanceTimersByTimeAsync(retry)
    expect([shared.isTrusted, jest.getTimerCount(), trust]).toEqual([true, 0, [[false, expect.any(Error)], [true]]])
    expect(await found(shared)).toEqual([undefined, undefined])
  })

  test('has no product, and takes none; a look begins its recovery and does not wait for it', async () => {
    const shared = await filled()
    const { stamp = '' } = (await shared.look('one')) ?? {}
    shared.distrust('doubt')
    store.calls.length = 0
    await shared.fill(one, stamp)
    expect(store.calls).toEqual([])
    const seen = shared.look('one')
    expect([store.calls, await seen]).toEqual([['set'], undefined])
    await shared.recover()
    expect(shared.isTrusted).toBe(true)
    expect(await found(shared)).toEqual([undefined, undefined])
  })

  test('gives no product to a look that began before', async () => {
    const shared = await filled()
    const seen = shared.look('one')
    shared.distrust('doubt')
    expect(await seen).toBeUndefined()
  })

  test('is recovered by one command, however many wait for it, and again after another doubt', async () => {
    const shared = await filled()
    for (let round = 0; round < 2; round += 1) {
      store.calls.length = 0
      shared.distrust('doubt')
      await Promise.all([shared.recover(), shared.recover()])
      expect([shared.isTrusted, store.calls]).toEqual([true, ['set']])
    }
    await shared.recover()
    expect([store.calls, trust]).toEqual([['set'], [[false, 'doubt'], [true], [false, 'doubt'], [true]]])
  })

  test('stays so when another doubt arises during its recovery', async () => {
    const shared = layer()
    shared.distrust('first')
    const recovery = shared.recover()
    shared.distrust('second')
    await recovery
    expect([shared.isTrusted, trust]).toEqual([false, [[false, 'first']]])
    await shared.recover()
    expect(shared.isTrusted).toBe(true)
  })

  test('is told of changes, which hold up no recovery', async () => {
    const shared = layer()
    shared.distrust('first')
    const recovery = shared.recover()
    await shared.change(['one'])
    await recovery
    expect([shared.isTrusted, store.calls]).toEqual([true, ['set', 'set']])
  })
})

describe('a store that is down', () => {
  test('is not asked, and is not trusted after a change', async () => {
    const shared = await filled()
    store.isUp = false
    await shared.fill(one, 'stamp')
    expect([await shared.look('one'), store.calls, shared.isTrusted]).toEqual([undefined, [], true])
    await shared.change(['one'])
    await shared.recover()
    expect([store.calls, trust]).toEqual([[], [[false, 'the store could not be told of a change']]])
  })

  test('is not trusted when the other instances could not be told of a change', async () => {
    const failure = new Error('no answer')
    await layer({ tell: () => Promise.reject(failure) }).change('all')
    expect(trust).toEqual([[false, failure]])
  })
})
