import { defaultFlags } from './default-flags.js'
import type { FlagObservers } from './flag-observers.js'
import type { OpenFlags } from './flags.js'
import { FlagsError } from './flags-error.js'

/** The source of flags. */
export type FlagSource =
  /** A file in the JSON format of flagd. */
  | {
      readonly source: 'file'
      readonly file: string
      /** The time between two looks at the file, in milliseconds. @default 1000 */
      readonly lookEvery?: number
    }
  | {
      readonly source: 'unleash'
      readonly url: string
      /** Returns the present token of the API. */
      readonly token: () => Promise<string | undefined>
    }
  | { readonly source: 'launchdarkly'; readonly sdkKey: string }

/**
 * Opens the flags. The packages of a source are loaded only for it. Does not wait for the source.
 *
 * @param source without one, every flag has its default
 * @throws {FlagsError} when a package is missing
 */
export async function openFlags(source: FlagSource | undefined, observers: FlagObservers): Promise<OpenFlags> {
  if (source === undefined) return defaultFlags(observers.onEvaluation)
  try {
    const [{ providedFlags }, provider] = await Promise.all([import('./provided-flags.js'), providerOf(source)])
    return providedFlags(provider, observers)
  } catch (error) {
    if (!isMissingPackage(error)) throw error
    throw new FlagsError(`the source of feature flags cannot be used: ${missing[source.source]}`, { cause: error })
  }
}

async function providerOf(source: FlagSource) {
  if (source.source === 'file')
    return (await import('./sources/flagd-file.js')).flagdFile(source.file, source.lookEvery)
  if (source.source === 'unleash') return (await import('./sources/unleash.js')).unleash(source)
  return (await import('./sources/launchdarkly.js')).launchDarkly(source.sdkKey)
}

const optional = 'is an optional dependency; install with `npm ci`, without --omit=optional'

const missing: Readonly<Record<FlagSource['source'], string>> = {
  file: 'a package for FLAGS_FILE is missing; install with `npm ci`',
  unleash: `UNLEASH_URL needs the package unleash-client, which ${optional}`,
  launchdarkly: `LAUNCHDARKLY_SDK_KEY needs the package @launchdarkly/openfeature-node-server, which ${optional}`,
}

function isMissingPackage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
}
