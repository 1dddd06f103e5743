import type { Settings } from '../config/settings.js'
import type { OnLimitEvent } from '../limits/limit-event.js'
import { limits, type RunningLimits } from '../limits/limits.js'
import type { LimitMetrics } from '../telemetry/metrics/limit-metrics.js'

/** Returns the limits of the settings, which report their changes. */
export function serviceLimits(settings: Settings, onEvent: OnLimitEvent, metrics: LimitMetrics): RunningLimits {
  const { limits: options, redisUrl: url, redisPrefix: prefix } = settings
  return limits({
    ...options,
    redis: url === undefined ? undefined : { url, prefix },
    onEvent,
    metrics,
  })
}
