import { once } from 'node:events'
import { createApp } from '../api/app.js'
import { listen } from '../api/http-server.js'
import { prepareDocuments } from '../api/prepare-documents.js'
import { startBackground } from '../background/start-background.js'
import type { Configuration } from '../config/configuration.js'
import { type LogEvent, logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'
import { requestLog } from '../telemetry/request-log.js'
import type { Tracing } from '../telemetry/tracing/tracing.js'
import { announce } from './announce.js'
import { authentication } from './authentication.js'
import { awaitedShop } from './awaited-shop.js'
import { databaseLog } from './database-log.js'
import { databaseReadiness } from './database-readiness.js'
import { type DependencyEvent, dependencyReadiness } from './dependency-readiness.js'
import { measurement } from './measurement.js'
import { openCache } from './open-cache.js'
import { openShopFlags } from './open-shop-flags.js'
import { openStorage } from './open-storage.js'
import { ordersByFlags } from './orders-by-flags.js'
import { startingReadiness } from './readiness.js'
import { serviceLimits } from './service-limits.js'
import { startedParts } from './started-parts.js'
import { endService, stopService } from './stop-service.js'
import { tracedOrders } from './traced-orders.js'
import { watchDatabase } from './watch-database.js'

/** The telemetry of the service. */
export interface Observation {
  readonly logger: Logger
  readonly tracing: Tracing
}

/**
 * Serves until it is told to stop. Takes the port first: a database that takes seconds to make, or a minute to wait for, is of no use
 * without one. Until the database is there, what needs it is answered 503. Resolves to true when the service has stopped and every request
 * had its answer.
 */
export async function serve(
  { settings, secrets }: Configuration,
  { logger, tracing }: Observation,
  stop: AbortSignal,
): Promise<boolean> {
  logEvent(logger, { name: 'service-starting', message: 'starting', node: process.version, settings })
  secrets.listen((event) => logEvent(logger, event))
  const stopped = stop.aborted ? undefined : once(stop, 'abort')
  const now = () => new Date()
  const readiness = startingReadiness()
  const known = databaseReadiness(readiness)
  const onEvent = eachOf(databaseLog(logger), known.onEvent)
  const parts = startedParts(logger)
  parts.add('secrets', secrets.close)
  const { metrics, app: appMetrics, start: startMetrics } = measurement(settings, logger)
  const flags = await openShopFlags({ settings, secrets }, { logger, tracing }, metrics.flags)
  metrics.readiness.watch(readiness.parts)
  parts.add('flags', flags.close)
  const cache = openCache(settings, logger, metrics.cache)
  const onFlow = dependencyReadiness(readiness, settings, cache)
  const report = eachOf<DependencyEvent & LogEvent>((event) => logEvent(logger, event), onFlow)
  const shop = awaitedShop({ settings, secrets }, { now, onEvent, cache })
  const orders = tracedOrders(ordersByFlags(shop.orders, flags), tracing)
  const { verifyToken, trial } = authentication(settings, report, metrics.issuer)
  const limits = serviceLimits(settings, report, metrics.limits)
  parts.add('limits', limits.close)
  const { host, port, corsOrigins } = settings
  const requests = requestLog(logger, { slowMs: settings.slowRequest })
  const { app, refused } = createApp({
    ...shop,
    orders,
    requests,
    metrics: appMetrics,
    verifyToken,
    corsOrigins,
    compression: settings.compression,
    limits,
    trustProxy: settings.limits.trustProxy,
    readParts: readiness.parts,
    offersPriceFilter: (caller) => flags.value('product-price-filter', caller),
  })
  const server = await listen(app, host, port, refused)
  parts.add('cache', () => cache?.close())
  const service = { server, watches: shop.watches, parts, logger, readiness }
  try {
    await startMetrics(parts)
    const database = await openStorage({ settings, secrets }, onEvent, stop)
    if (database === undefined) {
      const isClean = await endService(service, 0)
      logEvent(logger, { name: 'stopped', message: 'stopped before the database was there' })
      return isClean
    }
    parts.add('database', database.close)
    for (const part of ['database', 'migrations']) readiness.set(part, { ready: true })
    const observers = { ...known, onEvent, onClock: metrics.database.clock }
    parts.add('database watch', watchDatabase({ settings, secrets }, database, observers).close)
    shop.open(database)
    parts.add('notices', shop.close)
    const { brokerUrl, brokerPrefix } = settings
    const background = startBackground({
      database,
      orders,
      logger,
      metrics,
      tracing,
      now,
      onFlow,
      brokerUrl,
      brokerPrefix,
    })
    parts.add('background', background.stop)
    await flags.known
    limits.begin()
    readiness.set('service', { ready: true })
    void prepareDocuments()
    await announce({ url: server.url, database, trial }, settings, logger)
  } catch (error) {
    await endService(service, 0)
    throw error
  }
  await stopped
  return stopService(service, { reason: stop.reason, delay: settings.shutdownDelay, grace: settings.shutdownGrace })
}

/** Returns a function that passes an event to each of the functions. */
function eachOf<Event>(...functions: readonly ((event: Event) => void)[]): (event: Event) => void {
  return (event) => {
    for (const each of functions) each(event)
  }
}
