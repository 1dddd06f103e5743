import { machine } from './machine.mjs'
import { sectionsOf } from './tables.mjs'
import { targetTable } from './targets.mjs'

/** @typedef {import('../comparison.mjs').NodeResults} NodeResults */

/** The groups of comparisons, and what they are. */
const groups = [
  {
    group: 'http',
    title: 'HTTP',
    text: 'Every peer answers the same requests with the same values, written the way its documentation shows.',
  },
  { group: 'micro', title: 'Micro', text: 'Inside one process, without HTTP.' },
  {
    group: 'service',
    title: 'Service',
    text: 'The routes of the shop on their own use cases and PostgreSQL, against the same by hand; and exports from a cursor of the database.',
  },
  { group: 'growth', title: 'Growth', text: 'What happens to the cost when something is multiplied.' },
]

/** The whole report in Markdown. @param {readonly NodeResults[]} all @param {string} load @param {{ file: string, title: string }[]} pictures */
export async function documentOf(all, load, pictures) {
  const commands = new Set(all.flatMap(({ comparisons }) => comparisons.flatMap(({ command = [] }) => command)))
  return `# Benchmarks

<!-- written by \`npm run bench\`; do not edit -->

The end-ware beside what else there is, side by side in one run: every contestant in every round, in changing order, after a warm-up. A cell is
the median over the rounds of the ratio to the reference in the same round, ± half the distance from the lowest to the highest; the
reference shows how much it did. More is better. Before anything is timed, the answers are compared: the same status, media type and value.
Ratios travel from machine to machine better than numbers do; none of them is a promise for yours.

\`\`\`
${[...commands].join('\n')}
\`\`\`

${await machine(load)}
- Node ${all.map(({ version, date }) => `${version} (${date})`).join(', ')}

## Promised and measured

${targetTable(all)}

${pictures.map(({ file, title }) => `![${title}](${file})`).join('\n\n')}

${groups.flatMap((one) => groupOf(one, all)).join('\n\n')}
`
}

/** What was measured of a group; nothing of one that was not. @param {typeof groups[number]} one @param {readonly NodeResults[]} all */
function groupOf({ group, title, text }, all) {
  const sections = sectionsOf(group, all)
  return sections === '' ? [] : [`## ${title}\n\n${text}\n\n${sections}`]
}
