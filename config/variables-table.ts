import { fileSuffix } from './sources/variable-names.js'
import type { VariableGroup } from './variable.js'
import { groups } from './variables.js'

/** Returns the tables of all variables in Markdown, one a group, for docs/operations.md. */
export function variablesTable(): string {
  return Object.entries<VariableGroup>(groups)
    .map(([title, group]) =>
      [
        `**${title}**`,
        '',
        '| variable | meaning | default | example | secret |',
        '|---|---|---|---|---|',
        ...Object.entries(group).map(
          ([name, { means, default: text, unset, example, secret }]) =>
            `| \`${name}\` | ${cell(means)} | ${text === undefined ? cell(unset) : code(text)} | ${code(example)} | ` +
            `${secret ? `yes: also \`${name}${fileSuffix}\`` : 'no'} |`,
        ),
      ].join('\n'),
    )
    .join('\n\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function code(text: string): string {
  return `\`${cell(text)}\``
}
