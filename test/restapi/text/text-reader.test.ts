import { endware, form, json, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'

const api = endware({ codecs: [json(), xml(), form()], onFailure: () => {} })
const split = (value: unknown): unknown => (typeof value === 'string' ? value.split(',') : value)
const text = z.string()
const cat = z.object({ kind: z.literal('cat'), lives: z.int() })
const dog = z.object({ kind: z.literal('dog'), lives: text })
const Pet = z.discriminatedUnion('kind', [cat, dog])
interface Tree {
  name: string
  children?: Tree[] | undefined
}
const Tree: z.ZodType<Tree> = z.object({ name: text, children: z.lazy(() => z.array(Tree)).optional() })

/** Converts the input of an endpoint to JSON, with an `n` after big integers. */
const shown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each)))

type Row = readonly [schema: z.ZodType, fields: string, value: unknown]

const rows: readonly Row[] = [
  // the input of a transformation is text as the client sent it
  [z.object({ a: z.preprocess((value) => value === 'true', z.boolean()) }), 'a=true', { a: true }],
  [z.object({ a: z.preprocess(split, z.array(text)) }), 'a=1,2', { a: ['1', '2'] }],
  [z.object({ a: z.preprocess(split, z.array(text)) }), 'a=1&a=2', { a: ['1', '2'] }],
  [z.object({ a: z.preprocess(split, z.array(text)).optional() }), 'a=1,2', { a: ['1', '2'] }],
  [z.object({ a: z.preprocess(split, z.array(text)).nullable() }), 'a=1,2', { a: ['1', '2'] }],
  [z.object({ a: z.preprocess(split, z.array(text)).default([]) }), 'a=1,2', { a: ['1', '2'] }],
  [z.object({ a: z.lazy(() => z.preprocess(split, z.array(text))) }), 'a=1,2', { a: ['1', '2'] }],
  [z.object({ a: z.array(z.preprocess((value) => `<${value}>`, text)) }), 'a=1', { a: ['<1>'] }],
  [z.object({ a: z.transform((value) => [value]).pipe(z.array(text)) }), 'a=1', { a: ['1'] }],
  [z.object({ a: text.transform((value) => value.length) }), 'a=1234', { a: 4 }],
  [z.object({ a: z.codec(text, z.int(), { decode: Number, encode: String }) }), 'a=12', { a: 12 }],
  [z.object({ a: z.stringbool() }), 'a=yes', { a: true }],
  [z.object({ a: z.union([z.int(), z.preprocess(split, z.array(text))]) }), 'a=5', { a: 5 }],
  [z.object({ a: z.union([z.int(), z.preprocess(split, z.array(text))]) }), 'a=x,y', { a: ['x', 'y'] }],
  [
    z.preprocess((value) => ({ all: Object.keys(value as object) }), z.object({ all: z.array(text) })),
    'a=1&b=2',
    { all: ['a', 'b'] },
  ],
  // coercions read their own type first
  [
    z.object({ a: z.coerce.number(), b: z.coerce.boolean(), c: z.coerce.string() }),
    'a=0x10&b=false&c=07',
    { a: 16, b: false, c: '07' },
  ],
  // unions and records
  [Pet, 'kind=cat&lives=9', { kind: 'cat', lives: 9 }],
  [Pet, 'kind=dog&lives=1', { kind: 'dog', lives: '1' }],
  [z.union([z.object({ a: z.int() }), z.object({ b: z.boolean() })]), 'b=true', { b: true }],
  [z.union([z.object({ id: z.uuid() }), z.object({ id: z.int() })]), 'id=5', { id: 5 }],
  [
    z.object({ page: z.int() }).and(z.union([z.object({ a: z.int() }), z.object({ b: z.boolean() })])),
    'page=2&b=false',
    { page: 2, b: false },
  ],
  [z.record(text, z.number()), 'x=1&y=2.5', { x: 1, y: 2.5 }],
  [z.record(text, z.array(z.int())), 'x=1&y=2&y=3', { x: [1], y: [2, 3] }],
  [z.record(z.enum(['x', 'y']), z.boolean()), 'x=true&y=false', { x: true, y: false }],
  [z.object({ a: z.int() }).catchall(z.boolean()), 'a=1&b=true', { a: 1, b: true }],
  [z.looseObject({ a: z.int() }), 'a=1&b=true', { a: 1, b: 'true' }],
  // lists, tuples, one or many
  [z.object({ a: z.tuple([z.int(), text]) }), 'a=1&a=2', { a: [1, '2'] }],
  [z.object({ a: z.tuple([text], z.int()) }), 'a=1&a=2&a=3', { a: ['1', 2, 3] }],
  [z.object({ a: z.union([z.number(), z.array(z.number())]) }), 'a=1', { a: 1 }],
  [z.object({ a: z.union([z.number(), z.array(z.number())]) }), 'a=1&a=2', { a: [1, 2] }],
  [z.object({ a: z.array(z.int()).nullable() }), 'a=null', { a: null }],
  [z.object({ a: z.array(text) }), '', { a: [] }],
  [z.object({ a: z.array(z.int()) }), 'a[]=1', { a: [1] }],
  [z.object({ a: z.array(z.int()) }), 'a[1]=2&a[0]=1', { a: [1, 2] }],
  // objects
  [z.object({ f: z.object({ n: z.int(), s: text }) }), 'f[n]=1&f[s]=1', { f: { n: 1, s: '1' } }],
  [
    z.object({ f: z.object({ a: z.array(z.int()), o: z.object({ b: z.boolean() }) }) }),
    'f[a]=1&f[a]=2&f[o][b]=true',
    { f: { a: [1, 2], o: { b: true } } },
  ],
  [z.object({ f: z.record(text, z.int()) }), 'f[x]=1&f[y]=2', { f: { x: 1, y: 2 } }],
  [z.object({ f: z.array(z.object({ n: z.int() })) }), 'f[0][n]=1&f[1][n]=2', { f: [{ n: 1 }, { n: 2 }] }],
  [z.object({ f: Pet }), 'f[kind]=cat&f[lives]=9', { f: { kind: 'cat', lives: 9 } }],
  [
    z.object({ f: z.preprocess((value) => Object.keys(value as object), z.array(text)) }),
    'f[x]=1&f[y]=2',
    { f: ['x', 'y'] },
  ],
  [z.object({ 'page[size]': z.int() }), 'page[size]=5', { 'page[size]': 5 }],
  [
    Tree,
    'name=a&children[0][name]=b&children[0][children][0][name]=c',
    { name: 'a', children: [{ name: 'b', children: [{ name: 'c' }] }] },
  ],
  // big integers
  [
    z.object({ n: z.bigint(), m: z.coerce.bigint(), o: z.literal(5n) }),
    'n=9007199254740993&m=-90071992547409931&o=5',
    { n: '9007199254740993n', m: '-90071992547409931n', o: '5n' },
  ],
  [z.object({ n: z.union([z.number(), z.bigint()]) }), 'n=9007199254740993', { n: '9007199254740993n' }],
  [z.object({ n: z.number() }), 'n=1e30', { n: 1e30 }],
  [z.object({ n: z.number() }), 'n=1152921504606847000', { n: 2 ** 60 }],
  [z.object({ n: z.number() }), 'n=0.12345678901234567890', { n: 0.12345678901234568 }],
  [z.object({ n: z.unknown() }), 'n=9007199254740993', { n: '9007199254740993' }],
]

