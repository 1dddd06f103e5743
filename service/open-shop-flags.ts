import type { Configuration } from '../config/configuration.js'
import type { OpenFlags } from '../flags/flags.js'
import { type FlagSource, openFlags } from '../flags/open-flags.js'
import { logEvent } from '../telemetry/log-event.js'
import type { FlagMetrics } from '../telemetry/metrics/flag-metrics.js'
import { type FlagObservation, flagObservation } from './flag-observation.js'

/**
 * Opens the feature flags of the settings. Their evaluations are counted, traced and logged.
 *
 * @throws {FlagsError} when a package of their source is missing
 */
export async function openShopFlags(
  { settings, secrets }: Configuration,
  observation: FlagObservation,
  metrics: FlagMetrics,
): Promise<OpenFlags> {
  const source: FlagSource | undefined =
    settings.flags?.source === 'unleash'
      ? { ...settings.flags, token: () => secrets.current('UNLEASH_TOKEN') }
      : settings.flags
  return openFlags(source, {
    onEvaluation: flagObservation(observation, metrics),
    onEvent: (event) => logEvent(observation.logger, event),
    onSource: metrics.sourceUp,
  })
}
