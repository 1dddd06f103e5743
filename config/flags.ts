import type { SettingProblem } from './settings-error.js'
import type { Given, GivenTexts } from './sources/given.js'
import { knownNames, variableOf } from './sources/variable-names.js'

/** The command-line flags of the service. */
export interface Flags {
  readonly reset: boolean
  /** Variables that are given as flags, such as `--port=3001`. */
  readonly given: GivenTexts
}

/** Every flag with its description. `--help` works even when a setting is wrong. */
export const flagMeanings = {
  '--reset': 'empty the embedded database and fill it with the first catalogue again',
  '--help': 'show this page',
} as const

/** Reads the flags of the command line. Adds a problem for each argument that is not a flag. */
export function readFlags(argv: readonly string[], problems: SettingProblem[]): Flags {
  const given = new Map<string, Given>()
  for (const argument of argv) {
    if (Object.hasOwn(flagMeanings, argument)) continue
    const [, flag = '', text] = /^--([a-z][a-z0-9-]{0,60})(?:=([\s\S]*))?$/.exec(argument) ?? []
    const name = flag.replaceAll('-', '_').toUpperCase()
    if (!knownNames.has(name)) {
      problems.push({
        setting: shown(argument),
        must: `be one of ${Object.keys(flagMeanings).join(', ')}, or a variable such as --port=3001`,
        example: 'npm start -- --reset',
      })
    } else if (variableOf(name)?.secret) {
      const must = 'not be on the command line, which other users of the machine can read'
      problems.push({ setting: `--${flag}`, must, example: `${name}_FILE=/run/secrets/${flag} npm start` })
    } else if (text === undefined) {
      const example = `npm start -- --${flag}=${variableOf(name)?.example ?? '/run/secrets/name'}`
      problems.push({ setting: `--${flag}`, must: 'have its value after an equals sign', example })
    } else if (text.trim() !== '') {
      given.set(name, { text: text.trim(), source: { kind: 'command line' } })
    }
  }
  return { reset: argv.includes('--reset'), given }
}

/** Reports whether the command line asks for the usage page. */
export function wantsHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h')
}

/** Returns the name of an unknown flag without its value, which may be a secret. */
function shown(argument: string): string {
  const name = /^-{0,2}[\w-]{1,40}/.exec(argument)?.[0] ?? ''
  return name === argument ? name : `${name}…`
}
