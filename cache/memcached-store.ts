import type { MemcachedClient } from './memcached-client.js'
import type { SharedStore } from './shared-store.js'

/** Returns the store in a Memcached. */
export function memcachedStore(client: MemcachedClient): SharedStore {
  return {
    get isUp() {
      return client.isUp
    },
    // One connection answers in the order of the commands.
    get: (keys) =>
      client.run((memcached) => Promise.all(keys.map(async (key) => (await memcached.get(key)).value?.toString()))),
    async set(entries, seconds) {
      await client.run((memcached) =>
        Promise.all(entries.map(([key, text]) => memcached.set(key, text, { expires: seconds }))),
      )
    },
    async add([key, text], seconds) {
      await client.run((memcached) => memcached.add(key, text, { expires: seconds }))
    },
  }
}
