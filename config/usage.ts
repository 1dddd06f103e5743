import { flagMeanings } from './flags.js'
import type { VariableGroup } from './variable.js'
import { groups } from './variables.js'

/** Returns the usage page that `--help` prints: every flag and every variable, from the tables that read them. */
export function usage(): string {
  const flags = Object.entries(flagMeanings).map(([flag, means]) => line(flag, means))
  return [
    'Endware shop: a REST service of products, in JSON and XML.',
    '',
    'Usage: npm start [-- flags]        or, once built: node dist/main.js [flags]',
    '',
    'Flags',
    ...flags,
    ...Object.entries(groups).flatMap(([title, group]) => ['', title, ...linesOf(group)]),
    '',
    'A variable is read from its flag, such as --port=3001, else the environment, else CONFIG_FILE.',
    'An empty one counts as unset. A secret is also read from a file: DATABASE_URL_FILE=/run/secrets/url.',
    'npm run config shows the values that hold, and checks them.',
    '',
    'To try it: npm start, then in another terminal',
    "  curl 'http://127.0.0.1:3000/v1/products?limit=3'",
    "  curl -H 'Accept: application/xml' 'http://127.0.0.1:3000/v1/products?limit=3'",
    '',
  ].join('\n')
}

function linesOf(group: VariableGroup): readonly string[] {
  return Object.entries(group).map(([name, { means, default: text, unset }]) =>
    line(name, `${means} (${text ?? `unset: ${unset}`})`),
  )
}

const column = 20

/** Returns lines of at most 100 columns with the meaning beside the name, or below a name that is too long. */
function line(name: string, means: string): string {
  const below = `\n  ${' '.repeat(column)}`
  const wrapped = means.replace(new RegExp(`(.{1,${98 - column}})( +|$)`, 'g'), `$1${below}`).trimEnd()
  return name.length < column ? `  ${name.padEnd(column)}${wrapped}` : `  ${name}${below}${wrapped}`
}
