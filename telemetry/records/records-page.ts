import { commonFields } from '../log-fields.js'
import type { RecordDescriptions } from './record-description.js'
import { recordParts } from './records.js'

/** Returns the tables of all named records in Markdown, which docs/operations.md has. */
export function recordsPage(): string {
  return Object.entries(recordParts)
    .map(([title, records]) => `**${title}**\n\n${table(records)}`)
    .join('\n\n')
}

/** Returns the table of the fields of the Elastic Common Schema in Markdown. */
export function fieldsPage(): string {
  const rows = Object.entries(commonFields).map(([name, { kind, means }]) => `| \`${name}\` | ${kind} | ${means} |`)
  return ['| field | kind | meaning |', '|---|---|---|', ...rows].join('\n')
}

function table(records: RecordDescriptions): string {
  const rows = Object.entries(records).map(
    ([name, { severity, means, act }]) => `| \`${name}\` | ${severity} | ${means} | ${act} |`,
  )
  return ['| `event.action` | severity | meaning | what to do |', '|---|---|---|---|', ...rows].join('\n')
}
