import type { MetricDescriptions } from './metric-description.js'

/** Metrics of the service as a whole. */
export const serviceMetrics = {
  shop_part_ready: {
    type: 'gauge',
    labels: ['part'],
    means:
      '1 when a part of /readyz is ready, else 0: database, migrations, service, writes, and broker, cache, limits, issuer where the settings have them. It is the last known state, without a query',
    act: '0: /readyz has the reason. writes: every change is answered with 503, while reads go on. broker, cache, limits, issuer: the instance serves without it',
  },
  shop_issuer_keys_up: {
    type: 'gauge',
    labels: [],
    means:
      '1 when the last fetch of the keys of the issuer succeeded, else 0; absent before the first token, and without JWT_ISSUER',
    act: '0: requests with tokens get 503 from an instance without keys; known keys are used for 24 hours',
  },
  shop_build_info: {
    type: 'gauge',
    labels: ['version'],
    means: 'The version of the shop as a label; always 1',
    act: 'Shows how far a roll-out is',
  },
} as const satisfies MetricDescriptions
