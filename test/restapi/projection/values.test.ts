import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { got } from './got.js'

const A = z.object({ a: z.int() })
const Tree = z.object({
  name: z.string(),
  get children() {
    return z.array(Tree).optional()
  },
})
const withToJson = Object.assign(() => {}, { toJSON: () => ({ s: 1 }) })
class Account {
  secret = 's'
  #balance = 5
  get balance(): number {
    return this.#balance
  }
}
class Square {
  #side = 3
  get area(): number {
    return this.#side ** 2
  }
}
const Kinds = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('a'), x: z.string() }),
  z.object({ kind: z.literal('b'), y: z.string() }),
])
const strictOrWide = z.union([z.strictObject({ a: z.int() }), z.object({ a: z.int(), b: z.int() })])

const rows: readonly (readonly [says: string, schema: z.ZodType, value: unknown, sent: unknown])[] = [
  ['z.object drops', A, { a: 1, s: 2 }, { a: 1 }],
  ['z.strictObject drops', z.strictObject({ a: z.int() }), { a: 1, s: 2 }, { a: 1 }],
  ['z.looseObject keeps', z.looseObject({ a: z.int() }), { s: 2, a: 1 }, { s: 2, a: 1 }],
  ['a catchall keeps what it describes', A.catchall(A), { a: 1, s: { a: 2, t: 3 } }, { a: 1, s: { a: 2 } }],
  [
    'a record keeps what its keys describe',
    z.record(z.string().regex(/^k/), A),
    { k: { a: 1, s: 2 }, s: 3 },
    { k: { a: 1 } },
  ],
  [
    'a record of listed keys has no others',
    z.record(z.enum(['a', 'b']), z.int()),
    { a: 1, b: 2, s: 3 },
    { a: 1, b: 2 },
  ],
  ['a partial record may lack keys', z.partialRecord(z.enum(['a', 'b']), z.int()), { a: 1, s: 3 }, { a: 1 }],
  [
    'a loose record keeps other keys',
    z.looseRecord(z.string().regex(/^k/), A),
    { k: { a: 1, s: 2 }, t: 3 },
    { k: { a: 1 }, t: 3 },
  ],
  ['a record of numbers takes numeric keys', z.record(z.number(), A), { 1: { a: 1, s: 2 } }, { 1: { a: 1 } }],
  ['a tuple has no items more', z.tuple([z.int(), A]), [1, { a: 1, s: 2 }, 's'], [1, { a: 1 }]],
  ['a tuple with a rest has', z.tuple([z.int()], A), [1, { a: 1, s: 2 }], [1, { a: 1 }]],
  ['z.never drops', z.object({ a: z.int(), s: z.never().optional() }), { a: 1, s: 's' }, { a: 1 }],
  ['an absent default is filled', z.object({ a: z.array(z.int()).default([7]) }), {}, { a: [7] }],
  ['an absent prefault is filled', z.object({ a: z.string().trim().prefault(' x ') }), {}, { a: 'x' }],
  ['z.catch stands in for what does not fit', z.object({ a: A.catch({ a: 0 }) }), { a: 's' }, { a: { a: 0 } }],
  ['z.preprocess describes what follows it', z.preprocess(String, z.object({ a: z.int() })), { a: 1, s: 2 }, { a: 1 }],
  ['z.pipe describes its end', z.looseObject({}).pipe(A), { a: 1, s: 2 }, { a: 1 }],
  [
    'a recursive schema drops at each level',
    Tree,
    { name: 'x', children: [{ name: 'y', s: 1 }], s: 1 },
    { name: 'x', children: [{ name: 'y' }] },
  ],
  ['a getter of a class counts', z.object({ balance: z.int() }), new Account(), { balance: 5 }],
  ['a getter of a class without other members counts', z.object({ area: z.int() }), new Square(), { area: 9 }],
  [
    'an error shows what the contract describes',
    z.object({ message: z.string() }),
    { message: 'x', e: Error('s') },
    { message: 'x' },
  ],
  ['a member of Object.prototype does not', z.object({ toString: z.string().optional() }), {}, {}],
  ['a null prototype is plain', A, Object.assign(Object.create(null), { a: 1, s: 2 }), { a: 1 }],
  ['a key __proto__ is dropped', z.looseObject({}), JSON.parse('{"__proto__":{"s":1},"b":1}'), { b: 1 }],
  ['an empty object describes nothing', z.object({}), JSON.parse('{"__proto__":{"s":1},"t":1}'), {}],
  [
    'a function is dropped, whatever its toJSON gives',
    z.object({ a: z.string(), b: z.object({}), c: z.array(z.int()), d: z.int() }),
    { a: withToJson, b: withToJson, c: [withToJson], d: 1 },
    { c: [null], d: 1 },
  ],
  ['z.promise describes what it comes to', z.promise(A), { a: 1, s: 2 }, { a: 1 }],
  [
    'a codec of keys cannot reach the prototype',
    z.record(z.codec(z.string(), z.string(), { decode: String, encode: () => '__proto__' }), A),
    { k: { a: 1 } },
    {},
  ],
  ['symbols are dropped', z.looseObject({ a: z.int() }), { a: 1, [Symbol('s')]: 2 }, { a: 1 }],
  ['undefined members are absent', z.object({ a: z.int().optional(), b: z.int() }), { a: undefined, b: 1 }, { b: 1 }],
  ['holes are null', z.array(z.int()), Object.assign(Array(2), { 1: 2 }), [null, 2]],
  [
    'dates, bytes and big integers are text',
    z.object({ d: z.date(), b: z.instanceof(Uint8Array), n: z.bigint() }),
    { d: new Date(0), b: new Uint8Array([1]), n: 9n },
    { d: '1970-01-01T00:00:00.000Z', b: 'AQ==', n: '9' },
  ],
  ['toJSON is obeyed before members are dropped', A, { b: 1, toJSON: () => ({ a: 1, s: 2 }) }, { a: 1 }],
  [
    'an object with a text may stand for text',
    z.object({ id: z.string() }),
    { id: { s: 1, toJSON: () => 'x' } },
    { id: 'x' },
  ],
  ['a wrong scalar is for validation to find', z.object({ a: z.int() }), { a: 'x' }, { a: 'x' }],
  ['a required member may be missing', z.object({ a: z.int(), b: z.int() }), { a: 1 }, { a: 1 }],
  ['any keeps', z.object({ a: z.any() }), { a: { s: 1 } }, { a: { s: 1 } }],
  [
    'an intersection has the members of both',
    A.and(z.object({ b: A })),
    { a: 1, b: { a: 1, s: 2 }, s: 3 },
    { a: 1, b: { a: 1 } },
  ],
  [
    'an intersection with a union has, too',
    A.and(z.union([z.object({ b: z.int() }), z.object({ c: z.int() })])),
    { a: 1, c: 2, s: 3 },
    { a: 1, c: 2 },
  ],
  [
    'the first alternative that fits is taken',
    z.union([z.object({ b: z.int() }), A, z.looseObject({ a: z.int() })]),
    { a: 1, s: 2 },
    { a: 1 },
  ],
  ['a discriminator decides', Kinds, { kind: 'b', x: 's', y: 'y' }, { kind: 'b', y: 'y' }],
  [
    'constants decide',
    z.union([z.object({ v: z.literal(1), a: z.int() }), z.object({ v: z.int(), b: z.int() })]),
    { v: 2, a: 1, b: 3 },
    { v: 2, b: 3 },
  ],
  ['a strict alternative is taken for a value without more', strictOrWide, { a: 1 }, { a: 1 }],
  ['a strict alternative yields to a wider one', strictOrWide, { a: 1, b: 2 }, { a: 1, b: 2 }],
  ['a strict alternative drops where nothing else fits', strictOrWide, { a: 1, s: 2 }, { a: 1 }],
  [
    'checks of scalars decide between alternatives',
    z.union([z.object({ a: z.string().startsWith('x') }), z.object({ a: z.string(), b: z.int() })]),
    { a: 'y', b: 1 },
    { a: 'y', b: 1 },
  ],
  [
    'checks of scalars refuse nothing',
    z.union([z.object({ a: z.string().min(9) }), z.int()]),
    { a: 'y', s: 1 },
    { a: 'y' },
  ],
  [
    'lists of a union have one alternative each',
    z.array(z.union([A, z.array(A)])),
    [{ a: 1, s: 2 }, [{ a: 1, s: 2 }]],
    [{ a: 1 }, [{ a: 1 }]],
  ],
]

