import type { FlagEvaluation } from '../flags/flag-evaluation.js'
import type { Logger } from '../telemetry/logger.js'
import type { FlagMetrics } from '../telemetry/metrics/flag-metrics.js'
import type { Tracing } from '../telemetry/tracing/tracing.js'

/** The log and the traces that evaluations are added to. */
export interface FlagObservation {
  readonly logger: Logger
  readonly tracing: Pick<Tracing, 'addEvent'>
}

/**
 * Returns a function that adds an evaluation to the metrics, to the span under way and to the log. Nothing about the caller is in them.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/feature-flags/feature-flags-events/
 */
export function flagObservation(
  { logger, tracing }: FlagObservation,
  metrics: Pick<FlagMetrics, 'evaluated'>,
): (evaluation: FlagEvaluation) => void {
  return ({ flag, value, variant, reason, provider, error }) => {
    metrics.evaluated(flag, String(value), reason)
    tracing.addEvent('feature_flag.evaluation', {
      'feature_flag.key': flag,
      'feature_flag.provider.name': provider,
      'feature_flag.result.value': value,
      'feature_flag.result.reason': reason,
      ...(variant !== undefined && { 'feature_flag.result.variant': variant }),
      ...(error !== undefined && { 'error.type': error }),
    })
    logger.debug('a feature flag was evaluated', { flag, value: String(value), variant, reason, provider, error })
  }
}
