import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ContentKind } from '../../../../restapi/src/formats/codec.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { encodeXml, type XmlStyle, XmlWriter } from '../../../../restapi/src/xml/writing/encode-xml.js'
import { FastWriter } from '../../../../restapi/src/xml/writing/fast-writer.js'
import { awkwardKey, awkwardText } from '../awkward-text.js'
import { anyValue, describedValues } from '../described-values.js'
import { objectOf } from '../written.js'
import { nested, oddValues, ring } from './odd-values.js'

const fast = new FastWriter()

/** Returns the document, or name and message of the error. */
function outcome(write: () => string): unknown {
  try {
    return write()
  } catch (cause) {
    return cause instanceof Error ? `${cause.name}: ${cause.message}` : cause
  }
}

/** Expects that both writers write the same. @param make makes the value anew for each writer, because getters change some values */
function expectTwins(make: () => unknown, style: XmlStyle, writer = fast): void {
  const slow = outcome(() => encodeXml(make(), style))
  expect(outcome(() => writer.document(make(), style))).toBe(slow)
  // again, with the keys in the cache
  expect(outcome(() => writer.document(make(), style))).toBe(slow)
}

const kinds: readonly ContentKind[] = ['value', 'error', 'problem']

describe('FastWriter without a schema', () => {
  test.each(oddValues)('writes what encodeXml() writes: %s', (_name, make) => {
    for (const kind of kinds) expectTwins(make, { kind })
    expectTwins(make, { kind: 'value', indent: 2 })
  })

  test('writes what encodeXml() writes for generated values', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 1, maxLength: 4 }), fc.constantFrom(...kinds), (values, kind) => {
        for (const value of [...values, values, { values }]) expectTwins(() => value, { kind })
      }),
      { numRuns: 1000 },
    )
  })

  test('writes what encodeXml() writes for keys that return in other orders', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd e', '__proto__', 'toJSON', '1')
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, fc.constantFrom(null, '', 'x', '<&>', 0, true), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(
        fc.oneof({ weight: 9, arbitrary: key }, { weight: 1, arbitrary: awkwardKey }),
        tie('value'),
      ),
    }))
    fc.assert(
      fc.property(value, fc.constantFrom(...kinds), (data, kind) => expectTwins(() => data, { kind })),
      { numRuns: 1000 },
    )
  })

  test('writes what encodeXml() writes for more keys than its cache holds', () => {
    const writer = new FastWriter()
    for (let at = 0; at < 100; at++) {
      const value = Object.fromEntries(Array.from({ length: 100 }, (_, of) => [`k${at * 90 + of}`, { same: of }]))
      expectTwins(() => value, { kind: 'value' }, writer)
    }
  })

  test('throws what encodeXml() throws for values nested beyond the stack', () => {
    const deep = nested(300_000, 1)
    expect(() => encodeXml(deep, { kind: 'value' })).toThrow(RangeError)
    expect(() => fast.document(deep, { kind: 'value' })).toThrow(RangeError)
    expectTwins(() => ({ a: 1 }), { kind: 'value' })
  })

  test('writes what encodeXml() writes if all objects inherit a member', () => {
    expectTwins(() => ({ a: 1, everywhere: 2 }), { kind: 'value' })
    Object.defineProperty(Object.prototype, 'everywhere', { value: 1, enumerable: true, configurable: true })
    try {
      const schema = objectOf({ a: { type: 'number' }, everywhere: { type: 'number' } }, [])
      for (const shape of [undefined, shapeOf(schema)])
        for (const value of [{ a: 1, everywhere: 2 }, { a: 1 }]) expectTwins(() => value, { kind: 'value', shape })
    } finally {
      Reflect.deleteProperty(Object.prototype, 'everywhere')
    }
  })

  test('writes what encodeXml() writes if a getter writes another document', () => {
    for (const shape of [undefined, shapeOf(objectOf({ a: { type: ['null', 'object'] }, b: { type: 'string' } }))]) {
      const style: XmlStyle = { kind: 'value', shape }
      const make = (): unknown => ({
        a: null,
        get b(): string {
          return fast.document({ a: {}, b: 'x' }, style)
        },
      })
      expectTwins(make, style)
    }
  })
})

describe('FastWriter with a schema', () => {
  test('writes what encodeXml() writes for values of this and other schemas', () => {
    const samples = describedValues(2).chain(({ schema, values }) =>
      fc.tuple(fc.constant(schema), fc.array(fc.oneof(values, anyValue), { minLength: 1, maxLength: 5 })),
    )
    fc.assert(
      fc.property(samples, fc.constantFrom(...kinds), ([schema, values], kind) => {
        const shape = shapeOf(schema)
        for (const value of values) expectTwins(() => value, { kind, shape })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('items of a stream from FastWriter', () => {
  const written = (items: readonly unknown[], style: XmlStyle, make: (slow: XmlWriter) => ItemWriter): unknown => {
    const slow = new XmlWriter(style)
    slow.open()
    const write = make(slow)
    return items.map((item, index) => outcome(() => write(item, index)))
  }
  type ItemWriter = (value: unknown, index: number) => string

  test('are those of XmlWriter', () => {
    const samples = describedValues(2).chain(({ schema, values }) =>
      fc.record({
        schema: fc.constantFrom(undefined, schema, { type: 'array', items: schema }),
        items: fc.array(fc.oneof(values, anyValue), { maxLength: 5 }),
        indent: fc.constantFrom(0, 0, 2),
        kind: fc.constantFrom(...kinds),
      }),
    )
    fc.assert(
      fc.property(samples, ({ schema, items, indent, kind }) => {
        const style = { kind, indent, shape: schema === undefined ? undefined : shapeOf(schema) }
        const slow = written(items, style, (writer) => (value, index) => writer.item(value, index))
        expect(written(items, style, (writer) => new FastWriter().items(style, writer))).toEqual(slow)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([1, 2, 3, 61, 62, 63, 64])('show a ring of %i objects at the same level', (levels) => {
    const style: XmlStyle = { kind: 'value' }
    const items = [ring(levels)]
    const slow = written(items, style, (writer) => (value, index) => writer.item(value, index))
    expect(written(items, style, (writer) => fast.items(style, writer))).toEqual(slow)
  })
})

test('escapeText() and escapeAttribute() escape in one pass as several passes would', () => {
  const several = (text: string): string =>
    text
      .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
  const long = fc.array(awkwardText, { maxLength: 30 }).map((texts) => texts.join(''))
  fc.assert(
    fc.property(long, (text) => {
      const document = fast.document([text, 'x'], { kind: 'error' })
      expect(document).toBe(encodeXml([text, 'x'], { kind: 'error' }))
      expect(document).toContain(text === '' ? '<item/>' : `<item>${several(text)}</item>`)
    }),
    { numRuns: 2000 },
  )
})
