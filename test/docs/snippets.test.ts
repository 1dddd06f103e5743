import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as restapi from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { documentAt, libraryDocuments } from '../support/documents.js'
import { serve } from '../support/serve.js'
import { moduleOf, type ShownExchange, type Snippet, snippetsIn } from '../support/snippets.js'

const textOf = (path: string): string => readFileSync(documentAt(path).url, 'utf8')
const folder = new URL(`./.snippets-${process.pid}/`, import.meta.url)
const exported = {
  '@endware/restapi': [...Object.keys(restapi), 'Codec'],
  zod: ['z'],
  '../catalogue.js': ['catalogue'],
}
const snippets = libraryDocuments.flatMap(snippetsIn)

const fileOf = ({ document, line }: Snippet): URL => {
  const name = document.path.replaceAll('/', '-').replace(/\.md$/, '')
  return new URL(`./${name}-line-${line}.ts`, folder)
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  for (const snippet of snippets) writeFileSync(fileOf(snippet), moduleOf(snippet, exported))
})
afterAll(() => rmSync(fileURLToPath(folder), { recursive: true, force: true }))

/** Replaces timestamps, which differ in every answer. */
const settled = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')
    .trimEnd()
    .replaceAll('\r\n', '\n')

describe('snippets', () => {
  const cases = snippets.map((snippet) => [snippet.document.path, snippet.line, snippet] as const)
  test.each(cases)(
    'the program in %s, line %i, gives the answers that the document shows',
    async (_path, _line, snippet) => {
      const { app } = (await import(fileURLToPath(fileOf(snippet)))) as { app: Parameters<typeof serve>[0] }
      const serving = await serve(app)
      try {
        for (const exchange of snippet.exchanges) await expectExchange(serving.url, exchange)
      } finally {
        await serving.close()
      }
    },
  )

  test('the compiler accepts every program', () => {
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

  test('the documents have more than 25 programs and 40 exchanges', () => {
    expect(snippets.length).toBeGreaterThan(25)
    expect(snippets.flatMap(({ exchanges }) => exchanges).length).toBeGreaterThan(40)
  })

  test('the README has more than three programs', () => {
    expect(snippets.filter(({ document }) => document.path === 'restapi/README.md').length).toBeGreaterThan(3)
  })
})

async function expectExchange(url: string, shown: ShownExchange): Promise<void> {
  const { method, path, headers } = shown
  const isMultipart = headers['Content-Type']?.startsWith('multipart/') === true
  const body = isMultipart ? shown.body?.replaceAll('\n', '\r\n') : shown.body // RFC 2046 §5.1.1
  const response = await fetch(url + path, { method, headers, redirect: 'manual', ...(body !== undefined && { body }) })
  const text = await response.text()
  expect([`${method} ${path}`, response.status]).toEqual([`${method} ${path}`, shown.status])
  for (const [name, value] of Object.entries(shown.answerHeaders)) expect(response.headers.get(name)).toBe(value)
  if (shown.answerBody !== '') expect(settled(text)).toBe(settled(shown.answerBody))
}

describe('the table of real clients in the guide', () => {
  const rows = [...textOf('docs/guide/negotiation.md').matchAll(/^\| ([^|]+) \| `([^`|]*)` \| (?:`([^`]+)`|406) \|$/gm)]
  test.each(rows.map(([, client, accept, gets]) => [client, accept, gets]))(
    'the row of %s says what negotiation gives',
    (_client, accept, gets) => {
      expect(restapi.negotiate(accept, ['application/json', 'application/xml', 'text/json', 'text/xml'])).toBe(gets)
    },
  )
  test('the table has more than eight rows', () => expect(rows.length).toBeGreaterThan(8))
})

test('the table of failure codes in the guide is the list in the code', () => {
  const rows = Object.entries(restapi.failureCodes).map(
    ([code, { status, meaning }]) => `| \`${code}\` | ${status ?? ''} | ${meaning} |`,
  )
  const table = ['| code | status | when |', '|---|---|---|', ...rows].join('\n')
  const shown = /<!-- failure codes -->\n(.*?)\n<!-- end of failure codes -->/s.exec(
    textOf('docs/guide/envelope.md'),
  )?.[1]
  expect(shown).toBe(table)
})
