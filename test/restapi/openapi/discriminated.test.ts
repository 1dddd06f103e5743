import { endware, problemType } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { at, documentOf, info } from './sample-document.js'

const Cat = z.object({ kind: z.literal('cat'), lives: z.int() }).meta({ id: 'Cat' })
const Dog = z.object({ kind: z.enum(['dog', 'puppy']), name: z.string() })
const schemasOf = (schema: z.ZodType) => documentOf({ responses: { 200: schema } }).components.schemas ?? {}
const rootOf = (schema: z.ZodType) =>
  at(documentOf({ responses: { 200: schema } }), 'paths', '/x', 'get', 'responses', 200, 'content', 'application/json')
    .schema

describe('discriminators of unions', () => {
  test('the mapping refers to named schemas; those without a name get one', () => {
    const Pet = z.discriminatedUnion('kind', [Cat, Dog]).meta({ id: 'Pet' })
    const { Pet: pet, ...others } = schemasOf(z.object({ pet: Pet }))
    expect(pet).toEqual({
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/PetDog' }],
      discriminator: {
        propertyName: 'kind',
        mapping: {
          cat: '#/components/schemas/Cat',
          dog: '#/components/schemas/PetDog',
          puppy: '#/components/schemas/PetDog',
        },
      },
    })
    expect(others.PetDog).toMatchObject({ required: ['kind', 'name'] })
  })

  test('a union has a discriminator when it is unnamed, nullable or within a list', () => {
    const union = z.union([Dog, Cat])
    for (const schema of [union, union.nullable(), z.array(union), z.object({ pets: z.record(z.string(), union) })]) {
      expect(JSON.stringify(rootOf(schema))).toContain('"discriminator":{"propertyName":"kind","mapping":{"dog":')
      expect(Object.keys(schemasOf(schema))).toEqual(expect.arrayContaining(['Cat', 'X200Dog']))
    }
  })

  test('the mapping refers to the schemas of requests or to those of answers', () => {
    const Sized = z.object({ kind: z.literal('sized'), size: z.int().default(1) }).meta({ id: 'Sized' })
    const Shape = z.discriminatedUnion('kind', [Cat, Sized]).meta({ id: 'Shape' })
    const routes = endware().routes(Router())
    routes.post('/x', { body: Shape, responses: { 200: Shape } }, ({ body }) => body)
    const { schemas } = openapi(routes, { info }).components
    expect(schemas?.ShapeInput).toMatchObject({
      discriminator: { mapping: { sized: '#/components/schemas/SizedInput' } },
    })
    expect(schemas?.Shape).toMatchObject({ discriminator: { mapping: { sized: '#/components/schemas/Sized' } } })
  })

  test.each([
    ['the same string', z.union([Cat, Cat.extend({ more: z.string() })])],
    ['numbers', z.union([z.object({ v: z.literal(1) }), z.object({ v: z.literal(2) })])],
    ['an optional member', z.union([z.object({ k: z.literal('a').optional() }), z.object({ k: z.literal('b') })])],
    ['one that is not an object', z.union([z.string(), Cat])],
  ])('a union of alternatives with %s has no discriminator', (_, schema) => {
    expect(JSON.stringify([rootOf(schema), schemasOf(schema).X])).not.toContain('discriminator')
  })
})

test('the problems of one status have type as their discriminator, and the root element of problems', () => {
  const problems = ['taken', 'sold'].map((name) => problemType({ type: `/problems/${name}`, title: name, status: 409 }))
  const content = at(
    documentOf({ problems }),
    'paths',
    '/x',
    'get',
    'responses',
    409,
    'content',
    'application/problem+json',
  )
  expect(content.schema).toEqual({
    anyOf: [{ $ref: '#/components/schemas/TakenProblem' }, { $ref: '#/components/schemas/SoldProblem' }],
    discriminator: {
      propertyName: 'type',
      mapping: {
        '/problems/taken': '#/components/schemas/TakenProblem',
        '/problems/sold': '#/components/schemas/SoldProblem',
      },
    },
    xml: { name: 'problem', namespace: 'urn:ietf:rfc:7807' },
  })
})

test.each(['Error', 'Date', 'Object', 'Response', 'Request', 'Record', 'Promise', 'error', 'Map', 'string', 'Partial'])(
  'the component of the reserved name %s gets another name',
  (id) => {
    const schema = z.object({ inner: z.object({ a: z.string() }).meta({ id }) })
    expect(Object.keys(schemasOf(schema))).toContain(`${id}Model`)
    expect(Object.keys(schemasOf(schema))).not.toContain(id)
    expect(JSON.stringify(rootOf(schema))).toContain(`#/components/schemas/${id}Model`)
  },
)
