import type { IncrementResponse, Options, Store } from 'express-rate-limit'
import { RedisStore } from 'rate-limit-redis'
import type { RedisClient } from '../cache/redis-client.js'
import type { MemoryStore } from './memory-store.js'

export interface SharedStoreOptions {
  readonly redis: RedisClient
  /** The beginning of the keys in Redis. */
  readonly prefix: string
  /** Counts while Redis cannot be used. */
  readonly memory: MemoryStore
  readonly onAnswer: () => void
  readonly onFailure: (error: unknown) => void
}

/** Counts in Redis, together with the other instances. While Redis cannot be used, it counts in the memory of this process. */
export class SharedStore implements Store {
  readonly #options: SharedStoreOptions
  #limiter: Options | undefined
  #store: RedisStore | undefined

  constructor(options: SharedStoreOptions) {
    this.#options = options
  }

  init(limiter: Options): void {
    this.#limiter = limiter
  }

  async increment(key: string): Promise<IncrementResponse> {
    const { redis, memory, onAnswer, onFailure } = this.#options
    if (!redis.isUp) return memory.increment(key)
    const store = this.#opened()
    try {
      const count = await store.increment(key)
      onAnswer()
      return count
    } catch (error) {
      // It would keep the failure to load its script for ever.
      if (this.#store === store) this.#store = undefined
      onFailure(error)
      return memory.increment(key)
    }
  }

  async decrement(key: string): Promise<void> {
    await this.#opened().decrement(key)
  }

  async resetKey(key: string): Promise<void> {
    this.#options.memory.resetKey(key)
    await this.#opened().resetKey(key)
  }

  #opened(): RedisStore {
    if (this.#store !== undefined) return this.#store
    const { redis, prefix } = this.#options
    const store = new RedisStore({
      prefix,
      sendCommand: (...args) => redis.run((commands) => commands.sendCommand(args)),
    })
    // Its failure is that of the first command, too.
    if (this.#limiter !== undefined) store.init(this.#limiter).catch(() => undefined)
    this.#store = store
    return store
  }
}
