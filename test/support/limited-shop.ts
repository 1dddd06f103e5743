import type { AppDependencies } from '../../api/app.js'
import type { LimitEvent } from '../../limits/limit-event.js'
import { type LimitsOptions, limits, type RunningLimits } from '../../limits/limits.js'
import type { LimitMetrics } from '../../telemetry/metrics/limit-metrics.js'
import { emptyCatalogue } from './empty-catalogue.js'
import { shopOf } from './shop.js'

/** A shop with limits, without storage. */
export interface LimitedShop extends ReturnType<typeof shopOf> {
  readonly limits: RunningLimits
  readonly events: readonly LimitEvent[]
  /** The names of the metrics that were counted, such as `rejected reads`. */
  readonly counted: readonly string[]
}

/** No limits of any kind. */
const none: Omit<LimitsOptions, 'onEvent'> = {
  rates: { reads: undefined, writes: undefined, orders: undefined, transfers: undefined },
  refusedCallers: undefined,
  addressPrefix: 56,
  maxRequests: undefined,
  maxDelay: undefined,
}

/** Returns a shop with these limits and no others. */
export function limitedShop(
  options: Partial<Omit<LimitsOptions, 'rates'>> & { readonly rates?: Partial<LimitsOptions['rates']> },
  shop: Pick<AppDependencies, 'trustProxy' | 'corsOrigins'> & Partial<AppDependencies> = {},
): LimitedShop {
  const events: LimitEvent[] = []
  const counted: string[] = []
  const metrics: LimitMetrics = {
    rejected: (limit) => counted.push(`rejected ${limit}`),
    storeFailed: () => counted.push('store failed'),
    storeUp: (isUp) => counted.push(`store up ${isUp}`),
    shed: (reason) => counted.push(`shed ${reason}`),
  }
  const running = limits({
    ...none,
    onEvent: (event) => events.push(event),
    metrics,
    ...options,
    rates: { ...none.rates, ...options.rates },
  })
  return { ...shopOf(emptyCatalogue(), { limits: running, ...shop }), limits: running, events, counted }
}
