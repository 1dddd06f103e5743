import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkStructure } from '../../../../restapi/src/formats/check-structure.js'
import type { JsonSchema } from '../../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { decodeXml } from '../../../../restapi/src/xml/reading/decode-xml.js'
import { StepCounter } from '../../../support/count-steps.js'
import { objectOf } from '../written.js'

const counter = new StepCounter(/\/restapi\/src\//)
afterAll(() => counter.stop())

/** Part of a schema whose nodes are in its `$defs`. */
type Part = Readonly<Record<string, unknown>>

const nodeNames = ['a', 'b', 'c']
const node: fc.Arbitrary<Part> = fc.constantFrom(...nodeNames).map((name) => ({ $ref: `#/$defs/${name}` }))
const number: Part = { type: 'number' }

const arrayOf = (items: Part): Part => ({ type: 'array', items })
const recordOf = (member: Part): Part => ({ type: 'object', additionalProperties: member })
const oneOrMany = (part: Part): Part => ({ anyOf: [part, arrayOf(part)] })
const nullable = (part: Part): Part => ({ anyOf: [part, { type: 'null' }] })

/** Member that holds nodes in one of the ways in which an element is ambiguous. */
const member: fc.Arbitrary<Part> = fc.oneof(
  node,
  node.map(oneOrMany),
  node.map(arrayOf),
  node.map((part) => nullable(oneOrMany(part))),
  node.map((part) => oneOrMany(recordOf(part))),
  node.map((part) => oneOrMany(nullable(part))),
  fc.array(node, { minLength: 2, maxLength: 3 }).map((anyOf) => ({ anyOf })),
  fc.array(node.map(oneOrMany), { minLength: 2, maxLength: 3 }).map((anyOf) => ({ anyOf })),
  fc.tuple(node, node).map(([left, right]) => ({ anyOf: [arrayOf(left), arrayOf({ anyOf: [left, right] })] })),
  fc
    .tuple(node, node)
    .map(([left, right]) => ({ anyOf: [{ anyOf: [left, number] }, oneOrMany({ anyOf: [right, left] })] })),
)

const keys = ['x', 'y']
const object: fc.Arbitrary<Part> = fc
  .record({
    x: member,
    y: member,
    kind: fc.constantFrom(undefined, 'k', 'l'),
    closed: fc.boolean(),
    required: fc.subarray(keys),
  })
  .map(({ x, y, kind, closed, required }) => ({
    ...objectOf(
      { ...(kind === undefined ? {} : { kind: { const: kind } }), x, y },
      kind === undefined ? required : ['kind', ...required],
    ),
    ...(closed ? { additionalProperties: false } : {}),
  }))

const schemas: fc.Arbitrary<JsonSchema> = fc
  .record({ a: object, b: object, c: fc.oneof(object, member) })
  .filter(({ c }) => !JSON.stringify(c).includes('#/$defs/c') || c.type === 'object')
  .map(($defs) => ({ $ref: '#/$defs/a', $defs }))

/** Content in the middle of the document that fits no alternative. */
const middles = fc.constantFrom(
  '<z/>',
  '<x>t</x><x/>',
  't',
  '<x><constructor><prototype/></constructor></x>',
  '<y><z>1</z></y><x/>',
)
const steps = fc.array(fc.constantFrom(...keys, 'z', 'kind'), { minLength: 1, maxLength: 3 })

function nested(names: readonly string[], middle: string, depth: number): string {
  const path = Array.from({ length: depth }, (_, level) => names[level % names.length] as string)
  return `${path.map((name) => `<${name}>`).join('')}${middle}${path
    .reverse()
    .map((name) => `</${name}>`)
    .join('')}`
}

/** Returns the steps of reading each document, one after the other. */
function stepsOfReading(schema: JsonSchema, ...documents: readonly string[]): readonly number[] {
  // Parts of a shape are compiled when they are first used, so each document has one of its own.
  const readings = documents.map((document) => ({ document, shape: shapeOf(schema) }))
  return counter.counts(
    readings.map(({ document, shape }) => () => {
      try {
        decodeXml(Buffer.from(document), { shape, maxDepth: 64 })
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError)
      }
    }),
  )
}

