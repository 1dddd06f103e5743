import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { JsonSchema, Shape } from '../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../restapi/src/schema/shape-compiler.js'

const string = { type: 'string' }
const number = { type: 'number' }

/** The shape in a line, references followed: what a table can show. */
function line(shape: Shape, depth = 3): string {
  const mark = shape.nullable && shape.kind !== 'any' && shape.kind !== 'null' ? '?' : ''
  return `${inside(shape, depth)}${mark}`
}

function inside(shape: Shape, depth: number): string {
  if (depth === 0) return '…'
  switch (shape.kind) {
    case 'number':
      return shape.integer ? 'integer' : 'number'
    case 'string':
      return shape.base64 ? 'octets' : (shape.format ?? 'string')
    case 'enum':
      return shape.values.map((value) => JSON.stringify(value)).join('|')
    case 'array':
      return `[${[...shape.prefixItems.map((item) => line(item.shape, depth - 1)), `${line(shape.items.shape, depth - 1)}*`].join(' ')}]`
    case 'object': {
      const members = [...shape.properties.values()].map(
        (property) => `${property.key}${property.required ? '' : '?'}:${line(property.shape, depth - 1)}`,
      )
      const rest = shape.additional === undefined ? [] : [`*:${line(shape.additional.shape, depth - 1)}`]
      return `{${[...members, ...rest].join(' ')}}`
    }
    case 'union':
      return `(${shape.alternatives.map((alternative) => line(alternative, depth)).join(' or ')})`
    default:
      return shape.kind
  }
}

