import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { JsonSchema, Shape } from '../../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { compiledWriter } from '../../../../restapi/src/xml/writing/compiled-writer.js'
import { encodeXml } from '../../../../restapi/src/xml/writing/encode-xml.js'
import { describedValues } from '../described-values.js'
import { objectOf } from '../written.js'

const slow = (value: unknown, shape: Shape): string => encodeXml(value, { kind: 'value', shape })

const text = { type: 'string' }
const list = { type: 'array', items: text }
const listOfNull = { type: 'array', items: { type: ['number', 'null'] } }
const thing = objectOf({
  id: { ...text, xml: { attribute: true } },
  name: text,
  size: { type: ['number', 'null'] },
  colour: { enum: ['red', 'blue', 1] },
  tags: { type: 'array', items: text },
  parts: {
    type: 'array',
    items: { ...objectOf({ n: { type: 'integer' } }), xml: { name: 'part' } },
    xml: { wrapped: true },
  },
  at: { ...text, format: 'date-time' },
  on: { type: 'boolean' },
})
const whole = {
  id: 'a"<',
  name: 'x & y',
  size: 1,
  colour: 'red',
  tags: ['a'],
  parts: [{ n: 1 }],
  at: new Date(0),
  on: true,
}

/** Values that the compiled writer writes (`taken`), and values that it must leave to `encodeXml`. */
const rows: readonly (readonly [name: string, schema: JsonSchema, value: unknown, taken: boolean])[] = [
  ['an object', thing, whole, true],
  ['its members in another order', thing, Object.fromEntries(Object.entries(whole).reverse()), true],
  ['a member that is absent', thing, { ...whole, tags: undefined, on: undefined }, true],
  ['null', thing, { ...whole, size: null, name: null }, true],
  ['empty texts and lists', thing, { ...whole, id: '', name: '', tags: [], parts: [] }, true],
  ['no members', objectOf({ a: text }, []), {}, true],
  ['an object without prototype', objectOf({ a: text }), Object.assign(Object.create(null), { a: 'x' }), true],
  ['a list', { type: 'array', items: thing, xml: { name: 'things' } }, [whole, whole], true],
  ['an empty list', { type: 'array', items: thing }, [], true],
  [
    'minus zero and large numbers',
    objectOf({ a: { type: 'number' }, b: { type: 'number' } }),
    { a: -0, b: 1e300 },
    true,
  ],
  ['characters that XML has not', objectOf({ a: text }), { a: '\0\uD800\uFFFE\r😀' }, true],
  ['optional lists that are empty', objectOf({ a: list, 'b c': list, d: text }, []), { a: [], 'b c': [], d: '' }, true],
  ['a list that may be null', objectOf({ a: { type: ['array', 'null'] } }), { a: null }, true],
  [
    'a list of one null that may be null',
    objectOf({ a: { ...listOfNull, type: ['array', 'null'] } }),
    { a: [null] },
    true,
  ],
  ['a list of one null', objectOf({ a: listOfNull }), { a: [null] }, true],
  ['an undeclared member', thing, { ...whole, more: 1 }, false],
  ['a number that is none', thing, { ...whole, size: Number.NaN }, false],
  ['a number where text is declared', objectOf({ a: text }), { a: 5 }, false],
  ['an invalid date', thing, { ...whole, at: new Date(Number.NaN) }, false],
  ['a member with toJSON', objectOf({ a: text }), { a: { toJSON: () => 'x' } }, false],
  ['an object with toJSON', objectOf({ a: text }), { a: 'x', toJSON: () => ({ a: 'y' }) }, false],
  [
    'an instance of a class',
    objectOf({ a: text }),
    new (class {
      a = 'x'
    })(),
    false,
  ],
  ['a Map', objectOf({ a: text }), new Map([['a', 'x']]), false],
  ['a namespace', { ...objectOf({ a: text }), xml: { namespace: 'urn:a' } }, { a: 'x' }, false],
  ['a namespace below', objectOf({ a: { ...text, xml: { namespace: 'urn:a' } } }), { a: 'x' }, false],
]

