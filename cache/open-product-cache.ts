import type { CacheMetrics } from '../telemetry/metrics/cache-metrics.js'
import type { CacheEvent } from './cache-event.js'
import { MemcachedClient } from './memcached-client.js'
import { memcachedStore } from './memcached-store.js'
import { memoryLayer } from './memory-layer.js'
import { type ProductCache, productCache } from './product-cache.js'
import { RedisClient } from './redis-client.js'
import { redisNotices } from './redis-notices.js'
import { redisStore } from './redis-store.js'
import { type SharedLayer, type SharedLayerOptions, sharedLayer } from './shared-layer.js'

export interface OpenProductCacheOptions {
  /** `redis://…`, `rediss://…` or `memcached://…`. Without it, products are kept in memory: right for one process alone. */
  readonly url: string | undefined
  /** The beginning of all keys: the same for all instances with the same database, and for no others. */
  readonly prefix: string
  /** The time for which a layer keeps a product, in seconds. */
  readonly ttl: number
  readonly onEvent: (event: CacheEvent) => void
  /** The time limit of an answer of the store, in milliseconds. After one that is late, the store is not used until it answers. @default 100 */
  readonly deadline?: number
  readonly metrics?: CacheMetrics | undefined
}

/** A cache with its connections. */
export interface OpenProductCache extends ProductCache {
  /** False while the shared store is not used. */
  readonly isUp: boolean
  close(): Promise<void>
}

/** The version of the form in which products are stored. Instances of two versions of the service may run at once. */
const form = 1

/** Opens a cache. Until its store is reached, products are read from the database. */
export function openProductCache(options: OpenProductCacheOptions): OpenProductCache {
  const { url, ttl, metrics } = options
  if (url === undefined) {
    const memory = memoryLayer({ ttl: ttl * 1_000 })
    return { ...productCache({ memory, metrics }), isUp: true, close: async () => {} }
  }
  return url.startsWith('memcached:') ? onMemcached({ ...options, url }) : onRedis({ ...options, url })
}

type StoreOptions = OpenProductCacheOptions & { readonly url: string }

function onRedis(options: StoreOptions): OpenProductCache {
  const { url, ttl, deadline = 100, metrics } = options
  const memory = memoryLayer({ ttl: ttl * 1_000 })
  const client = new RedisClient({
    url,
    name: 'cache',
    deadline,
    onEvent: (event) =>
      event.name === 'redis-reached' ? void reached(shared, options) : shared.distrust(event.reason),
  })
  const notices = redisNotices({ url, client, prefix: keys(options), onChange: memory.drop, deadline })
  const shared = layer(redisStore(client), options, notices.tell)
  return {
    ...productCache({
      memory,
      isMemoryCurrent: () => notices.isUp && client.isUp && shared.isTrusted,
      shared,
      metrics,
    }),
    get isUp() {
      return client.isUp && shared.isTrusted
    },
    async close() {
      await Promise.all([notices.close(), client.close()])
    },
  }
}

/** Opens a cache on Memcached, without memory beside it: Memcached sends no notices of changes. */
function onMemcached(options: StoreOptions): OpenProductCache {
  const { url, deadline = 100, metrics } = options
  const client = new MemcachedClient({
    url,
    deadline,
    onEvent: (event) =>
      event.name === 'memcached-reached' ? void reached(shared, options) : shared.distrust(event.reason),
  })
  const shared = layer(memcachedStore(client), options)
  return {
    ...productCache({ shared, metrics }),
    get isUp() {
      return client.isUp && shared.isTrusted
    },
    close: () => client.close(),
  }
}

function layer(
  store: SharedLayerOptions['store'],
  options: StoreOptions,
  tell?: SharedLayerOptions['tell'],
): SharedLayer {
  const { ttl, onEvent, metrics } = options
  return sharedLayer({
    store,
    prefix: keys(options),
    ttl,
    tell,
    onTrust(isTrusted, reason) {
      metrics?.storeUp(isTrusted)
      if (isTrusted) onEvent({ name: 'cache-restored', message: 'products are read through the cache again' })
      else {
        const message = 'the cache cannot be used: products are read from the database until it can'
        onEvent({ name: 'cache-lost', message, reason: reason instanceof Error ? reason.message : String(reason) })
      }
    },
  })
}

async function reached(shared: SharedLayer, { metrics }: StoreOptions): Promise<void> {
  await shared.recover()
  metrics?.storeUp(shared.isTrusted)
}

function keys({ prefix }: StoreOptions): string {
  return `${prefix}:products:${form}:`
}
