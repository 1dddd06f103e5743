import type { AppMetrics } from '../api/app.js'
import { listen } from '../api/http-server.js'
import { createMetricsApp } from '../api/observation/metrics-app.js'
import { writtenMediaTypes } from '../api/written-media-types.js'
import type { Settings } from '../config/settings.js'
import type { Logger } from '../telemetry/logger.js'
import { createMetrics, type Metrics } from '../telemetry/metrics/metrics.js'
import { service } from '../telemetry/service.js'
import type { StartedParts } from './started-parts.js'

/** The metrics of the running service. */
export interface Measurement {
  readonly metrics: Metrics
  /** The measurement of requests; `undefined` when metrics are off. */
  readonly app: AppMetrics | undefined
  /**
   * Serves `/metrics` on the port of the settings, if there is one.
   * @throws {ListenError} when the port cannot be used
   */
  readonly start: (parts: StartedParts) => Promise<void>
}

/** Returns the metrics of the service and of its process. */
export function measurement({ metricsPort: port, metricsHost: host }: Settings, logger: Logger): Measurement {
  const metrics = createMetrics({ version: service.version, mediaTypes: writtenMediaTypes, process: port !== 'off' })
  const { middleware, text } = metrics
  return {
    metrics,
    app: port === 'off' ? undefined : { middleware, scrape: port === undefined ? text : undefined },
    async start(parts) {
      if (port === undefined || port === 'off') return
      const onFailure = (error: unknown) => logger.error('the metrics cannot be read', { error })
      const server = await listen(createMetricsApp(text, onFailure), host, port)
      parts.add('metrics', () => server.stop(0))
      logger.info('metrics are served', { url: `${server.url}/metrics` })
    },
  }
}
