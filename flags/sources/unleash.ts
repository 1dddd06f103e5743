import {
  ErrorCode,
  type EvaluationContext,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  type ResolutionDetails,
  StandardResolutionReasons,
} from '@openfeature/server-sdk'
import { type Context, InMemStorageProvider, Unleash, UnleashEvents } from 'unleash-client'

export interface UnleashOptions {
  /** The URL of the API, such as `https://unleash.example/api/`. */
  readonly url: string
  /** Returns the present token of the API. */
  readonly token: () => Promise<string | undefined>
  /** The time between two looks at the server, in milliseconds. @default 15000 */
  readonly refreshInterval?: number
  /** The time limit of a request, in milliseconds. @default 5000 */
  readonly timeout?: number
}

/**
 * Returns flags from an Unleash server. The client fetches all of them at intervals and decides in this process. It sends numbers of
 * evaluations to the server, and nothing about callers. A flag with text as its values is a variant: its payload, else its name.
 */
export function unleash({ url, token, refreshInterval = 15_000, timeout = 5_000 }: UnleashOptions): Provider {
  const events = new OpenFeatureEventEmitter()
  const client = new Unleash({
    appName: 'shop',
    url,
    refreshInterval,
    timeout,
    disableAutoStart: true,
    skipInstanceCountWarning: true,
    // By default, the client writes a copy into the folder for temporary files, which may be read-only.
    storageProvider: new InMemStorageProvider(),
    customHeadersFunction: async () => ({ authorization: (await token()) ?? '' }),
  })

  const ifKnown = async <Value>(flag: string, value: Value, decide: () => ResolutionDetails<Value>) =>
    client.getFeatureToggleDefinition(flag) ? decide() : { value, ...failed(ErrorCode.FLAG_NOT_FOUND) }
  const unfit = async <Value>(value: Value) => ({ value, ...failed(ErrorCode.TYPE_MISMATCH) })

  return {
    metadata: { name: 'unleash' },
    runsOn: 'server',
    events,
    initialize: () =>
      new Promise((resolve, reject) => {
        let known = features(client)
        client.on(UnleashEvents.Unchanged, () => events.emit(ProviderEvents.Ready))
        // The client has the features at `Changed`, and uses them at `Synchronized`.
        client.once(UnleashEvents.Synchronized, () => {
          known = features(client)
          resolve()
          events.emit(ProviderEvents.Ready)
          client.on(UnleashEvents.Changed, () => {
            const present = features(client)
            events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: differing(known, present) })
            known = present
          })
        })
        const fail = (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error)
          if (!isOutage.test(message)) return
          reject(new Error(message))
          events.emit(ProviderEvents.Stale, { message })
        }
        client.on(UnleashEvents.Error, fail)
        client.on(UnleashEvents.Warn, fail)
        void client.start()
      }),
    onClose: async () => client.destroy(),
    resolveBooleanEvaluation: (flag, otherwise, context) =>
      ifKnown(flag, otherwise, () => ({ value: client.isEnabled(flag, contextOf(context)), reason: decided })),
    resolveStringEvaluation: (flag, otherwise, context) =>
      ifKnown(flag, otherwise, () => {
        const { name, enabled, payload } = client.getVariant(flag, contextOf(context))
        if (!enabled) return { value: otherwise, reason: StandardResolutionReasons.DISABLED }
        return { value: payload?.value ?? name, variant: name, reason: decided }
      }),
    resolveNumberEvaluation: (_flag, otherwise) => unfit(otherwise),
    resolveObjectEvaluation: (_flag, otherwise) => unfit(otherwise),
  }
}

/** The messages about flags that cannot be fetched. Others are about the numbers of evaluations, or about one flag. */
const isOutage = /^Unleash Repository error| responded /

function features(client: Unleash): ReadonlyMap<string, string> {
  return new Map(client.getFeatureToggleDefinitions().map((feature) => [feature.name, JSON.stringify(feature)]))
}

/** Returns the names of the flags that only one of two maps has, or that differ. */
function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name))
}

/** Unleash does not tell which strategy has decided. */
const decided = StandardResolutionReasons.UNKNOWN

function contextOf({ targetingKey = '' }: EvaluationContext): Context {
  return { userId: targetingKey }
}

function failed(errorCode: ErrorCode) {
  return { reason: StandardResolutionReasons.ERROR, errorCode }
}
