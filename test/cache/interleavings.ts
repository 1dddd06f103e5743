import { setImmediate as immediate } from 'node:timers/promises'
import fc from 'fast-check'
import type { ProductCache } from '../../cache/product-cache.js'
import type { SharedStore } from '../../cache/shared-store.js'
import type { Product } from '../../domain/products/product.js'
import { storedProduct } from '../support/example-products.js'

/**
 * Turns that everything in a test takes: one at a time, in an order of the scheduler, and only while no call of a server is under way. So
 * the servers may be real, and their speed decides nothing.
 */
export class Turns {
  readonly #scheduler: fc.Scheduler
  #calls = 0

  constructor(scheduler: fc.Scheduler) {
    this.#scheduler = scheduler
  }

  /** Resolves when it is the turn of this. */
  async take(label: string): Promise<void> {
    await this.#scheduler.schedule(Promise.resolve(), label)
  }

  /** Calls a server in one turn, and returns the answer in another. */
  async call<Value>(label: string, work: () => Promise<Value>): Promise<Value> {
    await this.take(`${label} begins`)
    this.#calls += 1
    const value = await work().finally(() => {
      this.#calls -= 1
    })
    await this.take(`${label} ends`)
    return value
  }

  /** Lets everything take its turns until all of the work is done. */
  async until(work: Promise<unknown>): Promise<void> {
    let isDone = false
    const done = work.finally(() => {
      isDone = true
    })
    while (!isDone) {
      await immediate()
      if (this.#calls === 0 && this.#scheduler.count() > 0) await this.#scheduler.waitOne()
    }
    await done
  }
}

/** Returns a store whose calls take turns. */
export function inTurns(store: SharedStore, turns: Turns): SharedStore {
  return {
    get isUp() {
      return store.isUp
    },
    get: (keys) => turns.call('get', () => store.get(keys)),
    set: (entries, seconds) => turns.call('set', () => store.set(entries, seconds)),
    add: (entry, seconds) => turns.call('add', () => store.add(entry, seconds)),
  }
}

/** A client of one instance. It reads and changes one product, one after the other. */
export interface Client {
  readonly instance: number
  readonly steps: readonly ('read' | 'change')[]
}

/** Clients of up to three instances. */
export const clients: fc.Arbitrary<readonly Client[]> = fc.array(
  fc.record({
    instance: fc.nat(2),
    steps: fc.array(fc.constantFrom('read' as const, 'read' as const, 'change' as const), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  { minLength: 2, maxLength: 6 },
)

/**
 * Runs the clients at once against a database whose reads and commits take turns with everything else. Returns what is wrong: a read that
 * began after a change was answered and is older than the change, or an old product that stays in the cache.
 */
export async function staleReads(
  caches: readonly ProductCache[],
  all: readonly Client[],
  turns: Turns,
): Promise<readonly string[]> {
  let stored: Product = storedProduct()
  const { id } = stored
  let answered = stored.version
  const faults: string[] = []

  async function load(): Promise<Product> {
    await turns.take('query begins')
    const found = stored
    // A slow query: whole changes fit in.
    for (let left = 6; left > 0; left -= 1) await turns.take(`query ends in ${left}`)
    return found
  }

  async function read(cache: ProductCache, label: string): Promise<void> {
    const least = answered
    const { version } = await cache.read(id, load)
    if (version < least) faults.push(`${label} has version ${version} after ${least} was answered`)
  }

  async function change(cache: ProductCache): Promise<void> {
    await turns.take('change begins')
    stored = { ...stored, version: stored.version + 1 }
    const { version } = stored
    await turns.take('change is committed')
    await cache.changed([id])
    answered = Math.max(answered, version)
  }

  const run = async ({ instance, steps }: Client, index: number) => {
    const cache = caches[instance % caches.length]
    if (!cache) return
    for (const step of steps) {
      await turns.take(`client ${index}: ${step}`)
      await (step === 'read' ? read(cache, `a read of client ${index}`) : change(cache))
    }
  }
  await turns.until(Promise.all(all.map(run)))
  for (const [index, cache] of caches.entries()) {
    await turns.until(Promise.all([1, 2].map(() => read(cache, `the last read of ${index}`))))
  }
  return faults
}
