import { flagMeanings } from './flags.js'
import { variables } from './variables.js'

/** The usage page that `--help` prints: every flag and every environment variable, from the tables that read them. */
export function usage(): string {
  const flags = Object.entries(flagMeanings).map(([flag, means]) => `  ${flag.padEnd(16)}${means}`)
  const settings = Object.entries(variables).flatMap(([name, { means, otherwise, example }]) => [
    `  ${name.padEnd(16)}${means} (unset: ${otherwise})`,
    `  ${''.padEnd(16)}for example ${example}`,
  ])
  return [
    'Endware shop: a REST service of products, in JSON and XML.',
    '',
    'Usage: npm start [-- flags]        or, once built: node dist/main.js [flags]',
    '',
    'Flags',
    ...flags,
    '',
    'Environment variables (an empty one counts as unset)',
    ...settings,
    '',
    'A first look: npm start, then in another terminal',
    "  curl 'http://127.0.0.1:3000/v1/products?limit=3'",
    "  curl -H 'Accept: application/xml' 'http://127.0.0.1:3000/v1/products?limit=3'",
    '',
  ].join('\n')
}
