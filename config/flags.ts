import type { SettingProblem } from './settings-error.js'

/** The command-line flags of the service. */
export interface Flags {
  readonly reset: boolean
}

/** Every flag and what it does; `--help` is answered before any setting is read. */
export const flagMeanings = {
  '--reset': 'empty the embedded database and fill it with the first catalogue again',
  '--help': 'show this page',
} as const

/** The flags of the command line; each argument that is none of them is added to `problems`. */
export function readFlags(argv: readonly string[], problems: SettingProblem[]): Flags {
  for (const argument of argv) {
    if (!Object.hasOwn(flagMeanings, argument)) {
      problems.push({
        setting: shown(argument),
        must: `be one of ${Object.keys(flagMeanings).join(', ')}, the only flags there are`,
        example: 'npm start -- --reset',
      })
    }
  }
  return { reset: argv.includes('--reset') }
}

/** Reports whether the command line asks for the usage page. */
export function wantsHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h')
}

/** The name of an unknown flag without its value, which may be a secret. */
function shown(argument: string): string {
  const name = /^-{0,2}[\w-]{1,40}/.exec(argument)?.[0] ?? ''
  return name === argument ? name : `${name}…`
}
