import { created, endware, type FailureReport, notFound } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'

// A codec works both ways: the endpoint has the decoded side, the wire the encoded one.

const IsoDate = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
class Money {
  constructor(
    readonly cents: number,
    readonly currency: string,
    readonly margin = 7,
  ) {}
}
const Amount = z.codec(z.object({ amount: z.string(), currency: z.string() }), z.instanceof(Money), {
  decode: ({ amount, currency }) => new Money(Math.round(Number(amount) * 100), currency),
  encode: ({ cents, currency }) => ({ amount: (cents / 100).toFixed(2), currency }),
})
const YesNo = z.stringbool({ truthy: ['yes'], falsy: ['no'] })
const day = new Date('2026-01-31T00:00:00.000Z')
const text = '2026-01-31T00:00:00.000Z'
const price = new Money(250, 'EUR')
const Tree = z.object({
  at: IsoDate,
  get children() {
    return z.array(Tree).optional()
  },
})

const rows: readonly (readonly [where: string, schema: z.ZodType, decoded: unknown, encoded: unknown])[] = [
  ['by itself', IsoDate, day, text],
  ['of an object', Amount, price, { amount: '2.50', currency: 'EUR' }],
  ['in an object', z.object({ a: IsoDate }), { a: day, s: 1 }, { a: text }],
  ['in a list', z.array(Amount), [price], [{ amount: '2.50', currency: 'EUR' }]],
  ['in a tuple', z.tuple([IsoDate, YesNo]), [day, true], [text, 'yes']],
  ['in a record', z.record(z.string(), IsoDate), { x: day }, { x: text }],
  [
    'of the keys of a record',
    z.record(z.codec(z.string(), z.string(), { decode: (t) => t.slice(1), encode: (t) => `@${t}` }), YesNo),
    { x: true },
    { '@x': 'yes' },
  ],
  ['in a union', z.array(z.union([YesNo, IsoDate, z.null()])), [day, false, null], [text, 'no', null]],
  [
    'in a discriminated union',
    z.discriminatedUnion('k', [z.object({ k: z.literal('a'), at: IsoDate }), z.object({ k: z.literal('b') })]),
    { k: 'a', at: day },
    { k: 'a', at: text },
  ],
  ['that is optional', z.object({ a: IsoDate.optional(), b: IsoDate.optional() }), { a: day }, { a: text }],
  [
    'that is nullable',
    z.object({ a: IsoDate.nullable(), b: IsoDate.nullable() }),
    { a: day, b: null },
    { a: text, b: null },
  ],
  ['with a default', z.object({ a: IsoDate.default(day), b: YesNo.default(true) }), { b: false }, { a: text, b: 'no' }],
  ['that is lazy', z.lazy(() => z.object({ a: IsoDate })), { a: day }, { a: text }],
  ['in a recursive schema', Tree, { at: day, children: [{ at: day }] }, { at: text, children: [{ at: text }] }],
  [
    'in an intersection',
    z.object({ a: IsoDate }).and(z.object({ b: YesNo })),
    { a: day, b: true },
    { a: text, b: 'yes' },
  ],
  [
    'behind another',
    z.codec(z.string(), z.iso.datetime(), { decode: (t) => t.slice(1), encode: (t) => `@${t}` }).pipe(IsoDate),
    day,
    `@${text}`,
  ],
  [
    'whose sides have codecs themselves',
    z.codec(z.object({ on: YesNo }), z.boolean(), { decode: ({ on }) => on, encode: (on) => ({ on }) }),
    true,
    { on: 'yes' },
  ],
  ['that is read only', z.object({ a: IsoDate }).readonly(), { a: day }, { a: text }],
]