test.each(rows)('%s', async (_says, schema, value, sent) => {
  const { status: code, value: answered, reports } = await got(value, schema)
  expect({ code, answered, reports }).toEqual({ code: 200, answered: sent, reports: [] })
})

const circular: Record<string, unknown> = { name: 'x' }
circular.children = [circular]
const throwing = {
  get a(): never {
    throw new Error('getter')
  },
}
const { proxy: revoked, revoke } = Proxy.revocable({ a: 1 }, {})
revoke()

const refusals: readonly (readonly [says: string, schema: z.ZodType, value: unknown, why: RegExp])[] = [
  ['no alternative fits', z.union([A, z.int()]), { b: 1 }, /does not fit the contract: .* union/],
  ['no alternative of a member fits', z.object({ u: z.union([z.int(), z.null()]) }), { u: 'x' }, /at the property "u"/],
  ['a discriminator is unknown', Kinds, { kind: 'c' }, /union/],
  [
    'an object stands where text is described',
    z.object({ a: z.string() }),
    { a: { s: 1 } },
    /expected a string, got an object/,
  ],
  ['a list stands where an object is described', A, [{ a: 1 }], /expected an object, got a list/],
  ['an object stands where a list is described', z.array(A), { a: 1 }, /expected a list, got an object/],
  ['the value holds itself', Tree, circular, /contains itself/],
  ['a getter throws', A, throwing, /getter/],
  ['a Proxy is revoked', z.object({ p: A }), { p: revoked }, /revoked/],
  ['nothing of an instance is to be seen', z.object({ p: A }), { p: new Square() }, /Square has no members/],
  ['a promise stands for a value', z.object({ p: A }), { p: Promise.resolve({ a: 1 }) }, /await/],
]

