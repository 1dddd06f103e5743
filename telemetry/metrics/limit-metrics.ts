import type { Instruments } from './instruments.js'

/** The numbers of rate limits and of load shedding. No method throws. */
export interface LimitMetrics {
  /** Counts a 429. @param limit the name of the limit, from a fixed list such as `reads` */
  rejected(limit: string): void
  /** Counts a failed call to the shared store of the limits. */
  storeFailed(): void
  /** Notes whether the shared store is in use. Call it when the store is first reached or not, and at each change. */
  storeUp(isUp: boolean): void
  /** Counts a request that was refused because of overload. @param reason from a fixed list such as `requests`, `event-loop-delay` */
  shed(reason: string): void
}

export function limitMetrics(make: Instruments): LimitMetrics {
  const rejections = make.counter('shop_rate_limit_rejections_total')
  const storeErrors = make.counter('shop_rate_limit_store_errors_total')
  const store = make.gauge('shop_rate_limit_store_up')
  const shed = make.counter('shop_shed_requests_total')
  return {
    rejected: (limit) => rejections.inc({ limit }),
    storeFailed: () => storeErrors.inc(),
    storeUp: (isUp) => store.set(Number(isUp)),
    shed: (reason) => shed.inc({ reason }),
  }
}
