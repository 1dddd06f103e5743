import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { FlagdCore, MemoryStorage } from '@openfeature/flagd-core'
import { GeneralError, OpenFeatureEventEmitter, type Provider, ProviderEvents } from '@openfeature/server-sdk'
import { silentLogger } from '../silent-logger.js'

/** The longest message about a file, in UTF-16 code units. */
const longestMessage = 300

/**
 * Returns flags from a file in the JSON format of flagd, decided by flagd's own engine in this process. The file is read again when it
 * changes. A file with a fault is refused as a whole, and the last right content stays in use. The file may be missing at first.
 *
 * Looks at the file at intervals: notices of the system do not come from network file systems, and end when a file is replaced.
 *
 * @param lookEvery the time between two looks at the file, in milliseconds
 * @see https://flagd.dev/reference/flag-definitions/
 */
export function flagdFile(file: string, lookEvery = 1_000): Provider {
  const core = new FlagdCore(new StrictStorage(silentLogger), silentLogger)
  const events = new OpenFeatureEventEmitter()
  const load = async () => core.setConfigurations(await readFile(file, 'utf8'))

  async function reload(): Promise<void> {
    try {
      const flagsChanged = await load()
      events.emit(flagsChanged.length > 0 ? ProviderEvents.ConfigurationChanged : ProviderEvents.Ready, {
        flagsChanged,
      })
    } catch (error) {
      events.emit(ProviderEvents.Stale, { message: messageOf(error) })
    }
  }
  const look = () => void reload()

  return {
    metadata: { name: 'flagd' },
    runsOn: 'server',
    events,
    async initialize() {
      watchFile(file, { interval: lookEvery, persistent: false }, look)
      await load().catch((error: unknown) => {
        throw new GeneralError(messageOf(error))
      })
    },
    async onClose() {
      unwatchFile(file, look)
    },
    resolveBooleanEvaluation: async (...parameters) => core.resolveBooleanEvaluation(...parameters),
    resolveStringEvaluation: async (...parameters) => core.resolveStringEvaluation(...parameters),
    resolveNumberEvaluation: async (...parameters) => core.resolveNumberEvaluation(...parameters),
    resolveObjectEvaluation: async (...parameters) => core.resolveObjectEvaluation(...parameters),
  }
}

/** A storage that refuses a file that does not fit flagd's schema. By default, flagd takes it and ignores the fault. */
class StrictStorage extends MemoryStorage {
  override setConfigurations(text: string): string[] {
    return super.setConfigurations(text, true)
  }
}

/** Returns the message of an error in one line. flagd lists every fault of a file over many lines, the first one first. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { message, cause } = error
  const text = cause instanceof Error ? `${message}: ${cause.message}` : message
  return text.replace(/\s+/g, ' ').slice(0, longestMessage)
}
