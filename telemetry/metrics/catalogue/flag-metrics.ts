import type { MetricDescriptions } from './metric-description.js'

/** Metrics of feature flags. */
export const flagMetrics = {
  shop_flag_evaluations_total: {
    type: 'counter',
    labels: ['flag', 'value', 'reason'],
    means: 'Evaluations of feature flags by flag, value and reason. The reasons are those of OpenTelemetry',
    act: 'Reason error: the source does not have the flag, or its value cannot be used; the default holds',
  },
  shop_flags_source_up: {
    type: 'gauge',
    labels: [],
    means: '1 when the source of feature flags answers, else 0; absent without a source',
    act: '0: look at the file or the server of flags. The last known values hold, then the defaults',
  },
} as const satisfies MetricDescriptions
