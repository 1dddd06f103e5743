import { setTimeout as pause } from 'node:timers/promises'
import { readValues } from './read-values.js'
import { fileSource } from './secrets/file-source.js'
import { SecretError, type SecretSource } from './secrets/secret-source.js'
import { type KeptSecret, keptSecrets, type Secrets } from './secrets/secrets.js'
import { type Settings, type SettingsSource, settingsOf } from './settings.js'
import { type SettingProblem, SettingsError } from './settings-error.js'
import type { Given, GivenTexts } from './sources/given.js'
import { readSources } from './sources/read-sources.js'
import { variableOf } from './sources/variable-names.js'
import { vaultReference, vaultScheme } from './vault/vault-reference.js'
import { type VaultSettings, vaultSettings } from './vault/vault-settings.js'
import { vaultSource } from './vault/vault-source.js'

/** The configuration of the service. */
export interface Configuration {
  readonly settings: Settings
  /** The secrets as they are now, for connections that are opened later. */
  readonly secrets: Secrets
}

/** A configuration with everything that is wrong with it. Without problems, it can be used. */
export interface CheckedConfiguration extends Configuration {
  readonly given: GivenTexts
  readonly problems: readonly SettingProblem[]
}

/**
 * Reads the configuration. A secret that refers to Vault is read from there; the start waits for Vault for `VAULT_PATIENCE`.
 *
 * @throws {SettingsError} with everything that is wrong
 */
export async function openConfiguration(source: SettingsSource): Promise<Configuration> {
  const { problems, ...configuration } = await checkConfiguration(source)
  if (problems.length === 0) return configuration
  configuration.secrets.close()
  throw new SettingsError(problems)
}

/** Reads and checks the configuration. Vault is asked only when nothing else is wrong. */
export async function checkConfiguration({
  terminal = false,
  ...surroundings
}: SettingsSource): Promise<CheckedConfiguration> {
  const problems: SettingProblem[] = []
  const { flags, given } = readSources(surroundings, problems)
  const references = new Map([...given].filter(([name, { text }]) => isReference(name, text)))
  // A secret that is not known yet cannot be wrong yet. Its example is always right.
  const settings = settingsOf({ flags, given: withExamples(given, references) }, terminal, problems)
  const kept = new Map<string, KeptSecret>()
  for (const [name, { source }] of given) {
    if (source.kind === 'secret file' && source.place !== undefined && !references.has(name)) {
      kept.set(name, { source: fileSource, reference: source.place })
    }
  }
  const vault = references.size === 0 ? undefined : reachable(given, references, problems)
  if (vault === undefined || problems.length > 0) {
    return { settings, secrets: keptSecrets({ texts: textsOf(given), kept }), given, problems }
  }
  // Until the secrets are known, their reading reports failures.
  let onFailure: (error: unknown) => void = () => {}
  const source = vaultSource({ ...vault, onFailure: (error) => onFailure(error) })
  const resolved = new Map([...given, ...(await resolve(references, source, vault.patienceMs, problems))])
  for (const [name, { text }] of references) kept.set(name, { source, reference: text.slice(vaultScheme.length) })
  const secrets = keptSecrets({ texts: textsOf(resolved), kept })
  onFailure = secrets.onFailure
  return {
    settings: problems.length > 0 ? settings : settingsOf({ flags, given: resolved }, terminal, problems),
    secrets,
    given: resolved,
    problems,
  }
}

function isReference(name: string, text: string): boolean {
  return variableOf(name)?.secret === true && text.startsWith(vaultScheme)
}

function withExamples(given: GivenTexts, references: GivenTexts): GivenTexts {
  const examples = [...references].map(([name, found]): [string, Given] => {
    return [name, { ...found, text: variableOf(name)?.example ?? '' }]
  })
  return new Map([...given, ...examples])
}

function textsOf(given: GivenTexts): ReadonlyMap<string, string> {
  return new Map([...given].map(([name, { text }]) => [name, text]))
}

/** Returns the settings of Vault. Adds their faults, and those of the references, to `problems`. */
function reachable(given: GivenTexts, references: GivenTexts, problems: SettingProblem[]): VaultSettings | undefined {
  for (const [name, { text, source }] of references) {
    const example = `${name}=vault:secret/data/shop#${name.toLowerCase()}`
    if (name.startsWith('VAULT_')) {
      problems.push({ setting: name, place: source.place, must: 'not be in Vault itself', example })
    } else if (vaultReference(text.slice(vaultScheme.length)) === undefined) {
      const must = 'refer to a key of a secret in the KV engine, version 2: MOUNT/data/PATH#KEY'
      problems.push({ setting: name, place: source.place, must, example })
    }
  }
  return vaultSettings(readValues(given, []), given, problems)
}

/** Returns the references with their texts from Vault. Tries again until the patience ends when a failure may pass. */
async function resolve(
  references: GivenTexts,
  source: SecretSource,
  patienceMs: number,
  problems: SettingProblem[],
): Promise<GivenTexts> {
  const deadline = performance.now() + patienceMs
  const resolved = new Map<string, Given>()
  const resolveOne = async ([name, { text }]: readonly [string, Given]) => {
    const reference = text.slice(vaultScheme.length)
    try {
      const secret = await patiently(() => source.read(reference), deadline)
      resolved.set(name, { text: secret.trim(), source: { kind: 'vault', place: reference } })
    } catch (error) {
      if (!(error instanceof SecretError)) throw error
      problems.push({ setting: name, must: `be in Vault: ${error.message}`, example: `${name}=${text}` })
    }
  }
  await Promise.all([...references].map(resolveOne))
  return resolved
}

async function patiently<Value>(read: () => Promise<Value>, deadline: number): Promise<Value> {
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    try {
      return await read()
    } catch (error) {
      const left = deadline - performance.now()
      if (!(error instanceof SecretError) || error.failure !== 'passing' || left <= 0) throw error
      await pause(Math.min(pauseMs, left))
    }
  }
}
