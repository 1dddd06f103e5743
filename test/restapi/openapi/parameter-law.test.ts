import { endware } from '@endware/restapi'
import { type OpenApiDocument, openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import fc from 'fast-check'
import request from 'supertest'
import { z } from 'zod'

// Values of generated schemas, written in the documented style of the parameters, must be read back unchanged.

interface Described {
  readonly schema: z.ZodType
  readonly value: fc.Arbitrary<unknown>
}

const api = endware({ onFailure: () => {} })
const word = fc.stringMatching(/^[a-z0-9é ]*[a-z]$/)
const int = fc.integer()
const of = (schema: z.ZodType, value: fc.Arbitrary<unknown>): Described => ({ schema, value })

const scalarsWith = (text: fc.Arbitrary<string>): fc.Arbitrary<Described> =>
  fc.constantFrom(
    of(z.string(), text),
    of(z.int(), int),
    of(z.number(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    of(z.boolean(), fc.boolean()),
    of(z.enum(['red', 'green']), fc.constantFrom('red', 'green')),
    of(z.literal(7), fc.constant(7)),
    of(z.bigint(), fc.bigInt()),
    of(z.union([z.int(), z.enum(['all', 'none'])]), fc.oneof(int, fc.constantFrom('all', 'none'))),
    of(z.union([z.boolean(), z.number()]), fc.oneof(fc.boolean(), int)),
    of(z.codec(z.iso.date(), z.string(), { decode: (day) => day, encode: (day) => day }), fc.constant('2026-11-28')),
  )

const listOf = ({ schema, value }: Described, minLength: number): Described =>
  of(z.array(schema), fc.array(value, { minLength, maxLength: 4 }))
const tupleOf = (parts: readonly Described[]): Described =>
  of(z.tuple(parts.map(({ schema }) => schema) as [z.ZodType]), fc.tuple(...parts.map(({ value }) => value)))
const objectOf = (members: Readonly<Record<string, Described>>): Described =>
  of(
    z.strictObject(Object.fromEntries(Object.entries(members).map(([key, { schema }]) => [key, schema]))),
    fc.record(Object.fromEntries(Object.entries(members).map(([key, { value }]) => [key, value]))),
  )

const flat = (text: fc.Arbitrary<string>, fewest: number): fc.Arbitrary<Described> => {
  const scalar = scalarsWith(text)
  return fc.oneof(
    scalar,
    scalar.map((each) => listOf(each, fewest)),
    fc.array(scalar, { minLength: 2, maxLength: 3 }).map(tupleOf),
    fc.tuple(scalar, scalar).map(([a, b]) => objectOf({ a, b })),
  )
}

const nested = fc.letrec<{ node: Described; leaf: Described }>((tie) => ({
  leaf: scalarsWith(fc.string({ unit: 'grapheme' })),
  node: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    tie('leaf').map((each) => listOf(each, 1)),
    tie('leaf').map(({ schema, value }) =>
      of(z.record(z.string(), schema), fc.dictionary(word, value, { minKeys: 1 })),
    ),
    tie('node').map((each) => objectOf({ m: each })),
    fc.tuple(tie('node'), tie('leaf')).map(([a, b]) => listOf(objectOf({ a, b }), 1)),
  ),
})).node

const members = (member: fc.Arbitrary<Described>): fc.Arbitrary<Described> =>
  fc.oneof(
    fc.tuple(member, member).map(([a, b]) => objectOf({ one: a, two: b })),
    fc.tuple(member, member).map(([a, b]) => {
      const left = objectOf({ kind: of(z.literal('l'), fc.constant('l')), one: a })
      const right = objectOf({ kind: of(z.literal('r'), fc.constant('r')), one: b })
      return of(z.union([left.schema, right.schema]), fc.oneof(left.value, right.value))
    }),
  )

/** Generates a schema with a value that it accepts. */
const samples = (described: fc.Arbitrary<Described>) =>
  described.chain(({ schema, value }) => value.map((each) => ({ schema, value: each as Record<string, unknown> })))

const shown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each)))

function parametersOf(document: OpenApiDocument) {
  const [item] = Object.values(document.paths)
  const parameters = item?.get?.parameters ?? []
  return parameters.flatMap((parameter) => ('in' in parameter ? [parameter] : []))
}

function bracketed(name: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, member]) => bracketed(`${name}[${key}]`, member))
}

const simple = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? (Array.isArray(value) ? value : Object.entries(value).flat()).map(String)
    : [String(value)]

