import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as restapi from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { serve } from '../support/serve.js'
import { moduleOf, type ShownExchange, snippetsOf } from '../support/snippets.js'

const readme = new URL('../../restapi/README.md', import.meta.url)
const folder = new URL(`./.readme-${process.pid}/`, import.meta.url)
const exported = {
  '@endware/restapi': [...Object.keys(restapi), 'Codec'],
  zod: ['z'],
  '../readme-catalogue.js': ['catalogue'],
}
const snippets = snippetsOf(readme)

const fileOf = (line: number): URL => new URL(`./line-${line}.ts`, folder)

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  for (const snippet of snippets) writeFileSync(fileOf(snippet.line), moduleOf(snippet, exported))
})
afterAll(() => rmSync(fileURLToPath(folder), { recursive: true, force: true }))

/** The timestamp is the one thing in an answer that cannot be foretold. */
const settled = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')
    .trimEnd()
    .replaceAll('\r\n', '\n')

describe('every program of the README runs and answers as it says', () => {
  test.each(snippets.map((snippet) => [snippet.line, snippet] as const))('line %i', async (line, snippet) => {
    const { app } = (await import(fileURLToPath(fileOf(line)))) as { app: Parameters<typeof serve>[0] }
    const serving = await serve(app)
    try {
      for (const exchange of snippet.exchanges) await expectExchange(serving.url, exchange)
    } finally {
      await serving.close()
    }
  })

  test('and the compiler accepts each', () => {
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { rootDir: '../../..', noUnusedLocals: false },
      include: ['*.ts'],
    }
    writeFileSync(
      new URL('./tsconfig.json', folder),
      JSON.stringify({ ...config, references: [{ path: '../../../restapi' }] }),
    )
    const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
    const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', fileURLToPath(folder)], {
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([0, ''])
  })

  test('and there are as many as there should be', () => {
    expect(snippets.length).toBeGreaterThan(10)
    expect(snippets.flatMap(({ exchanges }) => exchanges).length).toBeGreaterThan(20)
  })
})

async function expectExchange(url: string, shown: ShownExchange): Promise<void> {
  const { method, path, headers, body } = shown
  const response = await fetch(url + path, { method, headers, redirect: 'manual', ...(body !== undefined && { body }) })
  const text = await response.text()
  expect([`${method} ${path}`, response.status]).toEqual([`${method} ${path}`, shown.status])
  for (const [name, value] of Object.entries(shown.answerHeaders)) expect(response.headers.get(name)).toBe(value)
  if (shown.answerBody !== '') expect(settled(text)).toBe(settled(shown.answerBody))
}

describe('the table of real clients says what negotiation does', () => {
  const rows = [...readFileSync(readme, 'utf8').matchAll(/^\| ([^|]+) \| `([^`|]*)` \| (?:`([^`]+)`|406) \|$/gm)]
  test.each(rows.map(([, client, accept, gets]) => [client, accept, gets]))('%s', (_client, accept, gets) => {
    expect(restapi.negotiate(accept, ['application/json', 'application/xml', 'text/json', 'text/xml'])).toBe(gets)
  })
  test('and it has rows', () => expect(rows.length).toBeGreaterThan(8))
})

test('the table of failure codes is the list in the code', () => {
  const rows = Object.entries(restapi.failureCodes).map(
    ([code, { status, meaning }]) => `| \`${code}\` | ${status ?? ''} | ${meaning} |`,
  )
  const table = ['| code | status | when |', '|---|---|---|', ...rows].join('\n')
  const shown = /<!-- failure codes -->\n(.*?)\n<!-- end of failure codes -->/s.exec(readFileSync(readme, 'utf8'))?.[1]
  expect(shown).toBe(table)
})
