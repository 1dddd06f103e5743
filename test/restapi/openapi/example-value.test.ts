import { expect, test } from '@jest/globals'
import { exampleValue } from '../../../restapi/src/openapi/example-value.js'
import type { JsonSchema } from '../../../restapi/src/schema/shape.js'

const schemas: Record<string, JsonSchema> = {
  Name: { type: 'string', examples: ['Ada'] },
  Endless: { type: 'object', properties: { next: { $ref: 'Endless' } }, required: ['next'] },
  Person: {
    type: 'object',
    properties: {
      name: { $ref: 'Name' },
      ...Object.fromEntries(['father', 'mother', 'boss', 'friend'].map((who) => [who, { $ref: 'Person' }])),
      spouse: { anyOf: [{ $ref: 'Person' }, { type: 'null' }] },
    },
    required: ['name', 'spouse'],
  },
}

const rows: [schema: JsonSchema | undefined, example: unknown][] = [
  [undefined, undefined],
  [true, undefined],
  [{}, undefined],
  [{ type: 'string' }, undefined],
  [{ type: 'string', examples: ['a', 'b'] }, 'a'],
  [{ type: 'string', example: 'a' }, 'a'],
  [{ const: 7 }, 7],
  [{ type: 'string', default: 'x' }, 'x'],
  [{ enum: ['a', 'b'] }, 'a'],
  [{ type: 'string', format: 'uuid' }, '0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a'],
  [{ type: 'string', format: 'date-time', pattern: ':[0-9]{2}Z$' }, undefined],
  [{ type: 'string', format: 'date-time', pattern: 'Z$', minLength: 20, maxLength: 24 }, '2026-01-31T12:00:00.000Z'],
  [{ type: 'string', format: 'email', maxLength: 5 }, undefined],
  [{ type: 'string', format: 'date', minLength: 11 }, undefined],
  [{ type: 'string', format: 'date', pattern: '[' }, undefined],
  [{ type: ['integer', 'null'] }, 1],
  [{ type: 'null' }, null],
  [{ type: 'integer', minimum: 5 }, 5],
  [{ type: 'integer', maximum: 0, minimum: -3 }, -3],
  [{ type: 'integer', exclusiveMinimum: 4 }, 5],
  [{ type: 'integer', minimum: 3, multipleOf: 2 }, undefined],
  [{ type: 'integer', multipleOf: 5 }, 5],
  [{ type: 'number', exclusiveMaximum: 0 }, -1],
  [{ type: 'integer', minimum: -9, exclusiveMaximum: -3 }, -4],
  [{ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
  [{ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 1 }, undefined],
  [{ type: 'boolean' }, true],
  [{ $ref: 'Name' }, 'Ada'],
  [{ $ref: 'Endless' }, undefined],
  [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, true],
  [{ type: 'array', items: { $ref: 'Name' } }, ['Ada']],
  [{ type: 'array', items: { type: 'string' } }, undefined],
  [{ type: 'array', items: { const: 1 }, minItems: 3 }, [1, 1, 1]],
  [{ type: 'array', items: { const: 1 }, maxItems: 0 }, []],
  [{ type: 'array', prefixItems: [{ const: 1 }, { const: 2 }], items: false }, [1, 2]],
  [{ type: 'array', prefixItems: [{ const: 1 }], items: { const: 3 }, minItems: 3 }, [1, 3, 3]],
  [{ type: 'array', prefixItems: [{ const: 1 }, { type: 'string' }] }, undefined],
  [{ type: 'object', properties: { a: { const: 1 }, b: { type: 'string' } } }, { a: 1 }],
  [
    { type: 'object', additionalProperties: { const: 1 }, required: ['a', 'b'] },
    { a: 1, b: 1 },
  ],
  [{ type: 'object', properties: { a: { const: 1 } }, required: ['a', 'b'] }, undefined],
  [{ $ref: 'Person' }, { name: 'Ada', spouse: null }],
  [{ type: 'array', items: { $ref: 'Person' }, minItems: 2 }, Array(2).fill({ name: 'Ada', spouse: null })],
  [{ type: 'object', properties: { a: { const: 1 }, b: { type: 'string' } }, required: ['b'] }, undefined],
]

test.each(rows)('the example of %j is %j', (schema, example) => {
  expect(exampleValue(schema, (reference) => schemas[reference])).toEqual(example)
})
