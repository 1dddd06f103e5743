import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { documentAt } from '../support/documents.js'
import { fragmentOf, linksOf } from '../support/markdown.js'

/** The observations that the programs in bench/comparison made of one library. */
interface Observation {
  readonly account: string
  readonly failures: Readonly<Record<string, string>>
  readonly acceptXml: string
  readonly acceptPicture: number
  readonly upload: string
  readonly range: string
  readonly document: string
}

const readme = documentAt('restapi/README.md')
const guide = documentAt('docs/guide/comparison.md')
const textAt = (path: string): string => readFileSync(documentAt(path).url, 'utf8')
const observed: Readonly<Record<string, Observation>> = JSON.parse(textAt('bench/comparison/observed.json'))
const { dependencies }: { dependencies: Readonly<Record<string, string>> } = JSON.parse(
  textAt('bench/comparison/package.json'),
)

const sectionOf = (markdown: string, title: string): string =>
  markdown.split(/^## /m).find((section) => section.startsWith(`${title}\n`)) ?? ''
const rowsOf = (section: string): readonly (readonly string[])[] =>
  [...section.matchAll(/^\| ?(.*) \|$/gm)].map(([, cells = '']) => cells.split(' | '))

const [heading = [], ...rows] = rowsOf(sectionOf(textAt(readme.path), 'Comparison'))
const libraries = heading.slice(1)
/** The names of the libraries in bench/comparison, in the order of the columns. */
const programs = ['express-zod-api', 'fastify', 'hono', 'orpc', 'tsoa', 'nest']
const questions = rows.map(([link = '', own = '', ...others]) => {
  const [, question = '', fragment = ''] = /^\[(.*?)\]\(.*#(.*)\)$/.exec(link) ?? []
  return { question, fragment, own, others }
})
const detailsOf = (fragment: string): readonly (readonly string[])[] => {
  const section = textAt(guide.path)
    .split(/^## /m)
    .find((text) => fragmentOf(text.split('\n')[0] ?? '') === fragment)
  return rowsOf(section ?? '').slice(1)
}

describe('the comparison in the README', () => {
  test('asks ten questions of six libraries, under the versions that were tried', () => {
    expect(questions.map(({ question }) => question)).toEqual([
      'response filtering',
      'errors of others',
      'typed context',
      'uploads',
      'ranges',
      'security',
      'client',
      'docs',
      'XML',
      'proof',
    ])
    const packages = ['express-zod-api', 'fastify', 'hono', '@hono/zod-openapi', '@orpc/server', 'tsoa', '@nestjs/core']
    const tried = packages.map((name) => dependencies[name]?.split('.').slice(0, 2).join('.'))
    expect(libraries.join(' ').match(/\d+\.\d+/g)).toEqual(tried)
  })

  test.each(questions)('links the cell of this library to a test: $question', ({ own }) => {
    const [target = ''] = linksOf(own)
    expect(target).toMatch(/\.test(-d)?\.ts$/)
    expect(existsSync(new URL(target, readme.url))).toBe(true)
  })

  test.each(questions)('has the words of the guide, which has a program or a source: $question', (row) => {
    const details = detailsOf(row.fragment)
    expect(details.map(([, word]) => word)).toEqual(row.others)
    for (const [, , fact = ''] of details) expect(fact).toMatch(/\]\((https:|\.\.\/\.\.\/bench\/comparison\/peers\/)/)
  })

  const cells = (title: string): readonly string[] => questions.find(({ question }) => question === title)?.others ?? []
  const facts = (fact: (observation: Observation) => boolean): readonly boolean[] =>
    programs.map((program) => {
      const observation = observed[program]
      return observation !== undefined && fact(observation)
    })

  test('has what the programs observed of errors, uploads and XML', () => {
    expect(facts(({ account }) => !account.includes('passwordHash'))).toEqual(
      cells('response filtering').map((word) => word === 'yes'),
    )
    expect(facts(({ failures }) => isOneShape(failures))).toEqual(
      cells('errors of others').map((word) => word === 'yes'),
    )
    expect(facts(({ upload }) => /"title":"Sunset","bytes":4/.test(upload))).toEqual(
      cells('uploads').map((word) => word === 'yes' || word === 'plugin'),
    )
    expect(facts(({ acceptXml }) => acceptXml.includes(' application/xml '))).toEqual(
      cells('XML').map((word) => word === 'yes'),
    )
    // A static file is sent by other means than a value, so the programs show ranges where an endpoint or a route has them.
    const ranges = facts(({ range }) => range.startsWith('206 '))
    expect(
      cells('ranges').filter((word, index) => (word === 'no' ? ranges[index] : word === 'plugin' && !ranges[index])),
    ).toEqual([])
  })

  test('is what this library showed in the same requests', () => {
    expect(observed.endware).toMatchObject({ acceptPicture: 406, document: '3.1.1' })
    expect(observed.endware?.account).not.toContain('passwordHash')
    expect(isOneShape(observed.endware?.failures ?? {})).toBe(true)
    expect(observed.endware?.range).toMatch(/^206 .* 234$/)
    expect(observed.endware?.acceptXml).toContain('<name>Ada</name>')
    expect(observed.endware?.upload).toContain('"bytes":4')
  })
})

/** Reports whether all failures are objects that have the members of the library's own failure, and a foreign one keeps its status. */
function isOneShape(failures: Readonly<Record<string, string>>): boolean {
  const membersOf = (shape: string): readonly string[] => shape.replace(/^\d+(, Allow)? /, '').split(' ')
  const own = membersOf(failures.own ?? '')
  if (own.length < 2 || !failures.foreign?.startsWith('403 ')) return false
  return Object.values(failures).every((shape) => own.every((member) => membersOf(shape).includes(member)))
}
