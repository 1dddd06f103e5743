import type { Store } from 'express-rate-limit'
import { LRUCache } from 'lru-cache'

interface Count {
  hits: number
  readonly end: Date
}

/** The requests of a key, and the end of its window. */
export interface Counted {
  readonly totalHits: number
  readonly resetTime: Date
}

export interface MemoryStoreOptions {
  /** The length of the window, in milliseconds. */
  readonly window: number
  /** The most keys. Beyond that, the key that was counted the longest time ago is forgotten. @default 20000 */
  readonly most?: number
}

/** Counts in the memory of this process. A flood of addresses takes no more memory than `most` keys need. */
export class MemoryStore implements Store {
  readonly localKeys = true
  readonly #window: number
  readonly #counts: LRUCache<string, Count>

  constructor({ window, most = 20_000 }: MemoryStoreOptions) {
    this.#window = window
    this.#counts = new LRUCache({ max: most })
  }

  /** The number of keys. */
  get size(): number {
    return this.#counts.size
  }

  /** Returns the count of a key, or `undefined` when its window is over. */
  get(key: string): Counted | undefined {
    const count = this.#counts.peek(key)
    return count === undefined || isOver(count) ? undefined : responseOf(count)
  }

  increment(key: string): Counted {
    const known = this.#counts.get(key)
    if (known !== undefined && !isOver(known)) {
      known.hits += 1
      return responseOf(known)
    }
    const count = { hits: 1, end: new Date(Date.now() + this.#window) }
    this.#counts.set(key, count)
    return responseOf(count)
  }

  decrement(key: string): void {
    const count = this.#counts.peek(key)
    if (count !== undefined && count.hits > 0) count.hits -= 1
  }

  resetKey(key: string): void {
    this.#counts.delete(key)
  }
}

function isOver({ end }: Count): boolean {
  return end.getTime() <= Date.now()
}

/** Returns a copy: the limiter reads it after a later request may have been counted. */
function responseOf({ hits: totalHits, end: resetTime }: Count): Counted {
  return { totalHits, resetTime }
}
