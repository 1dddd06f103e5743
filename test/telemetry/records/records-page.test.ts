import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { records } from '../../../telemetry/records/records.js'
import { fieldsPage, recordsPage } from '../../../telemetry/records/records-page.js'

test('the tables of fields and records in docs/operations.md are what `npm run openapi` writes', () => {
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8')
  expect(page).toContain(`-->\n\n${fieldsPage()}\n\n<!-- /fields -->`)
  expect(page).toContain(`-->\n\n${recordsPage()}\n\n<!-- /records -->`)
})

test('every record has a meaning without a bar, and one that is not information says what to do', () => {
  for (const [name, { severity, means, act }] of Object.entries(records)) {
    expect([name, means]).toEqual([name, expect.stringMatching(/^[^|\n]{10,250}[^.\s|]$/)])
    expect([name, act]).toEqual([name, severity === 'info' ? 'none' : expect.stringMatching(/^[A-Z][^|\n]{10,250}\.$/)])
  }
})
