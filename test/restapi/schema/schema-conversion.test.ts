import { endware, json, xml } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'

const api = endware({ codecs: [json(), xml()], onFailure: () => {} })
const fails = (message: string) => (): never => {
  throw new Error(message)
}
const Circular: Record<string, unknown> = {}
Circular.self = Circular

describe('a schema that cannot be converted', () => {
  const forever = (): z.ZodType => z.object({ a: z.lazy(forever) })
  test.each<[schema: () => z.ZodType, message: RegExp]>([
    [
      () => z.object({ c: z.object({ a: z.string().default(fails('boom')) }) }),
      /the default of the member c\.a .* boom/,
    ],
    [
      () => z.object({ a: z.array(z.int().prefault(fails('boom'))) }),
      /the prefault of the member a\.\[element\] .* boom/,
    ],
    [() => z.object({ a: z.unknown().default(undefined) }), /the default of the member a /],
    [() => z.object({ a: z.unknown().default(Circular) }), /the default of the member a .* circular/],
    [() => z.object({ a: z.lazy(fails('lost')) }), /the member a of the schema/],
    [
      () => z.object({ a: z.union([z.int(), z.tuple([z.string().default(fails('boom'))])]) }),
      /the default of the member a\.0 /,
    ],
    [() => z.record(z.string(), z.string().default(fails('boom'))), /the default of the member \[valueType\] /],
    [forever, /without end/],
  ])('is refused when wired, and the message names the member: case %#', (schema, message) => {
    for (const part of ['query', 'body', 'headers'] as const) {
      const wire = () => api.endpoint({ [part]: schema() }, () => 1)
      expect(wire).toThrow(TypeError)
      expect(wire).toThrow(new RegExp(`^the contract's ${part} cannot be understood: `))
      expect(wire).toThrow(message)
    }
  })

  test('is refused for other validators than zod, too', () => {
    const schema = {
      '~standard': {
        version: 1,
        vendor: 'acme',
        validate: (value: unknown) => ({ value }),
        jsonSchema: { input: fails('no words for it'), output: fails('no words for it') },
      },
    } as const
    expect(() => api.endpoint({ body: schema }, () => 1)).toThrow(
      /^the contract's body cannot be understood: the schema cannot be converted to JSON Schema by acme: no words for it$/,
    )
  })
})

describe('a member without a JSON Schema', () => {
  const page = () => z.object({ of: z.int() }).meta({ id: 'Page' })
  // A query cannot have these: no text becomes one.
  const forBodies: [name: string, member: z.ZodType][] = [
    ['a function', z.function().optional()],
    ['a symbol', z.symbol().optional()],
    ['a map', z.map(z.string(), z.int()).optional()],
    ['a date', z.date().optional()],
  ]
  const forAll: [name: string, member: z.ZodType][] = [
    ['a custom type', z.custom<string>().optional()],
    ['a transformation', z.transform((value) => value).optional()],
    ['undefined', z.undefined().optional()],
    ['a catch that looks at the value', z.int().catch((context) => Number(context.value ?? 0))],
    ['a big integer to catch with', z.bigint().catch(1n)],
    ['a default of big integers', z.bigint().default(1n)],
    [
      'examples of big integers',
      z
        .bigint()
        .optional()
        .meta({ examples: [1n] }),
    ],
    ['an example that contains itself', z.string().optional().meta({ example: Circular })],
    [
      'a function as metadata',
      z
        .string()
        .optional()
        .meta({ label: () => 'x' }),
    ],
    ['two schemas with one id', z.object({ one: page(), two: page() }).optional()],
    ['two different schemas with one id', z.object({ one: page(), two: z.int().meta({ id: 'Page' }) }).optional()],
  ]
  const schemaWith = (member: z.ZodType) => z.object({ n: z.int(), list: z.array(z.boolean()), member })

  test.each(forAll)('does not change how other members of a query are read: %s', async (_name, member) => {
    const routes = api.routes(Router())
    routes.get('/', { query: schemaWith(member) }, ({ query: { n, list } }) => ({ n, list }))
    const read = await request(express().use(routes).use(api.fallback())).get('/?n=1&list=true')
    expect(read.body).toEqual({ n: 1, list: [true] })
  })

  test.each([...forAll, ...forBodies])(
    'does not change how other members of XML are read: %s',
    async (_name, member) => {
      const routes = api.routes(Router())
      routes.post('/', { body: schemaWith(member) }, ({ body: { n, list } }) => ({ n, list }))
      const written = await request(express().use(routes).use(api.fallback()))
        .post('/')
        .set('Content-Type', 'application/xml')
        .send('<a><n>1</n><list>true</list></a>')
      expect(written.body).toEqual({ n: 1, list: [true] })
    },
  )

  test('is one component when equal under one id, else refused', () => {
    const documentOf = (schema: z.ZodType) => {
      const routes = api.routes(Router())
      routes.post('/', { body: schema }, () => 1)
      return openapi(routes, { info: { title: 'a', version: '1' } })
    }
    const { components } = documentOf(z.object({ one: page(), two: page() }))
    expect(components.schemas).toMatchObject({ Page: { type: 'object', required: ['of'] } })
    expect(JSON.stringify(components)).not.toContain('u0000')
    const different = z.object({ one: page(), two: z.string().meta({ id: 'Page' }) })
    expect(() => documentOf(different)).toThrow(
      new TypeError("two different schemas have the id 'Page'; give each an id of its own"),
    )
  })
})
