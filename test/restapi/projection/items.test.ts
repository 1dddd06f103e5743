import { endware, eventStream, json, serverSentEvent } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'

// Items of streams and the data of events are projected, however the schema says that there is a list.

const Id = z.object({ id: z.int() })
const Named = z.object({ name: z.string() })
const Day = z.codec(z.string(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString().slice(0, 10),
})
const row = { id: 1, name: 'n', secret: 'SECRET' }

const api = endware({ codecs: [json(), eventStream()], onFailure: () => {} })

async function* each(...items: unknown[]): AsyncGenerator<unknown> {
  yield* items
}

async function sent(outcome: unknown, schema: z.ZodType, accept: string): Promise<readonly [number, string]> {
  const { status, content } = await api.render(outcome, { accept, contract: { responses: { 200: schema } } })
  return [status, String(content)]
}

const lists: readonly (readonly [name: string, schema: z.ZodType, item: unknown])[] = [
  ['a list', z.array(Id), { id: 1 }],
  ['a list with a catch', z.array(Id).catch([]), { id: 1 }],
  ['a default list', z.array(Id).default([]), { id: 1 }],
  ['a set', z.set(Id), { id: 1 }],
  ['an intersection of lists', z.array(Id).and(z.array(Named)), { id: 1, name: 'n' }],
  ['a union of lists', z.union([z.array(z.object({ other: z.int() })), z.array(Named)]), { name: 'n' }],
  ['a custom schema', z.custom<unknown>(() => true), row],
]

test.each(lists)('projects the items of a stream by %s', async (_name, schema, item) => {
  expect(await sent(each(row, row), schema, 'application/json')).toEqual([
    200,
    `[${JSON.stringify(item)},\n${JSON.stringify(item)}]`,
  ])
})

const events: readonly (readonly [name: string, item: z.ZodType, data: unknown, written: string])[] = [
  ['an object', Id, row, '{"id":1}'],
  ['a union', z.union([z.object({ other: z.int() }), Named]), row, '{"name":"n"}'],
  ['an intersection with a union', Id.and(z.union([Named, z.object({ x: z.int() })])), row, '{"id":1,"name":"n"}'],
  ['a codec', Day, new Date(0), '"1970-01-01"'],
  ['a catch', Id.catch({ id: 7 }), row, '{"id":1}'],
  ['a catch of another value', Id.catch({ id: 7 }), 'x', '{"id":7}'],
  ['a nullable', Id.nullable(), row, '{"id":1}'],
]

describe('server-sent events', () => {
  test.each(events)('have the data that %s describes', async (_name, item, data, written) => {
    const outcome = each(serverSentEvent(data, { id: 3, event: 'e' }))
    expect(await sent(outcome, z.array(item), 'text/event-stream')).toEqual([
      200,
      `id: 3\nevent: e\ndata: ${written}\n\n`,
    ])
  })

  test.each([
    ['an object', Id],
    ['a union', z.union([Id, Named])],
    ['a codec', Day],
    ['an intersection', Id.and(z.union([Named, Id]))],
  ])('that are raw pass %s as they are', async (_name, item) => {
    const outcome = each(serverSentEvent('[DONE]', { raw: true }))
    expect(await sent(outcome, z.array(item), 'text/event-stream')).toEqual([200, 'data: [DONE]\n\n'])
  })
})