describe('a 500 with a report is answered where', () => {
  test.each(refusals)('%s', async (_says, schema, value, why) => {
    const { status: code, reports } = await got(value, schema)
    expect(code).toBe(500)
    expect(reports).toHaveLength(1)
    expect(String(reports[0]?.cause)).toMatch(why)
  })
})

test('a list nested 5,000 deep is answered with 500 and a report, not a crash', async () => {
  let deep: object = { name: 'leaf' }
  for (let level = 0; level < 50_000; level++) deep = { name: 'n', children: [deep] }
  const { status: code, reports } = await got(deep, Tree)
  expect([code, reports.length]).toEqual([500, 1])
})

test('members that all objects inherit from a polluted prototype are not sent', async () => {
  Object.defineProperty(Object.prototype, 'role', { value: 'admin', enumerable: true, configurable: true })
  try {
    const schema = z.object({ a: z.int(), role: z.string().optional() })
    expect((await got({ a: 1 }, schema)).value).toEqual({ a: 1 })
  } finally {
    Reflect.deleteProperty(Object.prototype, 'role')
  }
})

test('an endpoint’s own value is never changed', async () => {
  const value = { a: 1, s: 2, list: [{ a: 1, s: 2 }] }
  await got(value, A.extend({ list: z.array(A) }))
  expect(value).toEqual({ a: 1, s: 2, list: [{ a: 1, s: 2 }] })
})

describe("under validation: 'responses'", () => {
  test('an object that is not strict drops what its schema does not describe', async () => {
    const { status: code, value } = await got({ a: 1, s: 2 }, A, 'responses')
    expect([code, value]).toEqual([200, { a: 1 }])
  })

  test('a strict object with a member more is a 500', async () => {
    const { status: code, reports } = await got(
      { o: { a: 1, s: 2 } },
      z.object({ o: z.strictObject({ a: z.int() }) }),
      'responses',
    )
    expect(code).toBe(500)
    expect(String(reports[0]?.cause)).toMatch(/\/o\/s/)
  })
})
