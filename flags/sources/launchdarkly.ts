import type { LDOptions } from '@launchdarkly/node-server-sdk'
import { LaunchDarklyProvider } from '@launchdarkly/openfeature-node-server'
import { type Provider, ProviderEvents } from '@openfeature/server-sdk'
import { silentLogger } from '../silent-logger.js'
import { WatchedStore } from './watched-store.js'

/** The time for which the provider waits for its first values, in seconds. Later ones are used all the same. */
const patience = 3

/**
 * Returns flags from LaunchDarkly by its official provider. Its stream brings all flags, and this process decides. Nothing about callers
 * is sent to LaunchDarkly, so its pages have no numbers of evaluations.
 *
 * @param options other options of the client
 */
export function launchDarkly(sdkKey: string, options: LDOptions = {}): Provider {
  let provider: LaunchDarklyProvider | undefined
  // The client has no events for an outage: it warns when its stream breaks off, and its store gets values when the stream is back.
  const fail = (message: string) => void provider?.events.emit(ProviderEvents.Stale, { message })
  const featureStore = new WatchedStore(() => provider?.events.emit(ProviderEvents.Ready))
  const logger = { ...silentLogger, warn: fail, error: fail }
  const ours = { sendEvents: false, diagnosticOptOut: true, featureStore, logger }
  provider = new LaunchDarklyProvider(sdkKey, { ...options, ...ours }, patience)
  // Without a listener, the client logs a flag that it does not know as an error.
  provider.getClient().on('error', () => undefined)
  return provider
}
