/** Returns a ring of nested objects and arrays, whose last one contains the first. */
export function ring(levels: number): unknown {
  const first: Record<string, unknown> = {}
  let last = first
  for (let level = 0; level < levels; level++) {
    const next = { level }
    last[`n${level}`] = level % 2 === 0 ? [next] : next
    last = next
  }
  last.again = first
  return { first }
}

/** Returns a value nested in objects and arrays alternately. */
export function nested(levels: number, leaf: unknown): unknown {
  let value = leaf
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value, level]
  return value
}

class Point {
  x = 1
  tags: unknown[] = []
  get norm(): number {
    return 1
  }
}

class Stamp extends Date {
  override toJSON(): string {
    return `<${this.getTime()}>`
  }
}

const proto = (value: unknown): unknown => JSON.parse(`{"__proto__":${JSON.stringify(value)}}`)
const inheriting = Object.assign(Object.create({ inherited: 1 }), { own: [] })
const withArrayPrototype = Object.assign(Object.create(Array.prototype), { a: 1 })

/** Values that a writer easily gets wrong. Each is made anew, since getters change some of them. */
export const oddValues: readonly (readonly [name: string, make: () => unknown])[] = [
  ['scalars', () => [1, -0, 1e21, Number.NaN, Number.POSITIVE_INFINITY, true, false, '', 'x', 10n, null]],
  ['members that are scalars', () => ({ a: -0, b: Number.NaN, c: false, d: '', e: 1n, f: null, g: undefined })],
  ['arrays of few', () => ({ none: [], one: [1], null: [null], nested: [[], [1]], odd: [undefined, () => 1] })],
  ['empty arrays within and beside', () => ({ a: { b: [], c: { d: [] } }, e: [], f: [{ g: [] }, {}, []] })],
  ['an empty array in a list', () => [[], { a: [] }, {}]],
  ['a sparse array', () => Object.assign(new Array(3), { 1: 'x', more: 1 })],
  ['dates', () => ({ at: new Date(0), never: new Date(Number.NaN), stamp: new Stamp(1) })],
  ['octets', () => ({ a: Uint8Array.of(1), b: new Float32Array([1.5]), c: new ArrayBuffer(2) })],
  [
    'Maps and Sets',
    () =>
      new Map<unknown, unknown>([
        ['a b', new Set([1, []])],
        [Symbol('s'), 1],
        [1, new Map()],
      ]),
  ],
  ['boxed values', () => ({ a: Object(1), b: Object('x'), c: Object(Symbol('s')), d: Object(2n) })],
  ['instances of classes', () => [new Point(), { point: new Point() }]],
  ['inherited members', () => [inheriting, { inheriting }]],
  ['an object with the prototype of arrays', () => ({ withArrayPrototype })],
  ['an array without prototype', () => ({ list: Object.setPrototypeOf([1, 2], null) })],
  ['an object without prototype', () => Object.assign(Object.create(null), { a: 1, toString: 'x' })],
  ['toJSON', () => ({ toJSON: () => [{ toJSON: (key: string) => key }] })],
  ['toJSON that is not enumerable', () => ({ a: Object.defineProperty({ b: 1 }, 'toJSON', { value: () => 'shown' }) })],
  ['toJSON that is no function', () => ({ toJSON: 'x', a: { toJSON: null } })],
  [
    'the keys that toJSON receives',
    () => ({ a: [{ toJSON: (key: string) => key }], b: { toJSON: (key: string) => key } }),
  ],
  ['symbols', () => ({ [Symbol('s')]: 1, a: Symbol('s') })],
  ['members that are not enumerable', () => Object.defineProperty({ a: 1 }, 'hidden', { value: 2 })],
  ['__proto__ as a key', () => [proto({ a: [] }), proto(1), { constructor: 1, hasOwnProperty: [] }]],
  ['keys that are numbers', () => ({ 2: 'b', 1: 'a', x: 1 })],
  [
    'keys that are not XML names',
    () => ({ '': 1, 'a b': [], '<': 2, '"': [], '1': 3, xml: 4, 'a:b': 5, _: 6, _x0041_: [] }),
  ],
  ['a long key', () => ({ ['k'.repeat(500)]: [], a: 1, ['k'.repeat(501)]: 2 })],
  [
    'objects that change shape',
    () => [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }, { b: 2, c: [] }, {}, { a: {}, b: [] }],
  ],
  ['many members', () => Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, at]))],
  ['many items', () => Array.from({ length: 20_000 }, (_, at) => ({ at }))],
  ['a proxy', () => new Proxy({ a: 1, b: [] }, {})],
  [
    'a getter that removes later members',
    () => ({
      get a(): unknown {
        Reflect.deleteProperty(this, 'b')
        return 1
      },
      b: 2,
      c: 3,
    }),
  ],
  [
    'a getter that adds a member',
    () => ({
      get a(): unknown {
        return Reflect.set(this, 'z', 1)
      },
    }),
  ],
  [
    'a getter that counts',
    () => {
      let count = 0
      return {
        get a(): number {
          return ++count
        },
        b: {
          get c(): unknown[] {
            return [++count]
          },
        },
        d: { toJSON: () => ++count },
      }
    },
  ],
  [
    'which of two errors',
    () => ({
      a: {
        toJSON(): never {
          throw new Error('first')
        },
      },
      get b(): never {
        throw new Error('second')
      },
    }),
  ],
  [
    'which of two errors, in an instance',
    () =>
      Object.assign(new Point(), {
        a: {
          toJSON(): never {
            throw new Error('first')
          },
        },
        b: 1n,
      }),
  ],
  ['undefined', () => undefined],
  ['a function', () => () => 1],
  ['toJSON that gives nothing', () => ({ toJSON: () => undefined })],
  ...[1, 2, 3, 40, 62, 63, 64, 65, 200].map((levels) => [`a ring of ${levels}`, () => ring(levels)] as const),
  ...[63, 64, 65, 500].map((levels) => [`${levels} levels`, () => nested(levels, { a: [] })] as const),
]
