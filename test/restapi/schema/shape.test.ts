import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { JsonSchema, Shape } from '../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../restapi/src/schema/shape-compiler.js'

const string = { type: 'string' }
const number = { type: 'number' }

/** Writes a shape in one line, with its references resolved, for the tables below. */
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

describe('shapeOf', () => {
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
  ])('compiles %j to %s', (schema, shape) => {
    expect(line(shapeOf(schema))).toBe(shape)
  })

  test('compiles the JSON Schema of a recursive zod schema', () => {
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

  test('takes the XML Object from a reference, its target and a nullable alternative', () => {
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

  test('makes an array of a wrapped value without a schema, such as a Set', () => {
    expect(line(shapeOf({ xml: { wrapped: true } }))).toBe('[any*]?')
  })

  test.each<[what: string, property: unknown, message: string]>([
    ['a name with a space', { xml: { name: 'a b' } }, 'must have an XML name; got "a b"'],
    ['a name with a colon', { xml: { name: 'a:b' } }, 'must have an XML name; got "a:b"'],
    ['an empty name', { xml: { name: '' } }, 'must have an XML name; got ""'],
    ['a name with a digit first', { xml: { name: '1a' } }, 'must have an XML name; got "1a"'],
    [
      'a name that looks like an escape',
      { xml: { name: 'a_x0020_b' } },
      'must not have a name that looks like an escaped key; got a_x0020_b',
    ],
    ['a number as name', { xml: { name: 1 } }, 'must have text as its name'],
    ['metadata other than an object', { xml: 'p' }, 'must be an object'],
    ['a text as attribute', { xml: { attribute: 'yes' } }, 'must have true or false as attribute'],
    ['a number as wrapped', { xml: { wrapped: 1 } }, 'must have true or false as wrapped'],
    [
      'an attribute called xmlns',
      { ...string, xml: { attribute: true, name: 'xmlns' } },
      'must not have the name xmlns, which declares namespaces',
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
    ['wrapped on a text', { ...string, xml: { wrapped: true } }, 'has wrapped, which is for arrays only'],
    ['a prefix without namespace', { xml: { prefix: 'p' } }, 'must have a namespace for its prefix p'],
    [
      'an invalid prefix',
      { xml: { prefix: 'p:', namespace: 'urn:a' } },
      'must have an XML name as its prefix; got "p:"',
    ],
    ['a reserved prefix', { xml: { prefix: 'xsi', namespace: 'urn:a' } }, 'must not have a reserved prefix; got xsi'],
    ['a relative namespace', { xml: { namespace: 'shop' } }, 'must have an absolute URI as its namespace; got "shop"'],
    [
      'the namespace of declarations',
      { xml: { namespace: 'http://www.w3.org/2000/xmlns/' } },
      'must not have the namespace of namespace declarations',
    ],
    [
      'the prefix xml for another namespace',
      { xml: { prefix: 'xml', namespace: 'urn:a' } },
      'must have the prefix xml together with its namespace, or neither',
    ],
    [
      'an attribute in a namespace without prefix',
      { ...string, xml: { attribute: true, namespace: 'urn:a' } },
      'must have a prefix for the namespace of its attribute',
    ],
  ])('refuses %s and names the property', (_what, property, message) => {
    const refused = `the XML Object of the property "price" of the schema ${message}`
    expect(() => shapeOf({ type: 'object', properties: { price: property } })).toThrow(new TypeError(refused))
  })

  test.each<[what: string, properties: Record<string, unknown>, message: string]>([
    [
      'two elements',
      { a: string, b: { ...string, xml: { name: 'a' } } },
      'the property "a" must give it a name that no other property has; got a',
    ],
    [
      'two elements, one in a namespace',
      { a: string, b: { ...string, xml: { name: 'a', namespace: 'urn:a' } } },
      'the property "a" must give it a name that no other property has; got a',
    ],
    [
      'an element and items',
      { a: string, b: { items: { ...string, xml: { name: 'a' } } } },
      'the property "a" must give it a name that no other property has; got a',
    ],
    [
      'two attributes',
      { a: { ...string, xml: { attribute: true } }, b: { ...string, xml: { name: 'a', attribute: true } } },
      'the property "b" must give it a name that no other property has; got a',
    ],
    [
      'a nullable attribute and an element',
      { a: string, b: { type: ['string', 'null'], xml: { name: 'a', attribute: true } } },
      'the property "b" makes it an attribute; its null or union needs an element of the same name, and another property has that name',
    ],
  ])('refuses %s of one name', (_what, properties, message) => {
    expect(() => shapeOf({ items: { type: 'object', properties } })).toThrow(
      new TypeError(`the XML Object of ${message}`),
    )
  })

  test('allows one local name in two namespaces, or as element and attribute', () => {
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
    ['is a number', { $ref: 1 }, /^the schema refers to nothing in its schema: 1$/],
    [
      'goes in a circle',
      { $ref: '#/$defs/a', $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }] } } },
      /^the schema refers to itself/,
    ],
  ])('refuses a reference that %s', (_what, schema, message) => {
    expect(() => shapeOf(schema)).toThrow(TypeError)
    expect(() => shapeOf(schema)).toThrow(message)
  })

  test('ends for schemas that contain themselves in an allOf', () => {
    const next = { $ref: '#/$defs/a' }
    const $defs = {
      a: { allOf: [{ properties: { next } }, { properties: { next: { allOf: [next, { properties: { next } }] } } }] },
    }
    expect(line(shapeOf({ $ref: '#/$defs/a', $defs }), 2)).toBe('{next?:{next?:… *:…} *:any}')
  })
})
