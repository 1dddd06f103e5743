import { endware, type StandardSchema } from '@endware/restapi'
import { expect, test } from '@jest/globals'

// Validators other than zod describe their schemas by JSON Schema alone. By silence, a member is not described.

function schemaOf(jsonSchema: Record<string, unknown>): StandardSchema {
  const convert = (): Record<string, unknown> => jsonSchema
  const validate = (value: unknown): { value: unknown } => ({ value })
  return { '~standard': { version: 1, vendor: 'test', validate, jsonSchema: { input: convert, output: convert } } }
}

const id = { type: 'object', properties: { id: { type: 'integer' }, a: { type: 'integer' } } }
const row = { id: 1, a: 2, secret: 'SECRET' }

const rows: readonly (readonly [says: string, schema: Record<string, unknown>, value: unknown, sent: unknown])[] = [
  ['anyOf of required', { ...id, anyOf: [{ required: ['a'] }, { required: ['b'] }] }, row, { id: 1, a: 2 }],
  ['oneOf of required', { ...id, oneOf: [{ required: ['a'] }, { required: ['b'] }] }, row, { id: 1, a: 2 }],
  ['an empty alternative', { ...id, anyOf: [{}, { title: 'x' }] }, row, { id: 1, a: 2 }],
  ['a negated alternative', { ...id, anyOf: [{ not: { required: ['z'] } }] }, row, { id: 1, a: 2 }],
  ['alternatives of alternatives', { ...id, anyOf: [{ anyOf: [{ required: ['a'] }] }] }, row, { id: 1, a: 2 }],
  ['allOf with a silent part', { allOf: [id, { anyOf: [{ minProperties: 1 }] }] }, row, { id: 1, a: 2 }],
  ['a condition', { ...id, if: { required: ['a'] }, else: { required: ['b'] } }, row, { id: 1, a: 2 }],
  [
    'a constant object',
    { const: { id: 1, of: { x: 1 } } },
    { id: 1, of: { x: 1, s: 2 }, s: 3 },
    { id: 1, of: { x: 1 } },
  ],
  ['listed objects', { enum: ['none', { id: 1 }, { a: 2 }] }, { a: 2, s: 3 }, { a: 2 }],
  ['a listed text', { enum: ['none', { id: 1 }] }, 'none', 'none'],
  ['a constant list', { const: [1, { x: 2 }] }, [1, { x: 2, s: 3 }, 's'], [1, { x: 2 }]],
]

test.each(rows)('drops what %s does not describe', async (_says, schema, value, sent) => {
  const answer = await endware().render(() => value, { contract: { responses: { 200: schemaOf(schema) } } })
  expect(answer.status).toBe(200)
  expect(JSON.parse(String(answer.content))).toEqual(sent)
})
