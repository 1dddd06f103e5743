import type { Settings } from '../config/settings.js'
import { limits, type RunningLimits } from '../limits/limits.js'
import { logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'
import type { LimitMetrics } from '../telemetry/metrics/limit-metrics.js'

/** Returns the limits of the settings, which log their changes. */
export function serviceLimits(settings: Settings, logger: Logger, metrics: LimitMetrics): RunningLimits {
  const { limits: options, redisUrl: url, redisPrefix: prefix } = settings
  return limits({
    ...options,
    redis: url === undefined ? undefined : { url, prefix },
    onEvent: (event) => logEvent(logger, event),
    metrics,
  })
}
