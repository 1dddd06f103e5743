import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { docstringOf, entryPoints, exportsOf, type PublicExport } from '../support/public-exports.js'

/** The example in the docstring of an export, as a module that runs it. */
interface Example {
  /** The name of the export, and that of its entry point unless it is the main one. */
  readonly name: string
  readonly file: URL
  readonly module: string
}

/** Names that examples use without importing them. */
const known: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.entries(entryPoints).map(([from, entry]) => [
      from,
      exportsOf(entry).map(({ name, isType }) => (isType ? `type ${name}` : name)),
    ]),
  ),
  zod: ['z'],
  express: ['Router'],
  '@jest/globals': ['expect'],
}

const folder = new URL(`./.examples-${process.pid}/`, import.meta.url)
const all = Object.entries(entryPoints).flatMap(([from, entry]) => exportsOf(entry).map((each) => ({ ...each, from })))
const examples = all.flatMap((each) => exampleOf(each) ?? [])

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  for (const { file, module } of examples) writeFileSync(file, module)
})
afterAll(() => rmSync(fileURLToPath(folder), { recursive: true, force: true }))

/** The parts of an OpenAPI document that no application writes. The specification describes them, and `OpenApiDocument` has an example. */
const partsOfDocument = new Set([
  'Components',
  'Contents',
  'HeaderObject',
  'MediaTypeObject',
  'MethodName',
  'OpenApiVersion',
  'OperationObject',
  'ParameterObject',
  'PathItem',
  'Reference',
  'RequestBodyObject',
  'ResponseObject',
])

test('every export has an example in its docstring, except for the parts of an OpenAPI document', () => {
  const missing = all.filter((each) => !partsOfDocument.has(each.name) && exampleOf(each) === undefined)
  expect(missing.map(({ name, from }) => `${name} of ${from}`)).toEqual([])
})

test.each(examples.map(({ name, file }) => [name, file] as const))('the example of %s runs', async (_name, file) => {
  await import(fileURLToPath(file))
})

test('the compiler accepts every example', () => {
  const compilerOptions = {
    rootDir: '../../..',
    noUnusedLocals: false,
    noUnusedParameters: false,
    isolatedModules: true,
  }
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions,
    include: ['*.ts'],
    references: [{ path: '../../../restapi' }],
  }
  writeFileSync(new URL('tsconfig.json', folder), JSON.stringify(config))
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', fileURLToPath(folder)], { encoding: 'utf8' })
  expect(stdout).toBe('')
})

/** Returns the example of an export. `text // => value` becomes an assertion; what the example uses and does not declare is imported or made. */
function exampleOf({ from, ...each }: PublicExport & { from: string }): Example | undefined {
  const example = /@example\n(.*?)(?=\n@|$)/s.exec(docstringOf(each))?.[1]
  if (example === undefined) return undefined
  const code = example
    .replaceAll(/^const (\w+) = (.*) \/\/ => (.*)$/gm, 'const $1 = $2\nexpect($1).toEqual($3)')
    .replaceAll(/^(?!const )(.*) \/\/ => (.*)$/gm, 'expect($1).toEqual($2)')
  const module = [...importsOf(code, from), ...setUpOf(code), code, 'export {}', ''].join('\n')
  const name = [each.name, ...from.split('/').slice(2)].join(' of ')
  const fileName = `${/^[A-Z]/.test(name) ? 'class-' : ''}${name.replaceAll(' ', '-')}.ts`
  return { name, file: new URL(fileName, folder), module }
}

/** @param own the entry point of the export: two may have an export of one name */
function importsOf(code: string, own: string): readonly string[] {
  const text = `${code}\n${setUpOf(code).join('\n')}`
  const imported = new Set<string>()
  const entries = Object.entries(known).sort(([left], [right]) => Number(right === own) - Number(left === own))
  const lines = entries.map(([from, names]) => {
    const used = names.filter((each) => {
      const name = each.replace('type ', '')
      return uses(text, name) && !declares(code, name) && !imported.has(name)
    })
    for (const each of used) imported.add(each.replace('type ', ''))
    return used.length === 0 ? '' : `import { ${used.join(', ')} } from '${from}'`
  })
  return [uses(text, 'express') && !declares(code, 'express') ? "import express from 'express'" : '', ...lines]
}

/** Makes the end-ware, the routes and the application of an example that does not make them itself. */
function setUpOf(code: string): readonly string[] {
  const made = { app: 'express()', routes: 'api.routes(Router())', api: 'endware({ onFailure: () => {} })' }
  const lines: string[] = []
  for (const [name, value] of Object.entries(made)) {
    if (uses([code, ...lines].join('\n'), name) && !declares(code, name)) lines.unshift(`const ${name} = ${value}`)
  }
  return lines
}

function uses(code: string, name: string): boolean {
  return new RegExp(`(?<![.\\w'"/-])${name}(?![\\w'"-])`).test(code)
}

function declares(code: string, name: string): boolean {
  return new RegExp(
    `(?:const|let|class|function|interface|type) ${name}\\b|import[^;\\n]*\\b${name}\\b[^;\\n]* from`,
  ).test(code)
}
