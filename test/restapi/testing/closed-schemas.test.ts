import { proveDocument } from '@endware/restapi/testing'
import { expect, test } from '@jest/globals'
import { serve } from '../../support/serve.js'

const a = { type: 'object', properties: { a: {} }, required: ['a'] }
const b = { type: 'object', properties: { b: {} }, required: ['b'] }
const schemas = {
  A: a,
  B: b,
  Both: { allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] },
  Tree: { type: 'object', properties: { kids: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } },
}
const [refA, refB, refBoth, refTree] = Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` }))

const rows: [what: string, schema: unknown, fits: unknown, undocumented: unknown][] = [
  ['an object', a, { a: 1 }, { a: 1, x: 1 }],
  ['a component', refA, { a: 1 }, { a: 1, x: 1 }],
  ['an object or null', { ...a, type: ['object', 'null'] }, null, { a: 1, x: 1 }],
  ['properties without a type', { properties: { a: {} } }, { a: 1 }, { a: 1, x: 1 }],
  ['patterns of names', { type: 'object', patternProperties: { '^x-': {} } }, { 'x-a': 1 }, { a: 1 }],
  ['within a member', { properties: { a } }, { a: { a: 1 } }, { a: { a: 1, x: 1 } }],
  ['within items', { type: 'array', items: refA }, [{ a: 1 }], [{ a: 1, x: 1 }]],
  ['within leading items', { prefixItems: [refA] }, [{ a: 1 }], [{ a: 1, x: 1 }]],
  ['within further members', { additionalProperties: refA }, { any: { a: 1 } }, { any: { a: 1, x: 1 } }],
  ['all of several', { allOf: [a, b] }, { a: 1, b: 1 }, { a: 1, b: 1, x: 1 }],
  ['all of several components', refBoth, { a: 1, b: 1 }, { a: 1, b: 1, x: 1 }],
  ['a member beside a reference', { ...refA, properties: { c: {} } }, { a: 1, c: 1 }, { a: 1, x: 1 }],
  ['any of several', { anyOf: [refA, refB] }, { a: 1, b: 1 }, { a: 1, x: 1 }],
  ['any of several, with members of another', { anyOf: [a, { ...b, required: ['b', 'c'] }] }, { a: 1 }, { a: 1, b: 1 }],
  ['an object or nothing', { anyOf: [refA, { type: 'null' }] }, null, { a: 1, x: 1 }],
  ['one of several, and a member', { oneOf: [a, b], properties: { c: {} } }, { a: 1, c: 1 }, { b: 1, x: 1 }],
  ['one of several in all', { allOf: [{ oneOf: [a, b] }, { properties: { c: {} } }] }, { b: 1, c: 1 }, { b: 1, x: 1 }],
  ['on a condition', { properties: { c: {} }, if: b, else: { properties: { d: {} } } }, { d: 1 }, { b: 1, d: 1 }],
  ['what holds itself', refTree, { kids: [{ kids: [] }] }, { kids: [{ x: 1 }] }],
]

test.each(rows)(
  'a member that the schema does not describe is undocumented: %s',
  async (_, schema, fits, undocumented) => {
    expect(await faultsOf(schema, fits)).toEqual([])
    expect((await faultsOf(schema, undocumented)).length).toBeGreaterThan(0)
  },
)

test.each([
  ['anything', true, { x: 1 }],
  ['any object', { type: 'object' }, { x: 1 }],
  ['an object with others', { ...a, additionalProperties: true }, { a: 1, x: 1 }],
  ['anything besides', { anyOf: [a, {}] }, { x: 1 }],
  ['a constant', { const: { x: 1 } }, { x: 1 }],
  ['an example that looks like a schema', { examples: [a], default: { properties: {} } }, { x: 1 }],
  ['a reference to what is open', { allOf: [refA, { additionalProperties: true }] }, { a: 1, x: 1 }],
])('a schema that allows other members accepts them: %s', async (_, schema, value) => {
  expect(await faultsOf(schema, value)).toEqual([])
})

/** Returns the faults of a value that is documented by this schema. */
async function faultsOf(schema: unknown, value: unknown): Promise<readonly string[]> {
  const content = { 'application/json': { schema } }
  const get = { operationId: 'x', responses: { 200: { content } } }
  const serving = await serve((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
  })
  try {
    const report = await proveDocument({ paths: { '/x': { get } }, components: { schemas } }, { baseUrl: serving.url })
    expect(report.missing).toEqual([])
    return report.faults.map(({ message }) => message)
  } finally {
    await serving.close()
  }
}