describe('a codec', () => {
  test.each(rows)(
    '%s is encoded on the way out and decoded on the way in',
    async (_where, schema, decoded, encoded) => {
      for (const validation of ['off', 'responses'] as const) {
        const reports: FailureReport[] = []
        const api = endware({ validation, onFailure: (report) => reports.push(report) })
        const seen: unknown[] = []
        const contract = { body: z.object({ v: schema }), responses: { 201: z.object({ v: schema }) } }
        const handler = api.endpoint(contract, ({ body }) => {
          seen.push(body)
          return created({ v: decoded })
        })
        const answer = await request(handler).post('/').send({ v: encoded })
        expect([answer.status, answer.body, reports]).toEqual([201, { v: encoded }, []])
        expect((seen[0] as { v: unknown }).v).toEqual(contract.body.parse({ v: encoded }).v)

        const inXml = await request(handler).post('/').set('Accept', 'application/xml').send({ v: encoded })
        const back = await request(handler).post('/').type('application/xml').send(inXml.text)
        expect([inXml.status, back.status, back.body]).toEqual([201, 201, { v: encoded }])
        expect(seen[2]).toEqual(seen[0])
      }
    },
  )

  const contractOf = (schema: z.ZodType) => ({ operationId: 'op', body: schema, responses: { 200: schema } })

  test('is described by its encoded side in requests and in answers', () => {
    const api = endware()
    const schema = z.object({ at: IsoDate, price: Amount.meta({ id: 'Price' }), on: YesNo.optional() })
    const routes = api.routes(Router())
    routes.post('/a', contractOf(schema) as object, () => ({}))
    const document = JSON.parse(JSON.stringify(openapi(routes, { info: { title: 't', version: '1' } })))
    const { requestBody, responses } = document.paths['/a'].post
    const expected = {
      type: 'object',
      properties: {
        at: expect.objectContaining({ type: 'string', format: 'date-time' }),
        price: { $ref: '#/components/schemas/Price' },
        on: { type: 'string' },
      },
      required: ['at', 'price'],
    }
    expect(requestBody.content['application/json'].schema).toMatchObject(expected)
    expect(responses[200].content['application/json'].schema).toMatchObject(expected)
    expect(document.components.schemas.Price).toMatchObject({
      type: 'object',
      properties: { amount: { type: 'string' }, currency: { type: 'string' } },
    })
    expect(schema.decode({ at: text, price: { amount: '1', currency: 'EUR' } }).at).toEqual(day)
  })

  const failing: readonly (readonly [how: string, encode: () => never])[] = [
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    [
      'throws an error that is an answer',
      () => {
        throw notFound('no')
      },
    ],
    ['reports an issue', ((_value: unknown, payload: { issues: unknown[] }) => payload.issues.push('no')) as never],
    ['takes its time', (async () => 'x') as never],
  ]
  test.each(failing)('whose encode %s makes the answer a 500 with a report', async (_how, encode) => {
    const reports: FailureReport[] = []
    const api = endware({ onFailure: (report) => reports.push(report) })
    const schema = z.codec(z.string(), z.string(), { decode: (value) => value, encode })
    const answer = await api.render({ a: 'x' }, { contract: { responses: { 200: z.object({ a: schema }) } } })
    expect([answer.status, reports.length]).toEqual([500, 1])
    expect(String(reports[0]?.cause)).toMatch(/the codec of the property "a" (cannot encode|encodes in a promise)/)
    expect(answer.content).not.toContain('no')
  })
})

const oneWay = z.string().transform(Number)
const transforms: readonly (readonly [where: string, schema: z.ZodType])[] = [
  ['by itself', oneWay],
  ['bare', z.transform(String)],
  ['in an object', z.object({ a: oneWay })],
  ['in a list', z.array(oneWay)],
  ['in a tuple’s rest', z.tuple([z.string()], oneWay)],
  ['in a record', z.record(z.string(), oneWay)],
  ['in a catchall', z.object({}).catchall(oneWay)],
  ['in a union', z.union([z.null(), oneWay])],
  ['in an intersection', z.object({}).and(z.object({ a: oneWay }))],
  ['in a map', z.map(z.string(), oneWay)],
  ['in a set', z.set(oneWay)],
  ['with a default', z.object({ a: oneWay.default(1) })],
  ['that is optional', z.object({ a: oneWay.optional() })],
  ['that is lazy', z.lazy(() => z.object({ a: oneWay }))],
  ['behind a preprocess', z.preprocess(String, oneWay)],
  ['within a pipe', oneWay.pipe(z.number())],
  ['on a side of a codec', z.codec(z.string(), oneWay, { decode: String, encode: String })],
]

describe('a one-way transform in an answer is refused', () => {
  test.each(transforms)('%s', (_where, schema) => {
    const wire = () => endware().endpoint({ responses: { 200: schema } } as object, () => undefined)
    expect(wire).toThrow(/the contract's responses\.200 .* z\.codec\(\)/)
  })

  test('but not what changes nothing of the kind', () => {
    const fine = z.object({ a: z.string().trim(), b: z.preprocess(String, z.string()), c: z.string().refine(Boolean) })
    expect(() => endware().endpoint({ responses: { 200: fine } } as object, () => undefined)).not.toThrow()
  })
})
