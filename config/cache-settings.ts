import type { Values } from './variables.js'

export interface CacheSettings {
  /** The store that instances share. Without it, products are kept in the memory of this process. */
  readonly url: string | undefined
  /** The time for which a product is kept, in seconds. */
  readonly ttl: number
}

/**
 * Returns the settings of the cache of products; `undefined` for no cache. Without a store, only the embedded database has one: nobody but
 * this process can change the products of that database.
 */
export function cacheSettings(
  values: Pick<Values, 'CACHE_URL' | 'CACHE_TTL' | 'REDIS_URL' | 'DATABASE_URL'>,
): CacheSettings | undefined {
  const { CACHE_URL, CACHE_TTL: ttl, REDIS_URL, DATABASE_URL } = values
  const url = CACHE_URL ?? REDIS_URL
  if (url === 'off' || (url === undefined && DATABASE_URL !== undefined)) return undefined
  return Object.freeze({ url, ttl })
}
