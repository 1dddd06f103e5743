import { type ErrorInfo, endware, problemType } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { at, documentOf, info, sampleDocument } from './sample-document.js'

const document = sampleDocument()

describe('component schemas', () => {
  const schemas = document.components.schemas ?? {}

  test('a schema with an id is a component of that name', () => {
    expect(Object.keys(schemas)).toEqual([
      'Failure',
      'InvalidField',
      'Money',
      'NewThing',
      'NewThingInput',
      'OutOfStockProblem',
      'Thing',
      'ThingList',
      'ThingPatch',
    ])
  })

  test('requests have a component of their own only when answers differ', () => {
    expect(schemas.NewThing).toMatchObject({ required: ['name', 'price', 'size'] })
    expect(schemas.NewThingInput).toMatchObject({ required: ['name', 'price'], additionalProperties: false })
    expect(schemas).not.toHaveProperty('MoneyInput')
  })

  test('a schema that refers to a schema that differs has two components as well', () => {
    const Inner = z.object({ size: z.int().default(1) }).meta({ id: 'Inner' })
    const Outer = z.object({ inner: Inner }).meta({ id: 'Outer' })
    const routes = endware().routes(Router())
    routes.post('/x', { body: Outer, responses: { 200: Outer } }, ({ body }) => body)
    const made = openapi(routes, { info })
    expect(Object.keys(made.components.schemas ?? {})).toEqual(
      expect.arrayContaining(['Inner', 'InnerInput', 'Outer', 'OuterInput']),
    )
    expect(made.components.schemas?.OuterInput).toMatchObject({
      properties: { inner: { $ref: '#/components/schemas/InnerInput' } },
    })
  })

  test('a schema that is not strict says nothing about additional properties or readOnly', () => {
    expect(schemas.Thing).not.toHaveProperty('additionalProperties')
    expect(schemas.Thing).not.toHaveProperty('readOnly')
    expect(schemas.Money).toMatchObject({ additionalProperties: false })
  })

  test('a recursive schema without an id is named after its operation', () => {
    const Tree: z.ZodType = z.object({ name: z.string(), kids: z.lazy(() => z.array(Tree)) })
    const made = documentOf({ responses: { 200: Tree, 201: z.object({ tree: Tree }) } })
    const names = Object.keys(made.components.schemas ?? {}).filter((name) => name.startsWith('X'))
    expect(names.length).toBeGreaterThan(0)
    const text = JSON.stringify(made)
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      expect(made.components.schemas).toHaveProperty(String(name))
    }
    expect(text).not.toMatch(/"\$ref":"(?!#\/components\/)/)
  })

  test('a reference within an example stays unchanged', () => {
    const pointer = { $ref: '#/somewhere/%zz' }
    const made = documentOf({ responses: { 200: z.object({ schema: z.any().meta({ examples: [pointer] }) }) } })
    const content = at(made, 'paths', '/x', 'get', 'responses', 200, 'content', 'application/json')
    expect(content).toMatchObject({
      schema: { properties: { schema: { examples: [pointer] } } },
      example: { schema: pointer },
    })
  })

  test('openapi() refuses two different schemas with the same id', () => {
    const other = z.object({ a: z.string() })
    const named = { '~standard': { ...other['~standard'], jsonSchema: twice() } } as never
    expect(() => documentOf({ responses: { 200: named, 201: named } })).toThrow(
      /two different schemas have the id 'Same'/,
    )
  })

  test('schemas of the application keep their names, and those of the library get numbers', () => {
    const own = Object.assign(({ status }: ErrorInfo) => ({ oops: status }), { schema: z.object({ oops: z.int() }) })
    const usual = endware().routes(Router())
    const unusual = endware({ envelope: own }).routes(Router())
    const problems = ['a', 'b'].map((folder) =>
      problemType({ type: `/problems/${folder}/conflict`, title: folder, status: 409 }),
    )
    usual.get('/usual', { problems }, () => undefined)
    unusual.get('/unusual', { responses: { 200: z.object({ mine: z.int() }).meta({ id: 'Failure' }) } }, () => ({
      mine: 1,
    }))
    const { components } = openapi([usual, unusual], { info })
    expect(components.schemas).toMatchObject({
      Failure: { properties: { mine: {} } },
      Failure2: { properties: { status: {} } },
      Failure3: { properties: { oops: {} } },
      ConflictProblem: { properties: { title: { const: 'a' } } },
      ConflictProblem2: { properties: { title: { const: 'b' } } },
    })
    expect(JSON.stringify([components.responses?.BadRequest, components.responses?.BadRequest2])).toMatch(
      /^\[.*schemas\/Failure2.*,.*schemas\/Failure3.*\]$/,
    )
  })

  function twice() {
    let calls = 0
    const convert = () => ({ $ref: '#/$defs/Same', $defs: { Same: { const: calls++ } } })
    return { input: convert, output: convert }
  }
})
