import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { importCommand } from '../../commands/import-command.js'
import { openDatabase } from '../../repository/database.js'
import { type DatabasePlace, testPlace } from '../support/database.js'
import { newProduct } from '../support/example-products.js'

let place: DatabasePlace
let folder: string
beforeAll(async () => {
  place = await testPlace()
  folder = await mkdtemp(join(tmpdir(), 'import-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await place.drop()
})

/** Runs the command on a file with this content; returns the lines that it printed and how it failed. */
async function run(name: string, content: string, ...flags: string[]) {
  const file = join(folder, name)
  await writeFile(file, content)
  const printed: string[] = []
  const env = { DATABASE_URL: place.url, DATA_FOLDER: place.folder }
  const print = (line: string) => void printed.push(line)
  const failure = await importCommand({ argv: [file, ...flags], env, print, terminal: false }).then(
    () => undefined,
    ({ message, exitCode }) => ({ message, exitCode }),
  )
  return { printed, failure }
}

const product = newProduct({ sku: 'CMD-1', category: 'Command' })

test('a file is tried, imported and found unchanged', async () => {
  const content = `${JSON.stringify(product)}\n`
  const dry = await run('a.ndjson', content, '--dry-run')
  expect(dry.printed.at(-1)).toBe(
    '1 created, 0 updated, 0 unchanged, 0 refused. Nothing was stored: this was a dry run.',
  )
  const first = await run('a.ndjson', content)
  expect(first).toEqual({
    printed: ['1 of 1 records', '1 created, 0 updated, 0 unchanged, 0 refused.'],
    failure: undefined,
  })
  const csv = `sku,name,description,category,price.amount,price.currency,stock\nCMD-1,Other,,Command,1,EUR,2\n`
  expect((await run('b.csv', csv)).printed.at(-1)).toBe('0 created, 1 updated, 0 unchanged, 0 refused.')
})

test('--help prints the usage, and a file that is missing is named', async () => {
  const printed: string[] = []
  const print = (line: string) => void printed.push(line)
  await importCommand({ argv: ['--help'], env: {}, print })
  expect(printed.join('\n')).toContain('--dry-run')
  const file = join(folder, 'none.csv')
  await expect(importCommand({ argv: [file], env: {}, print })).rejects.toThrow(`There is no file ${file}.`)
})

test('refused lines are printed with their reason, and the command fails', async () => {
  const content = `{}\n${JSON.stringify({ ...product, sku: 'CMD-2' })}\n`
  const { printed, failure } = await run('c.ndjson', content)
  expect(printed[1]).toMatch(/^line 1: sku must be text, /)
  expect(failure).toEqual({ message: '1 of 2 records were refused.', exitCode: 1 })
  const all = await run('d.ndjson', `{}\n${JSON.stringify({ ...product, sku: 'CMD-3' })}\n`, '--all')
  expect(all.failure?.message).toMatch(/^line 1: sku must be text.*\nnothing was imported: 1 record is refused\.$/)
  expect((await run('e.ndjson', JSON.stringify({ ...product, sku: 'CMD-3' }))).printed.at(-1)).toMatch(/^1 created/)
})

test.each([
  [['a.txt'], 2],
  [[], 2],
  [['a.csv', 'b.csv'], 2],
  [['a.csv', '--wet-run'], 2],
  [['missing.csv'], 1],
])('%j is refused', async (argv, exitCode) => {
  const command = importCommand({ argv, env: {}, print: () => undefined, terminal: false })
  await expect(command).rejects.toMatchObject({ name: 'CommandError', exitCode })
})

test('a database that the service uses names the way through the service', async () => {
  const service = await openDatabase({ folder, seed: false })
  const file = join(folder, 'f.ndjson')
  await writeFile(file, '')
  const command = importCommand({ argv: [file], env: { DATA_FOLDER: folder }, print: () => undefined, terminal: false })
  await expect(command).rejects.toThrow(/curl -X POST .*\/v1\/products\/import/)
  await service.close()
})
