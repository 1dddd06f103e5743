import { checkConfiguration } from '../config/configuration.js'
import { type EffectiveVariable, effectiveVariables } from '../config/effective-variables.js'
import { flagMeanings } from '../config/flags.js'
import { type SettingProblem, SettingsError } from '../config/settings-error.js'
import { sourceText } from '../config/sources/given.js'
import { knownNames } from '../config/sources/variable-names.js'
import { variablesTable } from '../config/variables-table.js'
import { CommandError } from './command-error.js'
import type { CommandContext } from './run-command.js'

const usage = [
  'Shows the value of every variable and where it comes from, and checks them. It starts nothing and opens no database.',
  'Secrets that refer to Vault are read from there.',
  '',
  'Usage: npm run config [-- options] [flags of the service]',
  '',
  'Options',
  '  --json            one JSON object: valid, problems and variables',
  '  --markdown        the tables of docs/operations.md',
  '  --help            this page',
  '',
  'The exit code is 1 when a setting is wrong. Secrets are hidden.',
].join('\n')

const options = new Set(['--json', '--markdown', '--help', '-h'])

/** Reports whether the command, or the service, has a flag of this name. */
function isKnown(flag: string): boolean {
  const variable = flag.slice(2).replaceAll('-', '_').toUpperCase()
  return options.has(flag) || Object.hasOwn(flagMeanings, flag) || knownNames.has(variable)
}

/**
 * Prints the configuration and checks it.
 * @throws {SettingsError} with everything that is wrong
 * @throws {CommandError} for an unknown flag
 */
export async function configCommand({ argv, env, print }: CommandContext): Promise<void> {
  if (argv.includes('--help') || argv.includes('-h')) return print(usage)
  if (argv.includes('--markdown')) return print(variablesTable())
  const unknown = argv.find((argument) => /^--?[a-z-]+$/.test(argument) && !isKnown(argument))
  if (unknown !== undefined) throw new CommandError(`${unknown} is not a flag of this command.\n\n${usage}`, 2)
  const flags = argv.filter((argument) => !options.has(argument))
  const { given, problems, secrets } = await checkConfiguration({ env, argv: flags })
  secrets.close()
  const variables = effectiveVariables(given)
  if (argv.includes('--json')) print(json(variables, problems))
  else print(text(variables))
  if (problems.length > 0) throw new SettingsError(problems)
}

function json(variables: readonly EffectiveVariable[], problems: readonly SettingProblem[]): string {
  return JSON.stringify(
    {
      valid: problems.length === 0,
      problems: problems.map(({ setting, place, must }) => ({ setting, place, must: `must ${must}` })),
      variables: variables.map(({ name, group, value = null, source: { kind, place } }) => {
        return { name, group, value, source: kind, place }
      }),
    },
    undefined,
    2,
  )
}

function text(variables: readonly EffectiveVariable[]): string {
  const widest = Math.max(...variables.map(({ name }) => name.length))
  return [...new Set(variables.map(({ group }) => group))]
    .map((title) => {
      const group = variables.filter(({ group }) => group === title)
      return [title, ...group.map((variable) => line(variable, widest))].join('\n')
    })
    .join('\n\n')
}

function line({ name, value, unset, source }: EffectiveVariable, width: number): string {
  const shown = value === undefined ? `(unset: ${unset})` : printable(value)
  return `  ${name.padEnd(width)}  ${shown}${origin(source)}`
}

function origin(source: EffectiveVariable['source']): string {
  return source.kind === 'default' ? '' : `  ← ${sourceText(source)}`
}

/** Returns the value as one line of printable characters. */
function printable(value: string): string {
  return value.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd')
}
