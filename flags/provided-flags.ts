import { randomUUID } from 'node:crypto'
import { ErrorCode, type EvaluationDetails, OpenFeature, type Provider, ProviderEvents } from '@openfeature/server-sdk'
import { evaluationReason } from './flag-evaluation.js'
import type { FlagObservers } from './flag-observers.js'
import { type FlagName, type FlagTypes, flagTable } from './flag-table.js'
import type { OpenFlags } from './flags.js'
import { silentLogger } from './silent-logger.js'
import { sourceState } from './source-state.js'

/** The key of every caller without a token. It is one for all, because a shared cache may answer them. */
export const anonymousKey = 'anonymous'

/** The time for which `known` waits for the first values, in milliseconds. */
const patienceMs = 3_000

/** The errors that are no fault of the flag: the source does not have it, or has not answered yet. */
const harmless: readonly (string | undefined)[] = [ErrorCode.FLAG_NOT_FOUND, ErrorCode.PROVIDER_NOT_READY]

/** Returns the flags of a provider of OpenFeature, and starts the provider. */
export function providedFlags(provider: Provider, { onEvaluation, onEvent, onSource }: FlagObservers): OpenFlags {
  // OpenFeature is one object for the process. The domain keeps services in one process apart.
  const domain = `shop-${randomUUID()}`
  const client = OpenFeature.getClient(domain)
  client.setLogger(silentLogger)
  let hasStarted = false
  // A failure to start is an event, too.
  const started = OpenFeature.setProviderAndWait(domain, provider)
    .catch(() => undefined)
    .then(() => {
      hasStarted = true
    })
  const state = sourceState(onEvent, onSource)
  client.addHandler(ProviderEvents.Ready, state.answers)
  client.addHandler(ProviderEvents.ConfigurationChanged, (details) => {
    // Some providers report their first values as changes.
    if (hasStarted) state.changed(details?.flagsChanged ?? [])
    else state.answers()
  })
  client.addHandler(ProviderEvents.Stale, (details) => state.fails(details?.message))
  client.addHandler(ProviderEvents.Error, (details) => state.fails(details?.message))

  async function details(flag: FlagName, caller: string | undefined): Promise<EvaluationDetails<boolean | string>> {
    const { default: otherwise } = flagTable[flag]
    const context = { targetingKey: caller ?? anonymousKey, anonymous: caller === undefined }
    return typeof otherwise === 'boolean'
      ? client.getBooleanDetails(flag, otherwise, context)
      : client.getStringDetails(flag, otherwise, context)
  }

  return {
    async value(flag, caller) {
      const { value: found, variant, reason, errorCode, errorMessage } = await details(flag, caller)
      const known = knownValue(flag, found)
      const code = known === undefined ? ErrorCode.PARSE_ERROR : errorCode
      if (code !== undefined && !harmless.includes(code)) {
        state.refused(flag, known === undefined ? 'the flag has no such value' : (errorMessage ?? code))
      }
      const value = known ?? flagTable[flag].default
      onEvaluation({
        flag,
        value,
        provider: provider.metadata.name,
        ...(code === undefined
          ? { variant, reason: evaluationReason(reason) }
          : { reason: 'error', error: code.toLowerCase() }),
      })
      return value
    },
    known: Promise.race([started, passed(patienceMs)]),
    async close() {
      state.end()
      await provider.onClose?.()
    },
  }
}

function knownValue<Name extends FlagName>(flag: Name, found: unknown): FlagTypes[Name] | undefined {
  return flagTable[flag].values.find((value) => value === found)
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds).unref())
}
