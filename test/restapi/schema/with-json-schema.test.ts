import { endware, problemType, type StandardSchema, withJsonSchema } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z as z3 } from 'zod3'

const anything: StandardSchema = { '~standard': { version: 1, vendor: 'hand', validate: (value) => ({ value }) } }

function converted(jsonSchema: Record<string, unknown>): unknown {
  return withJsonSchema(anything, jsonSchema)['~standard'].jsonSchema?.output({ target: 'draft-2020-12' })
}

describe('a JSON Schema given by hand', () => {
  const line = { type: 'object', properties: { n: { type: 'number' } } }
  test.each<[what: string, given: Record<string, unknown>, made: unknown]>([
    ['without a dialect', { type: 'string' }, { type: 'string' }],
    [
      'with definitions of draft 7',
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        $ref: '#/definitions/L',
        definitions: { L: line, Unused: {} },
      },
      { $ref: '#/$defs/L', $defs: { L: line } },
    ],
    [
      'with the items of a tuple as in draft 7',
      { type: 'array', items: [{ type: 'number' }], additionalItems: false },
      { type: 'array', prefixItems: [{ type: 'number' }], items: false },
    ],
    [
      'with a reference to a property',
      { type: 'object', properties: { a: line, b: { $ref: '#/properties/a' } } },
      { type: 'object', properties: { a: line, b: { $ref: '#/$defs/a' } }, $defs: { a: line } },
    ],
    [
      'with definitions of one name in two places',
      { anyOf: [{ $ref: '#/definitions/a' }, { $ref: '#/x/a' }], definitions: { a: line }, x: { a: { type: 'null' } } },
      {
        anyOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a2' }],
        x: { a: { type: 'null' } },
        $defs: { a: line, a2: { type: 'null' } },
      },
    ],
    [
      'that refers to itself',
      { type: 'object', properties: { all: { type: 'array', items: { $ref: '#' } } } },
      { type: 'object', properties: { all: { type: 'array', items: { $ref: '#' } } } },
    ],
    [
      'with a recursive definition',
      { $ref: '#/definitions/T', definitions: { T: { type: 'array', items: { $ref: '#/definitions/T' } } } },
      { $ref: '#/$defs/T', $defs: { T: { type: 'array', items: { $ref: '#/$defs/T' } } } },
    ],
  ])('%s is brought to draft 2020-12', (_what, given, made) => {
    expect(converted(given)).toEqual(made)
  })

  test.each<[what: string, jsonSchema: unknown, message: RegExp]>([
    ['no object', 'string', /a jsonSchema must be an object, such as \{ type: 'string' \}; got 'string'/],
    [
      'a lost reference',
      { $ref: '#/definitions/No' },
      /the jsonSchema refers to nothing in its schema: #\/definitions\/No/,
    ],
    ['an unknown type', { type: 'strin' }, /the jsonSchema at \/type must be one of array, .*; got 'strin'$/],
    ['no type at all', { type: [] }, /the jsonSchema at \/type must be one of .*, or a list of them; got an array$/],
    [
      'an unknown type of a member',
      { type: 'object', properties: { a: { type: ['null', 'Object'] } } },
      /the jsonSchema at \/properties\/a\/type must be one of .*; got 'Object'$/,
    ],
    [
      'a member that is no schema',
      { properties: { a: 'string' } },
      /at \/properties\/a must be a schema, .*; got 'string'$/,
    ],
    ['members in a list', { properties: ['a'] }, /at \/properties must be an object of schemas by name; got an array$/],
    ['items that are no schema', { type: 'array', items: 'string' }, /at \/items must be a schema, .*; got 'string'$/],
    [
      'alternatives that are no list',
      { anyOf: { type: 'string' } },
      /at \/anyOf must be a list of schemas; got an object$/,
    ],
    [
      'a definition with an unknown type',
      { definitions: { A: { type: 5 } } },
      /at \/definitions\/A\/type must be one of .*; got 5$/,
    ],
    ['a reference to elsewhere', { $ref: 'https://example.com/a.json' }, /refers to nothing in its schema/],
  ])('is refused when wired: %s', (_what, jsonSchema, message) => {
    const pair = { schema: anything, jsonSchema: jsonSchema as Record<string, unknown> }
    const api = endware()
    expect(() => api.endpoint({ body: pair }, () => 200)).toThrow(message)
    expect(() => api.endpoint({ body: pair }, () => 200)).toThrow(/^the contract's body cannot be understood: /)
    expect(() => api.endpoint({ responses: { 200: pair } }, () => 200)).toThrow(
      /^the contract's responses\.200 cannot be un/,
    )
  })

  test('without a schema is refused when wired', () => {
    const contract = { responses: { 204: { jsonSchema: {} } } }
    expect(() => endware().endpoint(contract, () => 204)).toThrow(/responses\.204 has a jsonSchema without a schema/)
    const body = { jsonSchema: {} } as never
    expect(() => endware().endpoint({ body }, () => 204)).toThrow(
      /the schema beside a jsonSchema must be a Standard Schema/,
    )
  })

  test('describes the extensions of a problem', () => {
    const declaration = { type: '/problems/sold-out', title: 'Sold out', status: 409 }
    const left = z3.object({ left: z3.number() })
    const jsonSchema = { type: 'object', properties: { left: { type: 'number' } } }
    const soldOut = problemType({ ...declaration, extensions: withJsonSchema(left, jsonSchema) })
    const members: { left: number } = Object.assign({ left: 2 }, { secret: 's' })
    expect(soldOut(members).members).toEqual({ ...declaration, left: 2 })
    expect(() => problemType({ ...declaration, extensions: left })).toThrow(
      /schema of zod without a JSON Schema: use zod 4\.2/,
    )
  })

  test('names its definitions in the document', () => {
    const routes = endware().routes(Router())
    const jsonSchema = { $ref: '#/definitions/Thing', definitions: { Thing: line } }
    routes.post('/things', { operationId: 'add', body: { schema: anything, jsonSchema } }, () => 204)
    const { paths, components } = openapi(routes, { info: { title: 't', version: '1' } })
    expect(JSON.stringify(paths)).toContain('{"$ref":"#/components/schemas/Thing"}')
    expect(components?.schemas).toMatchObject({ Thing: line })
  })
})
