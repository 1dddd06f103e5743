/** A value that an endpoint may return, and whether any format can hold it. */
export interface HostileValue {
  readonly name: string
  readonly make: () => unknown
  /** The status that is asked for by it. @default 200 */
  readonly status?: number
}

const { proxy, revoke } = Proxy.revocable({}, {})
revoke()

function circular(): object {
  const value: { self?: object } = {}
  value.self = value
  return value
}

function deep(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

function thenable(then: unknown): object {
  return Object.fromEntries([['then', then]])
}

function* generated(): Generator<number> {
  yield 1
}

function throwing(): never {
  throw new Error('a secret')
}

const text = '<a>&amp;]]></a><!DOCTYPE x>&#0;'
const characters = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).join('')

/** Values that break careless writers. */
export const hostileValues: readonly HostileValue[] = [
  { name: 'control characters', make: () => characters },
  { name: 'characters that XML has not', make: () => '\u007f\u0085\u2028\ufffe\uffff' },
  { name: 'a lone surrogate', make: () => ({ a: '\ud800', b: '\udc00\ud800' }) },
  { name: 'markup', make: () => ({ text, [text]: 1 }) },
  { name: 'line breaks', make: () => '\r\n\r\r\n\t  ' },
  {
    name: 'names that are none',
    make: () => ({ '': 1, '1a': 2, 'a b': 3, 'a:b': 4, xml: 5, xmlns: 6, ':': 7, '-': 8, _x0020_: 9 }),
  },
  {
    name: 'names of other builders',
    make: () => ({ $: { a: 1 }, _: 2, '#text': 3, '?pi': 4, '@_a': 5, __cdata: 6, '#comment': 7 }),
  },
  {
    name: 'names of the language',
    make: () => JSON.parse('{"__proto__":1,"constructor":{"prototype":2},"toString":3}'),
  },
  {
    name: 'names with characters that XML has not',
    make: () => ({ '\u0000': 1, '\ud800': 2, '\uffff': 3, '😀': 4, ä: 5 }),
  },
  { name: 'a root that is an array of arrays', make: () => [[], [[]], [[1, 2], [3]], [null, [null]]] },
  { name: 'sparse arrays', make: () => Object.assign([1], { 4: 3 }) },
  { name: 'no members', make: () => Object.create(null) },
  { name: 'numbers that JSON has not', make: () => [Number.NaN, Number.POSITIVE_INFINITY, -0, 2n ** 200n] },
  { name: 'an invalid date', make: () => ({ at: new Date(Number.NaN) }) },
  {
    name: 'maps and sets',
    make: () =>
      new Map<unknown, unknown>([
        [1, new Set([1])],
        [{}, 2],
        [Symbol('x'), 3],
      ]),
  },
  {
    name: 'bytes',
    make: () => ({ bytes: Uint8Array.of(0, 255), buffer: Buffer.from('x'), view: new DataView(new ArrayBuffer(2)) }),
  },
  { name: 'boxed values', make: () => [Object(1), Object('x'), Object(true), Object(1n)] },
  { name: 'errors inside', make: () => ({ error: new Error('a secret') }), status: 500 },
  { name: 'members to leave out', make: () => ({ a: undefined, b: () => 1, c: Symbol('x'), d: [undefined, () => 1] }) },
  { name: 'a class with toJSON', make: () => ({ toJSON: () => ({ shown: true }) }) },
  { name: 'toJSON that gives another', make: () => ({ toJSON: () => ({ toJSON: () => 1, a: 2 }) }) },
  { name: 'a thenable inside', make: () => ({ a: thenable(1) }) },
  { name: 'a promise inside', make: () => ({ a: Promise.resolve(1) }), status: 500 },
  { name: 'a generator', make: () => generated(), status: 500 },
  { name: 'a generator inside', make: () => [{ a: generated() }], status: 500 },
  { name: 'a response of fetch', make: () => new Response('a secret'), status: 500 },
  { name: 'a deep value', make: () => deep(500) },
  { name: 'a long value', make: () => Array.from({ length: 5000 }, (_, at) => ({ at, text })) },
  { name: 'itself', make: circular, status: 500 },
  {
    name: 'a throwing getter',
    make: () => Object.defineProperty({}, 'a', { get: throwing, enumerable: true }),
    status: 500,
  },
  { name: 'a throwing toJSON', make: () => ({ toJSON: throwing }), status: 500 },
  { name: 'a throwing proxy', make: () => new Proxy({}, { ownKeys: throwing }), status: 500 },
  { name: 'a revoked proxy', make: () => proxy, status: 500 },
  { name: 'a revoked proxy inside', make: () => ({ a: proxy }), status: 500 },
  { name: 'a throwing iterator', make: () => ({ [Symbol.asyncIterator]: throwing }), status: 500 },
  {
    name: 'an iterator that gives nonsense',
    make: () => ({ [Symbol.asyncIterator]: () => ({ next: () => 5 }) }),
    status: 500,
  },
  { name: 'an iterator that is none', make: () => ({ [Symbol.asyncIterator]: 5 }), status: 500 },
  { name: 'a throwing then', make: () => Object.defineProperty({}, 'then', { get: throwing }), status: 500 },
  { name: 'a thenable that throws', make: () => thenable(throwing), status: 500 },
  { name: 'a function', make: () => throwing, status: 500 },
  { name: 'a value deeper than any stack', make: () => deep(200_000), status: 500 },
]
