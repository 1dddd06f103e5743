import { type FlagDescription, flagTable } from './flag-table.js'

/** Returns the table of all flags in Markdown, which docs/operations.md has. */
export function flagsPage(): string {
  const rows = Object.entries<FlagDescription<boolean | string>>(flagTable).map(
    ([name, { default: otherwise, values, means, remove }]) =>
      `| \`${name}\` | ${typeof otherwise} | ${values.map((value) => `\`${value}\``).join(', ')} | \`${otherwise}\` | ${means} | ${remove} |`,
  )
  return ['| flag | type | values | default | meaning | remove it |', '|---|---|---|---|---|---|', ...rows].join('\n')
}
