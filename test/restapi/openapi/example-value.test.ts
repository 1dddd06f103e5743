import { expect, test } from '@jest/globals'
import { exampleValue } from '../../../restapi/src/openapi/example-value.js'
import type { JsonSchema } from '../../../restapi/src/shape.js'

const schemas: Record<string, JsonSchema> = {
  Name: { type: 'string', examples: ['Ada'] },
  Endless: { type: 'object', properties: { next: { $ref: 'Endless' } }, required: ['next'] },
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
  [{ type: ['integer', 'null'] }, 1],
  [{ type: 'integer', minimum: 5 }, 5],
  [{ type: 'integer', maximum: 0, minimum: -3 }, -3],
  [{ type: 'integer', exclusiveMinimum: 4 }, 5],
  [{ type: 'integer', minimum: 3, multipleOf: 2 }, undefined],
  [{ type: 'boolean' }, true],
  [{ $ref: 'Name' }, 'Ada'],
  [{ $ref: 'Endless' }, undefined],
  [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, true],
  [{ type: 'array', items: { $ref: 'Name' } }, ['Ada']],
  [{ type: 'array', items: { type: 'string' } }, undefined],
  [{ type: 'object', properties: { a: { const: 1 }, b: { type: 'string' } } }, { a: 1 }],
  [{ type: 'object', properties: { a: { const: 1 }, b: { type: 'string' } }, required: ['b'] }, undefined],
]

test.each(rows)('%j: %j', (schema, example) => {
  expect(exampleValue(schema, (reference) => schemas[reference])).toEqual(example)
})
