import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { JsonSchema, Shape } from '../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../restapi/src/schema/shape-compiler.js'
import { decodeXml } from '../../../restapi/src/xml/reading/decode-xml.js'
import { encodeXml } from '../../../restapi/src/xml/writing/encode-xml.js'
import { objectOf } from './written.js'

interface Described {
  readonly schema: Record<string, unknown>
  readonly values: fc.Arbitrary<unknown>
}

/** XML Objects, many of them valid alone and invalid together. */
const xmlObject = fc
  .array(
    fc.constantFrom<object>(
      { name: 'a' },
      { name: 'b' },
      { name: 'item' },
      { name: 'xmlns' },
      { prefix: 'p', namespace: 'urn:a' },
      { prefix: 'p', namespace: 'urn:b' },
      { prefix: 'q', namespace: 'urn:b' },
      { prefix: 'xml', namespace: 'http://www.w3.org/XML/1998/namespace' },
      { namespace: 'urn:a' },
      { namespace: 'urn:b' },
      { prefix: 'p' },
      { attribute: true },
      { attribute: false },
      { wrapped: true },
      { nodeType: 'element' },
      { nodeType: 'attribute' },
      { nodeType: 'text' },
      { nodeType: 'none' },
    ),
    { maxLength: 2 },
  )
  .map((parts) => Object.assign({}, ...parts))

const scalar: fc.Arbitrary<Described> = fc.constantFrom(
  { schema: { type: 'string' }, values: fc.constantFrom('', 'x', ' 1 ', 'a&<b') },
  { schema: { type: 'number' }, values: fc.integer() },
  { schema: { type: ['string', 'number'] }, values: fc.constantFrom('1', 1, 'x') },
)

const list = (items: Described): Described => ({
  schema: { type: 'array', items: items.schema },
  values: fc.array(items.values, { maxLength: 3 }),
})

const object = (first: Described, second: Described): Described => ({
  schema: { ...objectOf({ k: first.schema, l: second.schema }), additionalProperties: false },
  values: fc.record({ k: first.values, l: second.values }),
})

/** One schema combined with another in the ways that validators produce. */
const layered = (inner: fc.Arbitrary<Described>): fc.Arbitrary<Described> =>
  fc
    .tuple(inner, xmlObject, fc.constantFrom('beside', 'allOf', 'nullish', 'allOf first'))
    .map(([{ schema, values }, xml, way]) => {
      if (way === 'beside') return { schema: { ...schema, xml: { ...Object(schema.xml), ...xml } }, values }
      if (way === 'allOf') return { schema: { allOf: [schema], xml }, values }
      if (way === 'allOf first') return { schema: { allOf: [{ xml }, schema] }, values }
      return { schema: { anyOf: [schema, { type: 'null' }], xml }, values: fc.option(values) }
    })

const layers = (inner: fc.Arbitrary<Described>): fc.Arbitrary<Described> =>
  fc.oneof(inner, layered(inner), layered(layered(inner)))

const members = layers(fc.oneof({ weight: 2, arbitrary: scalar }, { weight: 1, arbitrary: layers(scalar).map(list) }))
const objects = layers(fc.tuple(members, members).map(([first, second]) => object(first, second)))
const roots = fc.oneof(
  objects,
  layers(objects.map(list)),
  fc.tuple(objects, members).map(([first, second]) => object(first, second)),
  fc.tuple(objects.map(list), members).map(([first, second]) => object(first, second)),
)

/** Returns the shape of a schema; undefined if its XML Objects are refused. */
function wired(schema: JsonSchema): Shape | undefined {
  try {
    return shapeOf(schema)
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toHaveProperty('message', expect.stringMatching(/^the (?:XML Object of|prefix) /))
    return undefined
  }
}

describe('XML Objects combined in one schema', () => {
  test('are refused when wired, or what they write is read back', () => {
    let accepted = 0
    fc.assert(
      fc.property(
        roots.chain(({ schema, values }) => fc.record({ schema: fc.constant(schema), value: values })),
        ({ schema, value }) => {
          const shape = wired(schema)
          if (shape === undefined) return
          accepted++
          const document = encodeXml(value, { kind: 'value', shape })
          expect(decodeXml(Buffer.from(document), { shape, maxDepth: 64 })).toEqual(value)
        },
      ),
      { numRuns: 2000 },
    )
    expect(accepted).toBeGreaterThan(200)
  })

  const text = { type: 'string' }
  const number = { type: 'number' }
  test.each<[what: string, schema: JsonSchema, message: string]>([
    [
      'an attribute that gets a namespace without a prefix',
      objectOf({
        a: { anyOf: [{ ...text, xml: { attribute: true } }, { type: 'null' }], xml: { namespace: 'urn:a' } },
      }),
      'the XML Object of the property "a" of the schema must have a prefix for the namespace of its attribute',
    ],
    [
      'two attributes whose prefix has two meanings',
      objectOf({
        a: { ...text, xml: { attribute: true, prefix: 'p', namespace: 'urn:a' } },
        b: { ...text, xml: { attribute: true, prefix: 'p', namespace: 'urn:b' } },
      }),
      'the XML Object of the property "b" must give the prefix p the namespace that it has in another attribute',
    ],
    [
      'text beside an element',
      objectOf({ a: { ...text, xml: { nodeType: 'text' } }, b: number }),
      'the XML Object of the property "a" makes it text beside the element b; only attributes can stand beside text',
    ],
    [
      'a text that is wrapped',
      objectOf({ a: { allOf: [{ xml: { wrapped: true } }, text] } }),
      'the XML Object of the property "a" of the schema has wrapped, which is for arrays only',
    ],
    [
      'a text that another part wraps and the text does not',
      objectOf({ a: { allOf: [{ xml: { wrapped: true } }, { ...text, xml: { attribute: false } }] } }),
      'the XML Object of the property "a" of the schema has wrapped, which is for arrays only',
    ],
    [
      'two texts',
      objectOf({ a: { ...text, xml: { nodeType: 'text' } }, b: { ...number, xml: { nodeType: 'text' } } }),
      'the XML Object of the property "b" makes it text; the element has one text, the property "a"',
    ],
    [
      'text of an object',
      objectOf({ a: { ...objectOf({}), xml: { nodeType: 'text' } } }),
      'the XML Object of the property "a" of the schema makes text of an object or an array',
    ],
    [
      'CDATA',
      objectOf({ a: { ...text, xml: { nodeType: 'cdata' } } }),
      "the XML Object of the property \"a\" of the schema has the nodeType 'cdata', which XML readers treat like text; use 'text'",
    ],
    [
      'no node for an object',
      objectOf({ a: { ...objectOf({}), xml: { nodeType: 'none' } } }),
      'the XML Object of the property "a" of the schema has the nodeType \'none\', which is for arrays only',
    ],
    [
      'a node type beside what it replaces',
      objectOf({ a: { ...text, xml: { nodeType: 'attribute', attribute: true } } }),
      'the XML Object of the property "a" of the schema has both nodeType and attribute; use nodeType alone',
    ],
  ])('are refused when wired: %s', (_what, schema, message) => {
    expect(() => shapeOf(schema)).toThrow(new TypeError(message))
  })
})
