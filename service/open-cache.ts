import { type OpenProductCache, openProductCache } from '../cache/open-product-cache.js'
import type { Settings } from '../config/settings.js'
import { logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'
import type { CacheMetrics } from '../telemetry/metrics/cache-metrics.js'

/** Opens the cache of the settings; `undefined` without one. */
export function openCache(
  { cache, redisPrefix }: Settings,
  logger: Logger,
  metrics: CacheMetrics,
): OpenProductCache | undefined {
  if (cache === undefined) return undefined
  return openProductCache({ ...cache, prefix: redisPrefix, onEvent: (event) => logEvent(logger, event), metrics })
}
