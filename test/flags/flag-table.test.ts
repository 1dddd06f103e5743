import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { type FlagDescription, flagNames, flagTable } from '../../flags/flag-table.js'
import { flagsPage } from '../../flags/flags-page.js'
import { openFlags } from '../../flags/open-flags.js'
import { FlagWatch } from '../support/flag-watch.js'

const root = new URL('../../', import.meta.url)

test('the table of flags in docs/operations.md is what `npm run openapi` writes', () => {
  expect(readFileSync(new URL('docs/operations.md', root), 'utf8')).toContain(
    `-->\n\n${flagsPage()}\n\n<!-- /flags -->`,
  )
})

test('every flag has a default among its values, a meaning and an end, without a bar', () => {
  for (const description of Object.values<FlagDescription<boolean | string>>(flagTable)) {
    expect(description.values).toContain(description.default)
    for (const text of [description.means, description.remove]) expect(text).toMatch(/^[^|\n]{10,250}[^.\s|]$/)
  }
})

test('without a source, every flag has its default', async () => {
  const watch = new FlagWatch()
  const flags = await openFlags(undefined, watch)
  for (const name of flagNames) expect(await flags.value(name, 'alice')).toBe(flagTable[name].default)
  expect(watch.evaluations.map(({ reason, provider }) => [reason, provider])).toEqual(
    flagNames.map(() => ['default', 'defaults']),
  )
})

test('deploy/flags.json has every flag with its default and all of its values', async () => {
  const url = new URL('deploy/flags.json', root)
  const { flags: written } = JSON.parse(readFileSync(url, 'utf8')) as {
    readonly flags: Readonly<Record<string, { readonly variants: object }>>
  }
  expect(Object.entries(written).map(([name, { variants }]) => [name, Object.values(variants)])).toEqual(
    Object.entries(flagTable).map(([name, { values }]) => [name, values]),
  )
  const watch = new FlagWatch()
  const flags = await openFlags({ source: 'file', file: fileURLToPath(url) }, watch)
  await flags.known
  for (const name of flagNames) expect(await flags.value(name, 'alice')).toBe(flagTable[name].default)
  expect(watch.evaluations.map(({ reason }) => reason)).toEqual(flagNames.map(() => 'static'))
  await flags.close()
})