describe('steps of reading a body', () => {
  test('are linear for one or many ambiguous elements, nested 60 deep', () => {
    const schema = { ...objectOf({ child: oneOrMany({ $ref: '#' }) }, []), additionalProperties: false }
    const documents = [15, 30, 60].map((depth) => `<r>${nested(['child'], '<z/>', depth)}</r>`)
    const [some = 0, twice = 0, fourTimes = 0] = stepsOfReading(schema, ...documents)
    expect(fourTimes - twice).toBeLessThan(2.2 * (twice - some) + 100)
  })

  test.each<[what: string, item: string]>([
    ['that all fit', '<i><a>1</a><b>x</b></i>'],
    ['of which none fits', '<i/>'],
    ['of which none has the member', '<i><z>1</z></i>'],
  ])('do not grow with alternatives of the same names, for items %s', (_what, item) => {
    const [few = 0, many = 0] = [2, 20].map((count) => {
      const alternatives = Array.from({ length: count }, (_, at) =>
        objectOf({ a: number, b: { maxLength: at } }, ['a', 'b']),
      )
      return stepsOfReading(objectOf({ i: arrayOf({ anyOf: alternatives }) }, ['i']), `<r>${item.repeat(200)}</r>`)[0]
    })
    expect(many).toBeLessThan(2 * few)
  })

  test('are linear in depth for recursive schemas and unfit documents', () => {
    fc.assert(
      fc.property(schemas, steps, middles, (schema, names, middle) => {
        const documents = [24, 48].map((depth) => `<r>${nested(names, middle, depth)}</r>`)
        const [some, twice] = stepsOfReading(schema, ...documents)
        expect(twice).toBeLessThan(2.5 * (some ?? 0) + 2000)
      }),
      { numRuns: 15 },
    )
  })

  test('are linear in breadth for recursive schemas and unfit documents', () => {
    fc.assert(
      fc.property(schemas, steps, middles, (schema, names, middle) => {
        const documents = [20, 40].map((times) => `<r>${nested(names, middle, 5).repeat(times)}</r>`)
        const [some, twice] = stepsOfReading(schema, ...documents)
        expect(twice).toBeLessThan(2.5 * (some ?? 0) + 2000)
      }),
      { numRuns: 12 },
    )
  })

  test('are linear in the compiled reader for documents that fit', () => {
    const schema = objectOf({ x: { type: 'array', items: objectOf({ n: number, t: { type: 'string' } }) } })
    const [first = '', second = ''] = [200, 400].map(
      (times) => `<r>${'<x><n>1</n><t>a &amp; b</t></x>'.repeat(times)}</r>`,
    )
    const [, some = 0, twice = 0] = stepsOfReading(schema, first, first, second)
    expect(twice).toBeLessThan(2.2 * some)
  })

  test('are at most the sum over the alternatives for a union', () => {
    const alternatives = Array.from({ length: 10 }, (_, at) =>
      objectOf({ name: { type: 'string' }, [`n${at}`]: number }, ['name']),
    )
    const document = `<r>${'<x><name>1</name><z>2</z></x>'.repeat(100)}</r>`
    const inList = (items: unknown): JsonSchema => objectOf({ x: { type: 'array', items } })
    const single = Math.max(
      ...alternatives.flatMap((alternative) =>
        stepsOfReading(inList({ anyOf: [alternative, { const: 1 }] }), document),
      ),
    )
    expect(stepsOfReading(inList({ anyOf: alternatives }), document)[0]).toBeLessThan(10 * single)
  })

  test('are about those of one alternative for a union with a discriminator', () => {
    const objects = Array.from({ length: 10 }, (_, at) => objectOf({ kind: { const: `k${at}` }, n: number }))
    const document = `<r>${'<x><kind>k3</kind><n>z</n></x>'.repeat(100)}</r>`
    const inList = (items: unknown): JsonSchema => objectOf({ x: { type: 'array', items } })
    const [two = 0, ten = 0] = [objects.slice(3, 5), objects].flatMap((anyOf) =>
      stepsOfReading(inList({ anyOf }), document),
    )
    expect(ten).toBeLessThan(1.5 * two)
  })

  test('are linear for JSON', () => {
    const bodies = [24, 48].map((depth) => JSON.parse(`${'{"x":['.repeat(depth)}1${']}'.repeat(depth)}`))
    const [some = 0, twice = 0] = bodies.map((body) => counter.count(() => checkStructure(body, 200)))
    expect(twice).toBeLessThan(2.2 * some)
  })
})
