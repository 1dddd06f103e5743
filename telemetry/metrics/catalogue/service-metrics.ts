import type { MetricDescriptions } from './metric-description.js'

/** Metrics of the service as a whole. */
export const serviceMetrics = {
  shop_build_info: {
    type: 'gauge',
    labels: ['version'],
    means: 'The version of the shop as a label; always 1',
    act: 'Shows how far a roll-out is',
  },
} as const satisfies MetricDescriptions
