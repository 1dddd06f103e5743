import { endware, json, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import fc from 'fast-check'
import request from 'supertest'
import { z } from 'zod'

const api = endware({ codecs: [json(), xml()], onFailure: () => {} })
const shown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each)))
const decode = (
  text: string,
  shape?: Parameters<NonNullable<ReturnType<typeof json>['decode']>>[1]['shape'],
): unknown => json().decode?.(Buffer.from(text), { mediaType: 'application/json', shape, maxDepth: 64 })

async function post(schema: z.ZodType, content: string, type = 'application/json', parser?: express.RequestHandler) {
  const app = express()
  if (parser) app.use(parser)
  const routes = api.routes(Router())
  routes.post('/', { body: schema }, ({ body }) => ({ value: shown(body) }))
  const answer = await request(app.use(routes).use(api.fallback())).post('/').set('Content-Type', type).send(content)
  return [answer.status, answer.body.value ?? answer.body.message]
}

const Item = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('big'), n: z.bigint() }),
  z.object({ kind: z.literal('small'), n: z.number() }),
])

describe('an integer in JSON', () => {
  test.each<[schema: z.ZodType, content: string, value: unknown]>([
    [z.object({ n: z.coerce.bigint() }), '{"n":9007199254740993}', { n: '9007199254740993n' }],
    [z.object({ n: z.bigint() }), '{"n":-9007199254740993}', { n: '-9007199254740993n' }],
    [z.object({ n: z.bigint() }), '{"n":5}', { n: '5n' }],
    [z.object({ n: z.bigint() }), '{"n":"5"}', { n: '5n' }],
    [z.object({ n: z.bigint() }), '{"n":1e30}', { n: `1${'0'.repeat(30)}n` }],
    [z.object({ n: z.bigint() }), '{"n":12345678901234567890.0}', { n: '12345678901234567890n' }],
    [z.object({ n: z.bigint() }), '{"n":0.123456789012345678E18}', { n: '123456789012345678n' }],
    [z.object({ n: z.bigint().nullish() }), '{"n":null}', { n: null }],
    [
      z.array(z.tuple([z.string(), z.bigint()])),
      '[["9007199254740993",9007199254740993]]',
      [['9007199254740993', '9007199254740993n']],
    ],
    [
      z.record(z.string(), z.bigint()),
      '{"a\\"9007199254740993":9007199254740993}',
      { 'a"9007199254740993': '9007199254740993n' },
    ],
    [
      z.array(Item),
      '[{"kind":"small","n":5},{"n":5,"kind":"big"}]',
      [
        { kind: 'small', n: 5 },
        { kind: 'big', n: '5n' },
      ],
    ],
    [
      z.array(z.union([z.object({ a: z.string() }), z.object({ n: z.bigint() }), z.looseObject({ c: z.string() })])),
      '[{"n":5},{"n":9007199254740993},{"c":"x","n":5}]',
      [{ n: '5n' }, { n: '9007199254740993n' }, { c: 'x', n: 5 }],
    ],
    [z.union([z.number(), z.bigint()]), '9007199254740993', '9007199254740993n'],
    [z.union([z.number(), z.bigint()]), '9007199254740991', 9007199254740991],
    [z.union([z.string(), z.bigint()]), '"5"', '5'],
    [
      z.codec(z.bigint(), z.string(), { decode: (n) => `<${n}>`, encode: (s) => BigInt(s.slice(1, -1)) }),
      '9007199254740993',
      '<9007199254740993>',
    ],
  ])('%# becomes a bigint if the schema has a big integer', async (schema, content, value) => {
    expect(await post(schema, content)).toEqual([200, value])
  })

  test.each<[schema: z.ZodType, content: string, place: string]>([
    [z.object({ n: z.int() }), '{"n":9007199254740993}', ' at /n,'],
    [z.object({ n: z.number() }), '{"n":-12345678901234567890}', ' at /n,'],
    [z.object({ n: z.coerce.number() }), '{"n":9007199254740993.0}', ' at /n,'],
    [
      z.object({ a: z.array(z.object({ 'x/y': z.unknown() })) }),
      '{"a":[{},{"x/y":0.9007199254740993e16}]}',
      ' at /a/1/x~1y,',
    ],
    [z.string(), '9007199254740993', ' hold, got 9007199254740993'],
    [z.unknown(), '[9007199254740993e0]', ' at /0,'],
    [z.union([z.number(), z.string()]), '9007199254740993', ' which would become 9007199254740992'],
  ])('%# is refused with a message if the schema has a number', async (schema, content, words) => {
    expect(await post(schema, content)).toEqual([400, expect.stringContaining(words)])
    expect((await post(schema, content))[1]).toMatch(/an integer that a number can hold/)
  })

  test.each([
    ['JSON', 'application/json', '{"n":9007199254740993}'],
    ['XML', 'application/xml', '<a><n>9007199254740993</n></a>'],
    ['XML with an attribute', 'application/xml', '<a xmlns:p="urn:p" p:q="1"><n>9007199254740993</n></a>'],
  ])('is exact in %s', async (_name, type, content) => {
    expect(await post(z.object({ n: z.bigint() }), content, type)).toEqual([200, { n: '9007199254740993n' }])
    const [status, message] = await post(z.object({ n: z.coerce.number() }), content, type)
    expect([status, message]).toEqual([400, expect.stringContaining('which would become 9007199254740992')])
  })

  test('is refused if an earlier parser may have rounded it', async () => {
    const body = (n: string) => post(z.object({ n: z.bigint() }), `{"n":${n}}`, 'application/json', express.json())
    expect(await body('5')).toEqual([200, { n: '5n' }])
    expect((await body('9007199254740993'))[0]).toBe(400)
  })
})

describe('numbers in JSON', () => {
  test('every value that JavaScript writes is read back unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        const bare = /__proto__|constructor/.test(text)
        if (!bare) expect(decode(text)).toEqual(JSON.parse(text))
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = JSON.stringify({ '1234567890123456': number, s: '12345678901234567890' })
        expect(decode(text)).toEqual(JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  test('an integer of any length is kept or refused, never changed', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat(3), (integer, zeros) => {
        const text = zeros === 0 ? `${integer}` : `${integer}.${'0'.repeat(zeros)}`
        let read: unknown
        try {
          read = decode(`{"a":[${text}]}`)
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError)
          // JavaScript would write a refused integer differently
          expect(BigInt(Number(integer))).not.toBe(integer)
          return
        }
        const [number] = (read as { a: number[] }).a
        const written = Number(number).toLocaleString('fullwide', { useGrouping: false, maximumSignificantDigits: 17 })
        expect([BigInt(written), BigInt(Number(number))]).toContain(integer)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    '{"a":"\\\\","b":9007199254740993,}',
    '[9007199254740993',
    '"1234567890123456',
    '[-9007199254740993-]',
    '{"a":09007199254740993}',
    '[1234567890123456.]',
  ])('an error for malformed text refers to the original text: %s', (text) => {
    expect(() => decode(text)).toThrow(SyntaxError)
    let message = ''
    try {
      JSON.parse(text)
    } catch (error) {
      message = (error as Error).message
    }
    expect(() => decode(text)).toThrow(message)
  })
})