describe('an endpoint', () => {
  test.each(rows)('gets typed values from a query: case %#', async (schema, fields, value) => {
    const app = express()
    const routes = api.routes(Router())
    routes.get('/', { query: schema }, ({ query }) => ({ value: shown(query) }))
    const answer = await request(app.use(routes).use(api.fallback())).get(`/?${fields}`)
    expect([answer.status, answer.body.value ?? answer.text]).toEqual([200, value])
  })

  const parsers = [
    ['form()', []],
    ['express.urlencoded({ extended: true })', [express.urlencoded({ extended: true })]],
    ['express.urlencoded({ extended: false })', [express.urlencoded({ extended: false })]],
  ] as const
  const posted = rows.filter(([, fields]) => fields !== '')
  describe.each(parsers)('after %s', (_name, parser) => {
    test.each(posted)('gets typed values from a form: case %#', async (schema, fields, value) => {
      const app = express()
      for (const middleware of parser) app.use(middleware)
      const routes = api.routes(Router())
      routes.post('/', { body: schema }, ({ body }) => ({ value: shown(body) }))
      const answer = await request(app.use(routes).use(api.fallback()))
        .post('/')
        .set('Content-Type', 'application/x-www-form-urlencoded')
        .send(fields)
      expect([answer.status, answer.body.value ?? answer.text]).toEqual([200, value])
    })
  })

  test.each(['simple', 'extended', false])(
    'gets the same query from each query parser of Express: %s',
    async (parser) => {
      const app = express().set('query parser', parser)
      const routes = api.routes(Router())
      const query = z.object({ f: z.object({ n: z.int() }), a: z.array(z.int()) })
      routes.get('/', { query }, (input) => input.query)
      const answer = await request(app.use(routes)).get('/?f[n]=1&a=2')
      expect(answer.body).toEqual({ f: { n: 1 }, a: [2] })
    },
  )
})

