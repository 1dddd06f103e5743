import type { MetricDescriptions } from './metric-description.js'

/** Metrics of the cache of product reads. */
export const cacheMetrics = {
  shop_cache_lookups_total: {
    type: 'counter',
    labels: ['layer', 'result'],
    means: 'Lookups in the cache by layer (memory, shared) and result (hit, miss, error)',
    act: 'Errors: the store is slow or gone. A falling share of hits: more load on the database',
  },
  shop_cache_store_up: {
    type: 'gauge',
    labels: [],
    means: '1 when the shared store of the cache answers, 0 when it is bypassed; absent without a store',
    act: '0: Redis or Memcached is down or slow. Answers stay correct, and the database has more load',
  },
} as const satisfies MetricDescriptions
