import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { variables } from '../../config/variables.js'
import { variablesTable } from '../../config/variables-table.js'

test('docs/operations.md has the tables that npm run openapi writes', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  expect(page.includes(`-->\n\n${variablesTable()}\n\n<!-- /variables -->`)).toBe(true)
})

test('the tables have a row for every variable', () => {
  const rows = variablesTable().match(/^\| `\w+` \|/gm)
  expect(rows).toEqual(Object.keys(variables).map((name) => expect.stringContaining(`\`${name}\``)))
})