describe('a query that does not fit', () => {
  test.each<[schema: z.ZodType, fields: string, pointer: string]>([
    [Pet, 'kind=cat&lives=many', '/lives'],
    [z.record(text, z.number()), 'x=1&y=z', '/y'],
    [z.object({ f: z.strictObject({ n: z.int() }) }), 'f[n]=1&f[m]=2', '/f/m'],
    [z.object({ f: z.object({ n: z.int() }) }), 'f[n]=x', '/f/n'],
    [z.object({ f: z.object({ n: z.int() }) }), 'f=x', '/f'],
    [z.object({ a: z.array(z.int()) }), 'a=1&a=x', '/a/1'],
    [z.object({ n: z.number() }), 'n=9007199254740993', '/n'],
    [z.object({ n: z.coerce.number() }), 'n=12345678901234567890.0', '/n'],
    [z.object({ f: z.object({ n: z.array(z.int()) }) }), 'f[n]=1&f[n]=9007199254740993', '/f/n/1'],
  ])('is refused with a pointer to the member: case %#', async (schema, fields, pointer) => {
    const routes = api.routes(Router())
    routes.get('/', { query: schema }, () => 'fine')
    const answer = await request(express().use(routes).use(api.fallback())).get(`/?${fields}`)
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toEqual([expect.objectContaining({ in: 'query', pointer })])
  })

  test.each([
    ['f[__proto__]=1', /__proto__/],
    ['f[a][__proto__][b]=1', /__proto__/],
    ['f[constructor][prototype][b]=1', /prototype/],
    [`f${'[a]'.repeat(17)}=1`, /more than 16 deep/],
    [`${'&'.repeat(2000)}n=1&${'n=1&'.repeat(1000)}`, /more than 1000/],
  ])('is refused as a whole: %.40s', async (fields, message) => {
    const routes = api.routes(Router())
    routes.get('/', { query: z.object({ f: z.unknown() }) }, () => 'fine')
    const answer = await request(express().use(routes).use(api.fallback())).get(`/?${fields}`)
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(message)])
    expect(({} as { b?: unknown }).b).toBeUndefined()
  })
})

describe('the style simple', () => {
  const path = z.object({
    ids: z.array(z.int()),
    pair: z.tuple([text, z.int()]),
    one: z.union([z.int(), z.array(z.int())]),
  })

  test('writes lists in a path parameter', async () => {
    const routes = api.routes(Router())
    routes.get('/:ids/:pair/:one', { params: path }, ({ params }) => params)
    const answer = await request(express().use(routes).use(api.fallback())).get('/1,2,3/a,2/4,5')
    expect(answer.body).toEqual({ ids: [1, 2, 3], pair: ['a', 2], one: [4, 5] })
  })

  test.each<[schema: z.ZodType, fields: Record<string, string | string[]>, value: unknown]>([
    [z.object({ 'x-ids': z.array(z.int()) }), { 'X-Ids': '1,2 , 3' }, { 'x-ids': [1, 2, 3] }],
    [z.object({ 'x-ids': z.array(z.int()) }), { 'X-Ids': ['1', '2'] }, { 'x-ids': [1, 2] }],
    [z.object({ 'X-Ids': z.array(z.int()) }), {}, { 'X-Ids': [] }],
    [z.object({ 'x-o': z.object({ a: z.int(), b: text }) }), { 'x-o': 'a,1,b,2' }, { 'x-o': { a: 1, b: '2' } }],
    [z.object({ 'x-a': z.preprocess(split, z.array(text)) }), { 'x-a': 'a, b' }, { 'x-a': ['a', ' b'] }],
    [z.union([z.object({ 'x-a': z.int() }), z.object({ 'x-b': z.boolean() })]), { 'x-b': 'true' }, { 'x-b': true }],
    [z.record(text, z.number()), { 'x-a': '1' }, { 'x-a': 1 }],
    [z.object({ 'x-a': z.int() }).catchall(z.boolean()), { 'x-a': '1', 'x-b': 'true' }, { 'x-a': 1, 'x-b': true }],
    [z.object({ 'x-a': z.string() }), { 'x-a': 'a,b', 'x-b': '1' }, { 'x-a': 'a,b' }],
  ])('writes lists and objects in header fields: case %#', async (schema, fields, value) => {
    const routes = api.routes(Router())
    routes.get('/', { headers: schema }, ({ headers }) => headers as object)
    const answer = await request(express().use(routes).use(api.fallback()))
      .get('/')
      .set('Host', 'a')
      .set(fields as Record<string, string>)
    expect([answer.status, answer.body]).toEqual([200, value])
  })

  test.each([
    ['params', z.object({ a: z.array(z.array(z.int())) })],
    ['headers', z.object({ a: z.object({ b: z.array(z.int()) }) })],
    ['headers', z.object({ a: z.array(z.object({ b: z.int() })) })],
  ])('is refused when it is wired for nested lists and objects in %s', (part, schema) => {
    expect(() => api.endpoint({ [part]: schema }, () => 1)).toThrow(/"a" must not have nested lists or objects/)
  })
})
