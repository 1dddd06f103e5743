import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { wrongOutcomes, wrongProgram } from '../restapi/endpoint/wrong-outcomes.js'
import { FreshFolder, project, tarball } from './fresh-folder.js'

// Tests the package as it is published: packed, and installed into folders outside this checkout.

const typed = new FreshFolder()
const bare = new FreshFolder()
const older = new FreshFolder()
const newer = new FreshFolder()
const folders = [typed, bare, older, newer]

const { devDependencies, dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
const at = (name: string): string => `${name}@${devDependencies[name] ?? dependencies[name]}`

beforeAll(async () => {
  await Promise.all([
    bare.install(tarball, at('@types/node')),
    newer.install(tarball, '@types/node@26.6.7'),
    older.install(tarball, devDependencies.zod3.replace('npm:', ''), at('valibot'), at('xml2js')),
    typed.install(
      tarball,
      at('@types/node'),
      at('express'),
      at('@types/express'),
      at('zod'),
      at('@fastify/busboy'),
      'typescript@5.8.3',
    ),
  ])
})
afterAll(() => {
  for (const folder of folders) folder.remove()
})

describe('the package', () => {
  const sources = readdirSync(join(project, 'restapi', 'src'), { encoding: 'utf8', recursive: true })
    .filter((name) => /\.c?ts$/.test(name))
    .map((name) => ({ name: name.replace(/\.c?ts$/, ''), kind: name.endsWith('.cts') ? 'c' : '' }))

  test('contains each module twice with its types, the README and the guide, nothing else', () => {
    const expected = ['esm', 'cjs'].flatMap((kind) =>
      sources.flatMap(({ name, kind: script }) => [
        `dist/${kind}/${name}.${script}js`,
        `dist/${kind}/${name}.d.${script}ts`,
      ]),
    )
    const guide = readdirSync(join(project, 'docs', 'guide')).map((page) => `docs/guide/${page}`)
    const rest = ['LICENSE', 'README.md', 'dist/cjs/package.json', 'package.json', ...guide]
    expect([...bare.files('@endware/restapi')].sort()).toEqual([...expected, ...rest].sort())
  })

  test('has pages whose links lead to its own files', () => {
    const root = join(bare.path, 'node_modules', '@endware', 'restapi')
    const pages = bare.files('@endware/restapi').filter((name) => name.endsWith('.md'))
    const broken = pages.flatMap((page) => {
      const prose = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '')
      const paths = [...prose.matchAll(/\]\((?![a-z]+:|#)([^)#]+)/g)].map(([, path = '']) =>
        join(root, dirname(page), path),
      )
      return paths.filter((path) => !path.startsWith(root) || !existsSync(path)).map((path) => `${page}: ${path}`)
    })
    expect(broken).toEqual([])
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('](docs/guide/results.md)')
  })

  test('installs its one dependency and the dependencies of that', () => {
    const names = readdirSync(join(bare.path, 'node_modules')).filter((name) => !name.startsWith('.'))
    const needed = ['saxes', 'xmlchars']
    expect(names.sort()).toEqual(['@endware', '@types', 'undici-types', ...needed].sort())
  })

  test('passes publint', () => bare.check('publint/src/cli.js', 'run', tarball, '--strict'))

  test('has the right types for each kind of import', () => bare.check('@arethetypeswrong/cli/dist/index.js', tarball))
})

describe('an ES module in TypeScript, strict, checking the declarations of its libraries as well', () => {
  const greetings = [
    [200, expect.stringContaining('<response><hello>world</hello></response>')],
    [404, expect.stringMatching(/^\{"status":404,"error":"Not Found",/)],
  ]
  const consumers = [
    { name: 'without-express.mts', types: 'the oldest Node', folder: bare, answers: greetings },
    { name: 'without-express.mts', types: 'the newest Node', folder: newer, answers: greetings },
    {
      name: 'with-express.mts',
      types: 'the oldest Node',
      folder: typed,
      answers: [
        [200, 'application/xml; charset=utf-8'],
        [404, 'application/json; charset=utf-8'],
        [201, 'application/json; charset=utf-8'],
        [200, 'text/html; charset=utf-8'],
        [200, null],
      ],
    },
  ]
  test.each(consumers)('$name with the types of $types', async ({ name, folder, answers }) => {
    folder.take(name)
    folder.take('tsconfig.consumer.json')
    await folder.check('typescript/bin/tsc', '-p', 'tsconfig.consumer.json')
    expect(await folder.run(name.replace('.mts', '.mjs'))).toEqual(answers)
  })
})

describe('TypeScript 5.8, the oldest that consumers use', () => {
  const compile = (program: string): Promise<string> => {
    const tool = join(typed.path, 'node_modules/typescript/bin/tsc')
    return typed.check(tool, '--noEmit', '--strict', '--module', 'nodenext', '--skipLibCheck', program)
  }

  test('compiles a correct program', async () => {
    typed.write('right.mts', wrongProgram([{ name: 'right', endpoint: '() => product', cause: '' }]))
    await compile('right.mts')
  })

  let messages: readonly string[]
  beforeAll(async () => {
    typed.write('wrong.mts', wrongProgram(wrongOutcomes))
    const { message } = await compile('wrong.mts').then(
      () => new Error('it compiled'),
      (error: Error) => error,
    )
    messages = message
      .trim()
      .split(/\n(?=\S)/)
      .slice(1)
  })

  test('finds two faults for each wrong return value', () => {
    expect(messages).toHaveLength(2 * wrongOutcomes.length)
  })

  test.each(wrongOutcomes.map(({ name, cause }, at) => [name, cause, at] as const))(
    'explains a wrong return value briefly: %s',
    (_name, cause, at) => {
      const [onRoute = '', alone = ''] = messages.slice(2 * at, 2 * at + 2)
      expect([onRoute.replaceAll('readonly ', ''), alone.replaceAll('readonly ', '')]).toEqual([
        expect.stringContaining(cause),
        expect.stringContaining(cause),
      ])
      expect(Math.max(onRoute.length, alone.length)).toBeLessThanOrEqual(2000)
    },
  )
})

describe('CommonJS', () => {
  test('in plain JavaScript, on Express', async () => {
    typed.take('common-js.cjs')
    expect(await typed.run('common-js.cjs')).toEqual([
      [404, expect.objectContaining({ status: 404, message: 'no thing 7' })],
      [200, { b: 'c' }],
      [200, { size: 4 }],
    ])
  })

  test('under Jest as it comes', async () => {
    bare.take('greeting.test.cjs')
    bare.write('jest.config.cjs', "module.exports = { testMatch: ['**/*.test.cjs'], transform: {} }")
    await bare.check('jest/bin/jest.js', '--rootDir', bare.path, '--config', 'jest.config.cjs')
  })
})

test('an application with zod 3 learns at the start what its response schemas need', async () => {
  older.take('older-zod.mjs')
  expect(await older.run('older-zod.mjs')).toEqual({
    refusals: [
      expect.stringContaining('use zod 4.2 or newer, or give { schema, jsonSchema }'),
      expect.stringContaining('install @valibot/to-json-schema, or give { schema, jsonSchema }'),
    ],
    warnings: ['ENDWARE_NO_JSON_SCHEMA'],
    answer: [200, '{"x":1}'],
  })
})

test('the codec of xml2js works where xml2js is installed, in both kinds of module', async () => {
  older.take('xml2js.mjs')
  const document = '<response id="1"><a>x</a></response>'
  expect(await older.run('xml2js.mjs')).toEqual([document, document])
})

test('two copies in one process recognise the values of each other', async () => {
  bare.take('two-copies.mjs')
  const answers = (await bare.run('two-copies.mjs')) as Record<string, readonly unknown[]>
  const expected: Readonly<Record<string, readonly [status: number, content: RegExp]>> = {
    result: [201, /^\{"a":1\}$/],
    error: [404, /"message":"not here"/],
    problem: [409, /"title":"Sold out"/],
    thrown: [403, /"message":"keep out"/],
    events: [200, /^event: news\ndata: "?it"?\n\n/m],
  }
  for (const [name, [status, content]] of Object.entries(expected)) {
    const matching = expect.stringMatching(content)
    expect([name, answers[name]]).toEqual([name, [status, status, matching, matching]])
  }
})
