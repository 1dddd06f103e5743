import {
  csv,
  type EventOptions,
  endware,
  eventStream,
  json,
  ndjson,
  type StandardSchema,
  serverSentEvent,
} from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import * as v from 'valibot'
import { z } from 'zod'

const reports: string[] = []
const api = endware({
  codecs: [json(), ndjson(), csv(), eventStream()],
  onFailure: ({ cause }) => reports.push((cause as Error).message),
})

async function sent(outcome: unknown, schema: StandardSchema, accept = 'application/json'): Promise<string> {
  const answer = await api.render(() => outcome, { accept, contract: { responses: { 200: schema } } })
  return `${answer.status} ${Buffer.from(answer.content ?? '').toString('utf8')}`
}

const by = (validate: StandardSchema['~standard']['validate']): StandardSchema => ({
  '~standard': { version: 1, vendor: 'hand', validate },
})
async function* each(...items: readonly unknown[]): AsyncGenerator<unknown> {
  yield* items
}

const Row = v.object({ id: v.number(), owner: v.object({ name: v.string() }) })
const row = { id: 1, hash: 's', owner: { name: 'a', hash: 's' } }
const written = '{"id":1,"owner":{"name":"a"}}'

describe('a response schema without a JSON Schema', () => {
  const variants = v.variant('k', [
    v.object({ k: v.literal('a'), n: v.number() }),
    v.object({ k: v.literal('b'), s: v.string() }),
  ])
  test.each<[name: string, schema: StandardSchema, value: unknown, content: string]>([
    ['an object', Row, row, written],
    ['a list', v.array(Row), [row, row], `[${written},${written}]`],
    ['a variant', variants, { k: 'b', s: 'x', n: 's' }, '{"k":"b","s":"x"}'],
    ['a loose object', v.looseObject({ id: v.number() }), { id: 1, note: 'x' }, '{"id":1,"note":"x"}'],
    ['a schema written by hand', by((value) => ({ value: { id: (value as typeof row).id } })), row, '{"id":1}'],
  ])('sends what its validator lets through: %s', async (_name, schema, value, content) => {
    expect(await sent(value, schema)).toBe(`200 ${content}`)
  })

  test('sends what its validator lets through of each item of a stream', async () => {
    expect(await sent(each(row, row), v.array(Row), 'application/x-ndjson')).toBe(`200 ${written}\n${written}\n`)
    expect(await sent(each(row), v.array(Row), 'text/csv')).toBe('200 id,owner.name\r\n1,a\r\n')
    const events = each(serverSentEvent(row, { id: 7 }))
    expect(await sent(events, v.array(Row), 'text/event-stream')).toBe(`200 id: 7\ndata: ${written}\n\n`)
  })

  test.each<[reason: string, schema: StandardSchema]>([
    ['/id: Invalid type: Expected number but received "x"', v.object({ id: v.number() })],
    ['validates in a promise', by(async (value) => ({ value }))],
    ['validates in a promise', by(() => Promise.reject(new Error('late')))],
  ])('is a 500 where nothing can be sent: %s', async (reason, schema) => {
    reports.length = 0
    expect(await sent({ id: 'x' }, schema)).toMatch(/^500 /)
    expect(reports).toEqual([expect.stringContaining(reason)])
  })

  test('is a failure of a stream whose items its validator does not know', async () => {
    await expect(sent(each(row), Row, 'application/x-ndjson')).resolves.toMatch(/^500 /)
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