describe('values in the documented style', () => {
  test('values in a query are read back unchanged', async () => {
    const described = fc.oneof(members(flat(fc.string({ unit: 'grapheme' }), 0)), members(nested))
    const records = scalarsWith(word).map(({ schema, value }) =>
      of(z.record(z.string(), schema), fc.dictionary(word, value)),
    )
    await fc.assert(
      fc.asyncProperty(
        samples(fc.oneof({ arbitrary: described, weight: 5 }, { arbitrary: records, weight: 1 })),
        async ({ schema, value }) => {
          const routes = api.routes(Router())
          routes.get('/', { query: schema }, ({ query }) => ({ read: shown(query) }))
          const parameters = parametersOf(openapi(routes, { info: { title: 'a', version: '1' } }))
          const rest = { ...value }
          const fields = new URLSearchParams()
          for (const { name, style, in: place } of parameters) {
            if (place !== 'query' || style === 'form' || !Object.hasOwn(rest, name)) continue
            const member = rest[name]
            delete rest[name]
            if (style === 'deepObject' && typeof member === 'object') {
              for (const [field, text] of bracketed(name, member)) fields.append(field, text)
            } else for (const item of [member].flat()) fields.append(name, String(item))
          }
          const isFree = parameters.some(({ style }) => style === 'form')
          for (const [name, member] of Object.entries(rest)) if (isFree) fields.append(name, String(member))
          const answer = await request(express().use(routes).use(api.fallback())).get(`/?${fields}`)
          expect(answer.body.read ?? answer.body).toEqual(shown(value))
        },
      ),
      { numRuns: 150 },
    )
  })

  test.each(['path', 'header', 'cookie'] as const)('values in the %s are read back unchanged', async (place) => {
    await fc.assert(
      fc.asyncProperty(
        samples(
          members(
            flat(
              word.map((text) => text.trim()),
              place === 'path' ? 1 : 0,
            ),
          ),
        ),
        async ({ schema, value }) => {
          const routes = api.routes(Router())
          const names = Object.keys(value)
          const path = place === 'path' ? names.map((name) => `/:${name}`).join('') : '/'
          const part = { path: 'params', header: 'headers', cookie: 'cookies' } as const
          routes.get(path, { [part[place]]: schema }, (input) => ({ read: shown(input[part[place]]) }))
          const parameters = parametersOf(openapi(routes, { info: { title: 'a', version: '1' } }))
          const documented = parameters
            .filter((parameter) => parameter.in === place)
            .map(({ name }) => name.toLowerCase())
          expect(documented).toEqual(expect.arrayContaining(names))
          const encoded = (member: unknown): string =>
            simple(member)
              .map((text) => (place === 'header' ? Buffer.from(text).toString('latin1') : encodeURIComponent(text)))
              .join(',')
          const target = place === 'path' ? names.map((name) => `/${encoded(value[name])}`).join('') : '/'
          const sent = request(express().use(routes).use(api.fallback())).get(target)
          if (place === 'header') {
            for (const name of names) if (simple(value[name]).length > 0) sent.set(name, encoded(value[name]))
          }
          if (place === 'cookie') {
            const present = names.filter((name) => simple(value[name]).length > 0)
            sent.set('cookie', present.map((name) => `${name}=${encoded(value[name])}`).join('; '))
          }
          const answer = await sent
          const read = JSON.stringify(answer.body.read ?? answer.body)
          const text = place === 'header' ? Buffer.from(read, 'latin1').toString('utf8') : read
          expect(JSON.parse(text)).toEqual(shown(value))
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('documented query parameters', () => {
  test.each<[name: string, query: z.ZodType, parameters: readonly unknown[]]>([
    [
      'a union has the parameters of each alternative',
      z.discriminatedUnion('t', [
        z.object({ t: z.literal('a'), n: z.number() }),
        z.object({ t: z.literal('b'), n: z.boolean(), m: z.string() }),
      ]),
      [
        { name: 't', required: true, schema: { type: 'string', enum: ['a', 'b'] } },
        { name: 'n', required: true, schema: { anyOf: [{ type: 'number' }, { type: 'boolean' }] } },
        { name: 'm', schema: { type: 'string' } },
      ],
    ],
    [
      'a record has a parameter for each key',
      z.partialRecord(z.enum(['x', 'y']), z.number()),
      [
        { name: 'x', schema: { type: 'number' } },
        { name: 'y', schema: { type: 'number' } },
      ],
    ],
    [
      'a tuple and a value or list have one parameter each',
      z.object({ t: z.tuple([z.number(), z.string()]), n: z.union([z.number(), z.array(z.number())]).optional() }),
      [
        { name: 't', required: true },
        { name: 'n', schema: { anyOf: [{ type: 'number' }, { type: 'array' }] } },
      ],
    ],
    [
      'an object is a deepObject parameter',
      z.object({ f: z.object({ n: z.number() }) }),
      [{ name: 'f', required: true, style: 'deepObject', explode: true, schema: { type: 'object' } }],
    ],
    [
      'a catchall has an object parameter for any name',
      z.object({ a: z.number() }).catchall(z.boolean()),
      [
        { name: 'a', required: true },
        {
          name: 'query',
          style: 'form',
          explode: true,
          schema: { type: 'object', additionalProperties: { type: 'boolean' } },
        },
      ],
    ],
    [
      'a list that may be empty is not required',
      z.object({ a: z.array(z.number()), b: z.array(z.number()).min(1) }),
      [
        { name: 'a', schema: { type: 'array' } },
        { name: 'b', required: true },
      ],
    ],
  ])('%s', (_name, query, expected) => {
    const routes = api.routes(Router())
    routes.get('/', { query }, () => 1)
    const parameters = parametersOf(openapi(routes, { info: { title: 'a', version: '1' } })).filter(
      ({ in: place }) => place === 'query',
    )
    expect(parameters).toMatchObject(expected as object[])
    expect(parameters.map(({ required }) => required)).toEqual(
      expected.map((each) => (each as { required?: true }).required),
    )
  })
})