describe('the shape of a schema', () => {
  test.each<[schema: JsonSchema, shape: string]>([
    [true, 'any'],
    [false, 'any'],
    [{}, 'any'],
    [string, 'string'],
    [{ type: 'string', format: 'date-time' }, 'date-time'],
    [{ type: 'string', contentEncoding: 'base64' }, 'octets'],
    [{ type: 'integer' }, 'integer'],
    [{ type: 'null' }, 'null'],
    [{ type: 'unheard-of' }, 'any'],
    [{ const: 'a' }, '"a"'],
    [{ const: null }, 'null'],
    [{ enum: [1, '1', true, null] }, '1|"1"|true?'],
    [{ enum: [{ a: 1 }] }, 'any'],
    [{ type: ['string', 'null'] }, 'string?'],
    [{ type: ['string', 'number'] }, '(string or number)'],
    [{ type: 'array' }, '[any*]'],
    [{ items: string }, '[string*]'],
    [{ type: 'array', prefixItems: [string, number], items: { type: 'boolean' } }, '[string number boolean*]'],
    [{ type: 'object' }, '{*:any}'],
    [{ properties: { a: string, b: number }, required: ['b'], additionalProperties: false }, '{a?:string b:number}'],
    [{ type: 'object', additionalProperties: number, required: ['a'] }, '{a:number *:number}'],
    [{ type: 'object', patternProperties: { '^a': string } }, '{*:any}'],
    [{ anyOf: [string, { type: 'null' }] }, 'string?'],
    [{ oneOf: [string, { anyOf: [number, { type: 'null' }] }] }, '(string or number)?'],
    [{ anyOf: [string, {}] }, 'any'],
    [{ anyOf: [] }, 'null'],
    [{ anyOf: [{ items: string }, number, { items: number }] }, '([(string or number)*] or number)'],
    [
      {
        anyOf: [
          { type: 'array', prefixItems: [string] },
          { type: 'array', prefixItems: [number, number] },
        ],
      },
      '[(string or number) number any*]',
    ],
    [
      { allOf: [{ properties: { a: string } }, { properties: { b: number }, required: ['a', 'b'] }] },
      '{a:string b:number *:any}',
    ],
    [{ allOf: [{ properties: { a: string }, additionalProperties: false }, { properties: { a: {} } }] }, '{a?:string}'],
    [
      { allOf: [{ anyOf: [{ required: ['a'] }, { required: ['b'] }] }, { type: 'object' }] },
      '({a:any *:any} or {b:any *:any})',
    ],
    [{ allOf: [string, { enum: ['x'] }] }, '"x"'],
    [{ allOf: [{ type: ['string', 'null'] }, { type: ['string', 'null'] }] }, 'string?'],
    [{ allOf: [{ type: ['string', 'number'] }, string] }, 'string'],
    [{ allOf: [{ items: {} }, { items: string }] }, '[any*]'],
    [{ allOf: [{ type: 'array' }, { items: string }] }, '[string*]'],
    [{ $ref: '#/$defs/a', $defs: { a: string } }, 'string'],
    [{ $ref: '#/$defs/a~1b%20~0', $defs: { 'a/b ~': number } }, 'number'],
    [{ properties: { next: { $ref: '#' } } }, '{next?:{next?:{next?:… *:…} *:any} *:any}'],
  ])('%j is %s', (schema, shape) => {
    expect(line(shapeOf(schema))).toBe(shape)
  })

  test('is that of what zod says, recursion included', () => {
    const Node = z.object({
      name: z.string().meta({ xml: { attribute: true } }),
      get children() {
        return z.array(Node)
      },
      get parent() {
        return Node.nullable().meta({ xml: { name: 'up' } })
      },
    })
    const shape = shapeOf(Node['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))
    expect(line(shape, 2)).toBe('{name:string children:[…*] parent:{name:… children:… parent:…? *:…}? *:any}')
    const [name, children, parent] = shape.kind === 'object' ? [...shape.properties.values()] : []
    expect(name?.shape.xml).toEqual({ attribute: true })
    expect(children?.shape.kind === 'array' && children.shape.items.shape).toBe(shape)
    expect(parent?.shape.xml).toEqual({ name: 'up' })
  })

  test('takes the XML Object from beside a reference, from what is referred to, and from the one alternative to null', () => {
    const $defs = { address: { type: 'object', xml: { name: 'address', namespace: 'urn:a' } } }
    const properties = {
      home: { $ref: '#/$defs/address', xml: { name: 'home' } },
      work: { anyOf: [{ $ref: '#/$defs/address' }, { type: 'null' }] },
    }
    const shape = shapeOf({ type: 'object', properties, $defs })
    const [home, work] = shape.kind === 'object' ? [...shape.properties.values()] : []
    expect(home?.shape.xml).toEqual({ name: 'home', namespace: 'urn:a' })
    expect(work?.shape.xml).toEqual({ name: 'address', namespace: 'urn:a' })
    expect(work?.shape.nullable).toBe(true)
  })

  test('makes an array of what has no schema and is wrapped, as a Set', () => {
    expect(line(shapeOf({ xml: { wrapped: true } }))).toBe('[any*]?')
  })

  test.each<[what: string, property: unknown, message: string]>([
    ['a name with a space', { xml: { name: 'a b' } }, 'has a name that is no XML name: "a b"'],
    ['a name with a colon', { xml: { name: 'a:b' } }, 'has a name that is no XML name: "a:b"'],
    ['an empty name', { xml: { name: '' } }, 'has a name that is no XML name: ""'],
    ['a name with a digit first', { xml: { name: '1a' } }, 'has a name that is no XML name: "1a"'],
    [
      'a name that reads as an escape',
      { xml: { name: 'a_x0020_b' } },
      'has a name that reads as an escaped key: a_x0020_b',
    ],
    ['a name that is no text', { xml: { name: 1 } }, 'has a name that is no text'],
    ['metadata that is no object', { xml: 'p' }, 'is an object'],
    ['attribute that is no boolean', { xml: { attribute: 'yes' } }, 'has attribute neither true nor false'],
    ['wrapped that is no boolean', { xml: { wrapped: 1 } }, 'has wrapped neither true nor false'],
    [
      'an attribute called xmlns',
      { ...string, xml: { attribute: true, name: 'xmlns' } },
      'has a name that declares namespaces',
    ],
    [
      'an attribute that is an object',
      { type: 'object', xml: { attribute: true } },
      'makes an attribute of an object or an array',
    ],
    [
      'an attribute that is an array',
      { type: 'array', xml: { attribute: true } },
      'makes an attribute of an object or an array',
    ],
    [
      'an attribute that may be an array',
      { type: ['string', 'array'], xml: { attribute: true } },
      'makes an attribute of an object or an array',
    ],
    ['wrapped on a text', { ...string, xml: { wrapped: true } }, 'is wrapped, but no array'],
    ['a prefix without namespace', { xml: { prefix: 'p' } }, 'has a prefix without a namespace: p'],
    [
      'a prefix that is no name',
      { xml: { prefix: 'p:', namespace: 'urn:a' } },
      'has a prefix that is no XML name: "p:"',
    ],
    ['a reserved prefix', { xml: { prefix: 'xsi', namespace: 'urn:a' } }, 'has a reserved prefix: xsi'],
    ['a relative namespace', { xml: { namespace: 'shop' } }, 'has a namespace that is no absolute URI: "shop"'],
    [
      'the namespace of declarations',
      { xml: { namespace: 'http://www.w3.org/2000/xmlns/' } },
      'has the namespace of namespace declarations',
    ],
    [
      'the prefix xml for another namespace',
      { xml: { prefix: 'xml', namespace: 'urn:a' } },
      'has the prefix xml or its namespace without the other',
    ],
    [
      'an attribute in a namespace without prefix',
      { ...string, xml: { attribute: true, namespace: 'urn:a' } },
      'has an attribute with a namespace but without a prefix',
    ],
  ])('is refused, with the name of the property: %s', (_what, property, message) => {
    const refused = `the XML Object of the property "price" of the schema ${message}`
    expect(() => shapeOf({ type: 'object', properties: { price: property } })).toThrow(new TypeError(refused))
  })

  test.each<[what: string, properties: Record<string, unknown>, message: string]>([
    [
      'two elements',
      { a: string, b: { ...string, xml: { name: 'a' } } },
      'the property "a" gives it the name of another property: a',
    ],
    [
      'two elements, one in a namespace',
      { a: string, b: { ...string, xml: { name: 'a', namespace: 'urn:a' } } },
      'the property "a" gives it the name of another property: a',
    ],
    [
      'an element and items',
      { a: string, b: { items: { ...string, xml: { name: 'a' } } } },
      'the property "a" gives it the name of another property: a',
    ],
    [
      'two attributes',
      { a: { ...string, xml: { attribute: true } }, b: { ...string, xml: { name: 'a', attribute: true } } },
      'the property "b" gives it the name of another property: a',
    ],
    [
      'a nullable attribute and an element',
      { a: string, b: { type: ['string', 'null'], xml: { name: 'a', attribute: true } } },
      'the property "b" makes an attribute of it, whose null or union needs the name of another element',
    ],
  ])('is refused when %s share a name', (_what, properties, message) => {
    expect(() => shapeOf({ items: { type: 'object', properties } })).toThrow(
      new TypeError(`the XML Object of ${message}`),
    )
  })

  test('may have one local name in two namespaces, or as element and attribute', () => {
    const a = { ...string, xml: { name: 'a', prefix: 'p', namespace: 'urn:a' } }
    const b = { ...string, xml: { name: 'a', prefix: 'q', namespace: 'urn:b' } }
    const c = { ...string, xml: { name: 'a', attribute: true } }
    expect(line(shapeOf({ type: 'object', properties: { a, b, c } }))).toBe('{a?:string b?:string c?:string *:any}')
  })

  test.each<[what: string, schema: JsonSchema, message: RegExp]>([
    [
      'leads nowhere',
      { properties: { a: { $ref: '#/$defs/none' } } },
      /^the property "a" of the schema refers to nothing in its schema: #\/\$defs\/none$/,
    ],
    ['leads outside', { $ref: 'https://example.com/a.json' }, /^the schema refers to nothing in its schema/],
    ['is no text', { $ref: 1 }, /^the schema refers to nothing in its schema: 1$/],
    [
      'goes in a circle',
      { $ref: '#/$defs/a', $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }] } } },
      /^the schema refers to itself/,
    ],
  ])('is refused when a reference %s', (_what, schema, message) => {
    expect(() => shapeOf(schema)).toThrow(TypeError)
    expect(() => shapeOf(schema)).toThrow(message)
  })

  test('ends for schemas that hold themselves in an allOf', () => {
    const next = { $ref: '#/$defs/a' }
    const $defs = {
      a: { allOf: [{ properties: { next } }, { properties: { next: { allOf: [next, { properties: { next } }] } } }] },
    }
    expect(line(shapeOf({ $ref: '#/$defs/a', $defs }), 2)).toBe('{next?:{next?:… *:…} *:any}')
  })
})
