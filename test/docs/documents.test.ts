import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { type Document, documentAt, documentsIn, libraryDocuments } from '../support/documents.js'
import { fragmentOf, headingsOf, linksOf } from '../support/markdown.js'

const documents: readonly Document[] = [
  ...documentsIn(''),
  ...libraryDocuments,
  ...documentsIn('docs/'),
  ...documentsIn('docs/decisions/'),
  ...documentsIn('bench/'),
]

const read = (document: Document): string => readFileSync(document.url, 'utf8')

const fragmentsIn = (markdown: string): readonly string[] =>
  [1, 2, 3].flatMap((level) => headingsOf(markdown, level).map(fragmentOf))

function isBroken(target: string, from: Document): boolean {
  const { pathname, hash } = new URL(target, from.url)
  const url = new URL(`file://${pathname}`)
  if (!existsSync(url)) return true
  return hash !== '' && !fragmentsIn(readFileSync(url, 'utf8')).includes(hash.slice(1))
}

const isRelative = (target: string): boolean => !/^[a-z]+:/.test(target)

describe('links', () => {
  test.each(documents.map((document) => [document.path, document] as const))(
    'every relative link in %s leads to a file and heading that exist',
    (_path, document) => {
      const relative = linksOf(read(document)).filter(isRelative)
      expect(relative.filter((target) => isBroken(target, document))).toEqual([])
    },
  )

  test('the README of the library links to every page of the guide', () => {
    const readme = documentAt('restapi/README.md')
    const linked = new Set(linksOf(read(readme)).map((target) => new URL(target, readme.url).pathname))
    expect(documentsIn('docs/guide/').filter(({ url }) => !linked.has(url.pathname))).toEqual([])
  })

  test('a link is broken if its file or its heading is missing', () => {
    const readme = documentAt('restapi/README.md')
    expect(isBroken('../docs/guide/nothing.md', readme)).toBe(true)
    expect(isBroken('../docs/guide/xml.md#nothing', readme)).toBe(true)
  })
})

describe('contents lists', () => {
  test.each(documentsIn('docs/guide/').map((document) => [document.path, document] as const))(
    'the contents list of %s names its sections in their order',
    (_path, document) => {
      const markdown = read(document)
      const entries = [...markdown.matchAll(/^- \[(.*)\]\(#(.*)\)$/gm)].map(([, title, fragment]) => [title, fragment])
      expect(entries).toEqual(headingsOf(markdown, 2).map((title) => [title, fragmentOf(title)]))
    },
  )
})

test('the README of the library has at most 200 lines', () => {
  expect(read(documentAt('restapi/README.md')).split('\n').length - 1).toBeLessThanOrEqual(200)
})

test.each(documentsIn('docs/decisions/').map((document) => [document.path, document] as const))(
  'the decision %s has at most 40 lines, with context, decision and consequence',
  (_path, document) => {
    const markdown = read(document)
    expect(markdown.split('\n').length - 1).toBeLessThanOrEqual(40)
    expect([...markdown.matchAll(/^\*\*(\w+)\.\*\*/gm)].map(([, part]) => part)).toEqual([
      'Context',
      'Decision',
      'Consequence',
    ])
  },
)