describe('compiledWriter()', () => {
  test.each(rows)('writes the text of encodeXml() or nothing: %s', (_name, schema, value, taken) => {
    const shape = shapeOf(schema)
    const document = compiledWriter(shape)(value)
    expect(document !== undefined).toBe(taken)
    if (document !== undefined) expect(document).toBe(slow(value, shape))
  })

  test('writes the text of encodeXml() or nothing for generated schemas and values', () => {
    let taken = 0
    const samples = describedValues(3).chain(({ schema, values }) =>
      fc.record({ schema: fc.constant(schema), some: fc.array(values, { minLength: 1, maxLength: 12 }) }),
    )
    fc.assert(
      fc.property(samples, ({ schema, some }) => {
        const shape = shapeOf(schema)
        for (const value of some) {
          const document = compiledWriter(shape)(value)
          if (document === undefined) continue
          taken++
          expect(document).toBe(slow(value, shape))
        }
      }),
      { numRuns: 500 },
    )
    expect(taken).toBeGreaterThan(500)
  })
})

describe('compiledWriter() and unfit values', () => {
  test('leaves a value that contains itself to encodeXml(), which throws', () => {
    const shape = shapeOf({ $ref: '#/$defs/node', $defs: { node: objectOf({ next: { $ref: '#/$defs/node' } }, []) } })
    const ring: { next?: unknown } = {}
    ring.next = ring
    expect(compiledWriter(shape)(ring)).toBeUndefined()
    expect(() => slow(ring, shape)).toThrow('contains itself')
  })

  test('tries few values after many failed ones', () => {
    const shape = shapeOf(objectOf({ a: text }))
    const write = compiledWriter(shape)
    let looks = 0
    const value = {
      get a(): number {
        looks++
        return 5
      },
    }
    for (let at = 0; at < 1_000; at++) write(value)
    expect(looks).toBeLessThan(200)
  })

  test('tries all values again soon after the last failed one', () => {
    const write = compiledWriter(shapeOf(objectOf({ a: text })))
    for (let at = 0; at < 10_000; at++) write({ a: 5 })
    const written = Array.from({ length: 100 }, () => write({ a: 'x' }))
    expect(written.slice(20)).not.toContain(undefined) // encodeXml() writes those before
  })

  test('writes matching values among failed ones', () => {
    const write = compiledWriter(shapeOf(objectOf({ a: text })))
    for (let at = 0; at < 500; at++) write({ a: at % 2 === 0 ? 'x' : 5 })
    expect(write({ a: 'x' })).toBeDefined()
  })

  test('throws the error of a getter', () => {
    const shape = shapeOf(objectOf({ a: text }))
    const broken = {
      get a(): string {
        throw new Error('boom')
      },
    }
    expect(() => compiledWriter(shape)(broken)).toThrow('boom')
  })
})

test('compiledWriter() writes the current value of a changed date under an enumeration', () => {
  for (const member of [{ enum: ['1970-01-01T00:00:00.000Z', 'never'] }, { const: 'never' }, { enum: [1] }]) {
    const shape = shapeOf(objectOf({ at: member }))
    const at = new Date(0)
    const before = compiledWriter(shape)({ at })
    at.setTime(86_400_000)
    expect(compiledWriter(shape)({ at })).toBe(slow({ at }, shape))
    expect(before).toBe(slow({ at: new Date(0) }, shape))
  }
})

test('compiledWriter() writes objects that lack any of four optional members', () => {
  const keys = ['a', 'b', 'c', 'd']
  const shape = shapeOf({ type: 'object', properties: Object.fromEntries(keys.map((key) => [key, text])) })
  for (let kind = 0; kind < 16; kind++) {
    const value = Object.fromEntries(keys.filter((_, at) => (kind >> at) & 1).map((key) => [key, 'x']))
    expect(compiledWriter(shape)(value)).toBe(slow(value, shape))
  }
})
