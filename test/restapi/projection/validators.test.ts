import {
  csv,
  type EventOptions,
  endware,
  eventStream,
  json,
  ndjson,
  type StandardSchema,
  serverSentEvent,
  withJsonSchema,
} from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { type } from 'arktype'
import * as v from 'valibot'
import { z } from 'zod'
import { z as z3 } from 'zod3'

const api = endware({ codecs: [json(), ndjson(), csv(), eventStream()] })

async function sent(outcome: unknown, schema: StandardSchema, accept = 'application/json'): Promise<string> {
  const answer = await api.render(() => outcome, { accept, contract: { responses: { 200: schema } } })
  return `${answer.status} ${Buffer.from(answer.content ?? '').toString('utf8')}`
}

async function* each(...items: readonly unknown[]): AsyncGenerator<unknown> {
  yield* items
}

const Row = v.object({ id: v.number(), owner: v.object({ name: v.string() }) })
const row = { id: 1, hash: 's', owner: { name: 'a', hash: 's' } }
const written = '{"id":1,"owner":{"name":"a"}}'

describe('a response schema of another validator', () => {
  const variants = v.variant('k', [
    v.object({ k: v.literal('a'), n: v.number() }),
    v.object({ k: v.literal('b'), s: v.string() }),
  ])
  const Checked = v.pipe(
    v.object({
      id: v.pipe(
        v.number(),
        v.check((n) => n > 0),
      ),
    }),
    v.check(() => true),
  )
  const tree: v.GenericSchema = v.object({ n: v.number(), kids: v.array(v.lazy(() => tree)) })
  const kept = { n: 1, kids: [{ n: 2, kids: [] }] }
  const by = withJsonSchema(z3.object({ id: z3.number() }), { type: 'object', properties: { id: { type: 'number' } } })
  test.each<[name: string, schema: StandardSchema, value: unknown, content: string]>([
    ['an object of Valibot', Row, row, written],
    ['a list of Valibot', v.array(Row), [row, row], `[${written},${written}]`],
    ['a variant of Valibot', variants, { k: 'b', s: 'x', n: 's' }, '{"k":"b","s":"x"}'],
    ['a loose object of Valibot', v.looseObject({ id: v.number() }), { id: 1, note: 'x' }, '{"id":1,"note":"x"}'],
    ['a check of Valibot', Checked, { id: 1, s: 's' }, '{"id":1}'],
    ['a trimmed text of Valibot', v.object({ a: v.pipe(v.string(), v.trim()) }), { a: 'x', s: 's' }, '{"a":"x"}'],
    ['a date of Valibot', v.object({ at: v.date() }), { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['a big integer of Valibot', v.object({ n: v.bigint() }), { n: 1n }, '{"n":"1"}'],
    ['a recursive schema of Valibot', tree, { n: 1, s: 's', kids: [{ n: 2, s: 's', kids: [] }] }, JSON.stringify(kept)],
    ['an object of ArkType', type({ id: 'number', owner: { name: 'string' } }), row, written],
    ['a union of ArkType', type({ a: 'number' }).or({ b: 'number' }), { b: 1, s: 's' }, '{"b":1}'],
    ['a date of ArkType', type({ at: 'Date' }), { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['a big integer of ArkType', type({ n: 'bigint' }), { n: 1n }, '{"n":"1"}'],
    ['a declared morph of ArkType', type({ n: 'string.numeric.parse' }), { n: 1, s: 's' }, '{"n":1}'],
    ['a check of ArkType', type({ n: type('number').narrow(() => true) }), { n: 1, s: 's' }, '{"n":1}'],
    ['a schema of zod 3 with its JSON Schema', by, { id: 1, s: 's' }, '{"id":1}'],
  ])('sends what its JSON Schema describes: %s', async (_name, schema, value, content) => {
    expect(await sent(value, schema)).toBe(`200 ${content}`)
  })

  test('sends what it describes of each item of a stream', async () => {
    expect(await sent(each(row, row), v.array(Row), 'application/x-ndjson')).toBe(`200 ${written}\n${written}\n`)
    expect(await sent(each(row), v.array(Row), 'text/csv')).toBe('200 id,owner.name\r\n1,a\r\n')
    const events = each(serverSentEvent(row, { id: 7 }))
    expect(await sent(events, v.array(Row), 'text/event-stream')).toBe(`200 id: 7\ndata: ${written}\n\n`)
  })

  const Half = v.pipe(v.string(), v.transform(Number))
  const byHand: StandardSchema = { '~standard': { version: 1, vendor: 'hand', validate: (value) => ({ value }) } }
  test.each<[name: string, schema: StandardSchema, message: RegExp]>([
    ['zod 3', z3.object({ a: z3.string() }), /responses\.200 is a schema of zod without a JSON Schema: use zod 4\.2/],
    ['a validator of its own', byHand, /a schema of hand without a JSON Schema: give \{ schema, jsonSchema \}/],
    [
      'a one-way transform of Valibot',
      v.object({ a: Half }),
      /converted to JSON Schema by valibot: The "transform" action/,
    ],
    ['a Map of Valibot', v.map(v.string(), v.number()), /by valibot: The "map" schema/],
    [
      'a one-way morph of ArkType',
      type({ a: type('string').pipe((text) => [text]) }),
      /by arktype: it has a one-way tra/,
    ],
    ['a Map of ArkType', type({ a: 'Map' }), /by arktype: it has a class that JSON does not have/],
  ])('is refused when wired if nothing says what it describes: %s', async (_name, schema, message) => {
    await expect(sent({}, schema)).rejects.toThrow(message)
  })
})

describe('events of a stream', () => {
  const Instant = z.codec(z.iso.datetime(), z.date(), {
    decode: (text) => new Date(text),
    encode: (date) => date.toISOString(),
  })
  const Item = z.object({ a: z.int() })
  test.each<[name: string, item: z.ZodType, data: unknown, options: EventOptions, text: string]>([
    ['raw, of objects', Item, '[DONE]', { raw: true }, 'data: [DONE]\n\n'],
    [
      'raw, of a union',
      z.union([Item, z.object({ b: z.int() })]),
      '[DONE]',
      { raw: true, id: 1 },
      'id: 1\ndata: [DONE]\n\n',
    ],
    ['raw, of a codec', Instant, '[DONE]', { raw: true }, 'data: [DONE]\n\n'],
    ['of a codec', Instant, new Date(0), { id: 2 }, 'id: 2\ndata: "1970-01-01T00:00:00.000Z"\n\n'],
    ['of an intersection', Item.and(z.object({ b: z.int() })), { a: 1, b: 2, c: 3 }, {}, 'data: {"a":1,"b":2}\n\n'],
    [
      'of a record',
      z.record(z.string(), Item),
      { x: { a: 1, s: 2 } },
      { event: 'e' },
      'event: e\ndata: {"x":{"a":1}}\n\n',
    ],
    ['of a union', z.union([Item, Instant]), { a: 1, s: 2 }, { retry: 5 }, 'retry: 5\ndata: {"a":1}\n\n'],
  ])('hold what the schema of an item describes: %s', async (_name, item, data, options, text) => {
    const events = each(serverSentEvent(data, options))
    expect(await sent(events, z.array(item), 'text/event-stream')).toBe(`200 ${text}`)
  })
})
