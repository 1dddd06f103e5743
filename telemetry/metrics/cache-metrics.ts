import type { Instruments } from './instruments.js'

/** The layers of the cache: in the memory of this process, and in a store that instances share. */
export type CacheLayer = 'memory' | 'shared'

/** The numbers of the cache. No method throws. */
export interface CacheMetrics {
  hit(layer: CacheLayer): void
  miss(layer: CacheLayer): void
  /** Counts a lookup that failed or took too long. */
  failed(layer: CacheLayer): void
  /** Notes whether the shared store is in use. Call it when the store is first reached or not, and at each change. */
  storeUp(isUp: boolean): void
}

export function cacheMetrics(make: Instruments): CacheMetrics {
  const lookups = make.counter('shop_cache_lookups_total')
  const store = make.gauge('shop_cache_store_up')
  const counts = (result: 'hit' | 'miss' | 'error') => ({
    memory: lookups.labels({ layer: 'memory', result }),
    shared: lookups.labels({ layer: 'shared', result }),
  })
  const [hits, misses, errors] = [counts('hit'), counts('miss'), counts('error')]
  return {
    hit: (layer) => hits[layer].inc(),
    miss: (layer) => misses[layer].inc(),
    failed: (layer) => errors[layer].inc(),
    storeUp: (isUp) => store.set(Number(isUp)),
  }
}
