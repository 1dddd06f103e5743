import type { MetricDescriptions } from './metric-description.js'

/** Metrics of rate limits and of load shedding. */
export const limitMetrics = {
  shop_rate_limit_rejections_total: {
    type: 'counter',
    labels: ['limit'],
    means: 'Requests that were answered with 429, by the name of the limit',
    act: 'A jump: a client that misbehaves, or a limit that is too low. The records of these requests have `client.address`, and `user.id` of a caller with a token',
  },
  shop_rate_limit_store_errors_total: {
    type: 'counter',
    labels: [],
    means: 'Failed calls to the store of the rate limits. Each request was let through',
    act: 'Above 0: see shop_rate_limit_store_up',
  },
  shop_rate_limit_store_up: {
    type: 'gauge',
    labels: [],
    means: '1 when the shared store of the rate limits answers, else 0; absent without REDIS_URL',
    act: '0: Redis is down or slow. Each instance counts for itself until it is back',
  },
  shop_shed_requests_total: {
    type: 'counter',
    labels: ['reason'],
    means: 'Requests that were answered with 503 at once because the instance was overloaded, by reason',
    act: 'Above 0 for minutes: add instances, or find out what is slow',
  },
} as const satisfies MetricDescriptions
