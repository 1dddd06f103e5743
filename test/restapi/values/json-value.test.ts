import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { jsonCopy, jsonValue, stringifyJson } from '../../../restapi/src/values/json-value.js'

const bytes = Uint8Array.of(1, 2, 255)

class Money {
  readonly #secret = 'hidden'
  readonly minor = 5

  toJSON(key: string): unknown {
    return { minor: this.minor, length: this.#secret.length, key }
  }
}

describe('stringifyJson', () => {
  test.each<[what: string, value: unknown, json: string]>([
    [
      'a Map',
      new Map<unknown, unknown>([
        ['a', 1],
        [2, { b: 2 }],
      ]),
      '{"2":{"b":2},"a":1}',
    ],
    ['a Map with the key __proto__', new Map([['__proto__', { admin: true }]]), '{"__proto__":{"admin":true}}'],
    [
      'a Map with a symbol for a key',
      new Map<unknown, unknown>([
        [Symbol('s'), 1],
        ['a', 2],
      ]),
      '{"a":2}',
    ],
    ['a Set', new Set([1, 'a', undefined]), '[1,"a",null]'],
    ['octets', bytes, '"AQL/"'],
    ['a Buffer as base64, not by its toJSON', Buffer.from('abc'), '"YWJj"'],
    ['a part of a buffer', new Uint8Array(Uint8Array.of(0, 1, 2, 0).buffer, 1, 2), '"AQI="'],
    ['an ArrayBuffer', bytes.buffer, '"AQL/"'],
    ['a DataView', new DataView(bytes.buffer, 1), '"Av8="'],
    ['another typed array', Float32Array.of(1.5, Number.NaN), '[1.5,null]'],
    ['a typed array of big integers', BigInt64Array.of(-1n), '["-1"]'],
    ['a big integer', { n: 12345678901234567890n }, '{"n":"12345678901234567890"}'],
    ['boxed primitives', [Object(1), Object('a'), Object(false), Object(7n)], '[1,"a",false,"7"]'],
    ['a boxed symbol like a symbol', [Object(Symbol('s')), { a: Object(Symbol('s')) }], '[null,{}]'],
    ['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ['an invalid date', [new Date(Number.NaN)], '[null]'],
    ['numbers that JSON cannot hold', [Number.NaN, Infinity, -0, 1e21], '[null,null,0,1e+21]'],
    [
      'an object without its undefined members, functions and symbols',
      { a: undefined, b: () => 1, c: Symbol('c'), d: null },
      '{"d":null}',
    ],
    ['null for each undefined item, function and symbol', [undefined, () => 1, Symbol('c')], '[null,null,null]'],
    // biome-ignore lint/suspicious/noSparseArray: holes are what is tested
    ['holes as null', [1, , 3], '[1,null,3]'],
    ['holes beside a big integer', Object.assign([1n], { length: 2 }), '["1",null]'],
    [
      'the result of toJSON, which gets its key',
      { price: new Money() },
      '{"price":{"minor":5,"length":6,"key":"price"}}',
    ],
    [
      'the result of toJSON within a Map',
      new Map([['price', new Money()]]),
      '{"price":{"minor":5,"length":6,"key":"price"}}',
    ],
    ['a Map that toJSON returned', { toJSON: () => new Map([['a', 1n]]) }, '{"a":"1"}'],
    ['octets that toJSON returned', { toJSON: () => bytes }, '"AQL/"'],
    ['an object without the member whose toJSON returns undefined', { a: { toJSON: () => undefined } }, '{}'],
    ['the result of toJSON, without its own toJSON', { toJSON: () => ({ a: 1, toJSON: () => 2 }) }, '{"a":1}'],
    ['an object without prototype', Object.assign(Object.create(null), { a: 1n }), '{"a":"1"}'],
    [
      'the own fields of a class instance',
      new (class A {
        a = 1
        #b = 2
        get b() {
          return this.#b
        }
      })(),
      '{"a":1}',
    ],
    ['an own member __proto__', [JSON.parse('{"__proto__":1}'), 1n], '[{"__proto__":1},"1"]'],
    ['a value that occurs twice', [bytes, bytes], '["AQL/","AQL/"]'],
  ])('writes %s', (_what, value, json) => {
    expect(stringifyJson(value)).toBe(json)
  })

  test('indents plain values and converted values alike', () => {
    expect(stringifyJson({ a: [1] }, 2)).toBe('{\n  "a": [\n    1\n  ]\n}')
    expect(stringifyJson({ a: [1n] }, 2)).toBe('{\n  "a": [\n    "1"\n  ]\n}')
  })

  test.each<[what: string, value: unknown, message: RegExp]>([
    ['undefined', undefined, /^undefined has no representation/],
    ['a function', () => 1, /^a function has no representation/],
    ['a symbol', Symbol('s'), /^a symbol has no representation/],
    ['a toJSON that returns undefined', { toJSON: () => undefined }, /^the result of toJSON has no representation/],
  ])('throws for %s', (_what, value, message) => {
    expect(() => stringifyJson(value)).toThrow(TypeError)
    expect(() => stringifyJson(value)).toThrow(message)
  })

  test('throws for plain and converted values that contain themselves', () => {
    const plain: Record<string, unknown> = {}
    plain.self = { plain }
    const list: unknown[] = [1n]
    list.push({ list })
    const map = new Map<string, unknown>()
    map.set('map', [map])
    for (const value of [plain, list, map, { a: plain, b: 1n }]) expect(() => stringifyJson(value)).toThrow(TypeError)
  })

  test('passes on the errors of getters, toJSON and revoked proxies', () => {
    const failure = new Error('as thrown')
    const fail = (): never => {
      throw failure
    }
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(() => stringifyJson({ toJSON: fail })).toThrow(failure)
    expect(() =>
      stringifyJson({
        get a() {
          return fail()
        },
      }),
    ).toThrow(failure)
    expect(() =>
      stringifyJson([
        1n,
        {
          get a() {
            return fail()
          },
        },
      ]),
    ).toThrow(failure)
    expect(() => stringifyJson([proxy])).toThrow(TypeError)
  })

  test('throws a RangeError for a value that is nested too deeply for the stack', () => {
    let deep: unknown = 1n
    for (let level = 0; level < 200_000; level++) deep = [deep]
    expect(() => stringifyJson(deep)).toThrow(RangeError)
  })

  test('calls each toJSON once, with and without conversion', () => {
    const asked: string[] = []
    const counted = { toJSON: (key: string) => asked.push(key) }
    stringifyJson({ counted })
    stringifyJson({ counted, big: 1n })
    expect(asked).toEqual(['counted', 'counted'])
  })

  test('equals JSON.stringify for every value that JSON.stringify writes without loss', () => {
    const native = fc.anything({ withDate: true, withNullPrototype: true, withSparseArray: true })
    fc.assert(
      fc.property(native, (value) => {
        fc.pre(JSON.stringify(value) !== undefined)
        expect(stringifyJson(value)).toBe(JSON.stringify(value))
      }),
    )
  })
})

describe('jsonValue', () => {
  test('does not convert members', () => {
    const date = new Date(0)
    expect(jsonValue(new Map([['when', date]]), '')).toEqual({ when: date })
    expect(jsonValue(new Set([bytes]), '')).toEqual([bytes])
  })

  test('returns plain objects and arrays unchanged', () => {
    const object = { a: 1 }
    const array = [object]
    expect(jsonValue(object, '')).toBe(object)
    expect(jsonValue(array, '')).toBe(array)
  })
})

describe('jsonCopy', () => {
  test('equals the parsed text of stringifyJson for any value', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withBoxedValues: true,
    })
    fc.assert(
      fc.property(fc.array(anything), (value) => {
        expect(jsonCopy(value)).toEqual(JSON.parse(stringifyJson(value)))
      }),
    )
  })
})
