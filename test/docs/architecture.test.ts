import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { documentAt } from '../support/documents.js'

const root = new URL('../../', import.meta.url)
const sources = new URL('restapi/src/', root)
const page = readFileSync(documentAt('docs/architecture.md').url, 'utf8')
const section = (title: string): string => page.split(/^## /m).find((text) => text.startsWith(title)) ?? ''

/** The rooms of the table, the highest first. */
const rooms = [...section('The rooms').matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name)

interface Override {
  readonly includes: readonly string[]
  readonly linter: {
    readonly rules: {
      readonly style: {
        readonly noRestrictedImports: {
          readonly options: { readonly patterns: readonly { group: readonly string[] }[] }
        }
      }
    }
  }
}

const { overrides } = JSON.parse(readFileSync(new URL('biome.json', root), 'utf8')) as {
  overrides: readonly Override[]
}

/** Returns the rooms that biome.json forbids a room to import, or nothing if it has no rule for the room. */
function forbiddenTo(room: string): readonly string[] | undefined {
  const rule = overrides.find(({ includes }) => includes.includes(`restapi/src/${room}/**`))
  const groups = rule?.linter.rules.style.noRestrictedImports.options.patterns.flatMap(({ group }) => group)
  return groups?.flatMap((pattern) => /^\.\.\/(\w+)\/\*\*$/.exec(pattern)?.[1] ?? [])
}

describe('the table of rooms', () => {
  test('the table names every folder of the library', () => {
    const folders = readdirSync(fileURLToPath(sources), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect([...rooms].sort()).toEqual(folders.map(({ name }) => name).sort())
  })

  test.each(rooms)('the table names a file to open first in the folder %s', (room) => {
    const [, file = ''] = new RegExp(`^\\| \`${room}\` \\|.*\\| \`(${room}/[\\w-]+\\.ts)\` \\|$`, 'm').exec(page) ?? []
    expect(file).not.toBe('')
    expect(existsSync(new URL(file, sources))).toBe(true)
  })

  test.each(rooms.map((room, index) => [room, rooms.slice(0, index).reverse()] as const))(
    'biome.json forbids %s to import the rooms above it',
    (room, later) => {
      expect(forbiddenTo(room)).toEqual(later)
    },
  )
})

test('the picture of a request has every room', () => {
  const picture = /```mermaid\n(.*?)```/s.exec(section('The way of one request'))?.[1] ?? ''
  expect(rooms.filter((room) => !new RegExp(`\\b${room}\\b`).test(picture))).toEqual([])
})

describe('the files that the page names', () => {
  const files = [...section('Where to look').matchAll(/`([\w-]+\/[\w-]+\.ts)`/g)].map(([, path = '']) => path)
  test.each(files)('%s exists', (path) => {
    expect(existsSync(new URL(path, sources))).toBe(true)
  })

  test('the page names more than five files', () => expect(files.length).toBeGreaterThan(5))
})
