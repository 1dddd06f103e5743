import type { RedisClient } from './redis-client.js'
import type { SharedStore } from './shared-store.js'

/** Returns the store in a Redis. */
export function redisStore(client: RedisClient): SharedStore {
  const expiring = (seconds: number) => (seconds === 0 ? {} : ({ expiration: { type: 'EX', value: seconds } } as const))
  return {
    get isUp() {
      return client.isUp
    },
    get: (keys) => client.run(async (redis) => (await redis.mGet([...keys])).map((text) => text ?? undefined)),
    async set(entries, seconds) {
      await client.run((redis) => Promise.all(entries.map(([key, text]) => redis.set(key, text, expiring(seconds)))))
    },
    async add([key, text], seconds) {
      await client.run((redis) => redis.set(key, text, { ...expiring(seconds), condition: 'NX' }))
    },
  }
}
