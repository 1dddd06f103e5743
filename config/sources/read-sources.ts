import { type Flags, readFlags } from '../flags.js'
import type { SettingProblem } from '../settings-error.js'
import type { Given, GivenTexts } from './given.js'
import { readConfigFile } from './read-config-file.js'
import { readSecretFile } from './secret-file.js'
import { fileSuffix, knownNames } from './variable-names.js'

/** The surroundings that configuration is read from. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The command line after the program's name. */
  readonly argv: readonly string[]
}

export interface Sources {
  readonly flags: Flags
  /** The text of each variable that is set, from the first source that has it. */
  readonly given: GivenTexts
}

/**
 * Reads the sources of the configuration. The order is: command line, environment, the file of `CONFIG_FILE`. In each of them, a secret may
 * be given by the path of a file: `DATABASE_URL_FILE` stands for `DATABASE_URL`. An empty variable counts as unset. Adds what is wrong to
 * `problems`.
 */
export function readSources({ env, argv }: Surroundings, problems: SettingProblem[]): Sources {
  const flags = readFlags(argv, problems)
  const environment = fromEnvironment(env)
  const configFile = flags.given.get('CONFIG_FILE') ?? environment.get('CONFIG_FILE')
  const file = configFile === undefined ? new Map() : readConfigFile(configFile.text, problems)
  const given = new Map<string, Given>()
  for (const layer of [file, environment, flags.given]) {
    for (const [name, found] of withSecretFiles(layer, problems)) given.set(name, found)
  }
  return { flags, given }
}

function fromEnvironment(env: Surroundings['env']): GivenTexts {
  const given = new Map<string, Given>()
  for (const name of knownNames) {
    const text = env[name]?.trim()
    if (text) given.set(name, { text, source: { kind: 'environment' } })
  }
  return given
}

/** Replaces each `NAME_FILE` by `NAME` with the content of the file. */
function* withSecretFiles(layer: GivenTexts, problems: SettingProblem[]): Generator<readonly [string, Given]> {
  for (const [name, found] of layer) {
    const secret = name.endsWith(fileSuffix) ? name.slice(0, -fileSuffix.length) : ''
    if (!knownNames.has(secret)) {
      yield [name, found]
      continue
    }
    if (layer.has(secret)) {
      const example = `${name}=${found.text}`
      problems.push({ setting: name, must: `not be given beside ${secret}: the secret has one place`, example })
      continue
    }
    const content = readSecretFile(found.text)
    if ('text' in content) {
      yield [secret, { text: content.text, source: { kind: 'secret file', place: found.text } }]
    } else {
      const must = `be a file with the secret (${content.failure})`
      problems.push({ setting: name, text: found.text, must, example: `/run/secrets/${secret.toLowerCase()}` })
    }
  }
}
