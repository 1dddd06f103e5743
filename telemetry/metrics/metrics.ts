import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { type CacheMetrics, cacheMetrics } from './cache-metrics.js'
import { type DatabaseMetrics, databaseMetrics } from './database-metrics.js'
import { type EventMetrics, eventMetrics } from './event-metrics.js'
import { type FlagMetrics, flagMetrics } from './flag-metrics.js'
import { instruments } from './instruments.js'
import { type IssuerMetrics, issuerMetrics } from './issuer-metrics.js'
import { type LimitMetrics, limitMetrics } from './limit-metrics.js'
import { type ReadinessMetrics, readinessMetrics } from './readiness-metrics.js'
import { requestMetrics } from './request-metrics.js'

export interface MetricsOptions {
  readonly version: string
  /** The media types of the formats of the service. */
  readonly mediaTypes: readonly string[]
  /** True to measure the process, too: memory, processor time, event-loop delay, garbage collection. It goes on until the exit. @default false */
  readonly process?: boolean
}

/** The metrics of the service. Every part of the service counts into its own room; `catalogue/` has them all. */
export interface Metrics {
  /** Observes every request once. It comes before all other middleware. */
  readonly middleware: RequestHandler
  readonly cache: CacheMetrics
  readonly database: DatabaseMetrics
  readonly events: EventMetrics
  readonly limits: LimitMetrics
  readonly flags: FlagMetrics
  readonly issuer: IssuerMetrics
  readonly readiness: ReadinessMetrics
  /** Returns all metrics in the text format of Prometheus. Resolves within a second or so, whatever the database does. */
  text(): Promise<string>
}

/** Returns metrics in a registry of their own. */
export function createMetrics({ version, mediaTypes, process = false }: MetricsOptions): Metrics {
  const registry = new Registry()
  const make = instruments(registry)
  const middleware = requestMetrics(make, mediaTypes)
  const database = databaseMetrics(make)
  make.gauge('shop_build_info').set({ version }, 1)
  const metrics = {
    middleware,
    database,
    events: eventMetrics(make),
    cache: cacheMetrics(make),
    limits: limitMetrics(make),
    flags: flagMetrics(make),
    issuer: issuerMetrics(make),
    readiness: readinessMetrics(make),
  }
  if (process) collectDefaultMetrics({ register: registry })
  return {
    ...metrics,
    async text() {
      await database.refresh()
      return registry.metrics()
    },
  }
}
