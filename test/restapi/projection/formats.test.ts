import { inspect } from 'node:util'
import { csv, type Endware, endware, eventStream, html, json, ndjson, serverSentEvent, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'

// A row of a database may have members that the contract does not describe. They must not leave in any format.

const Item = z.object({ id: z.int(), name: z.string(), price: z.object({ amount: z.int() }) })
const row = { id: 1, name: 'n', passwordHash: 'SECRET', price: { amount: 2, hiddenCost: 'SECRET' } }
const pages = {
  name: 'yaml',
  mediaTypes: ['application/yaml'],
  encode: (value: unknown) => inspect(value, { depth: 9 }),
}

const api: Endware = endware({
  codecs: [json(), xml(), csv(), ndjson(), eventStream(), html(), pages],
  onFailure: () => {},
})

const formats = [
  'application/json',
  'text/json',
  'application/xml',
  'text/xml',
  'text/csv',
  'application/x-ndjson',
  'text/event-stream',
  'text/html',
  'application/yaml',
]

async function* each(...items: unknown[]): AsyncGenerator<unknown> {
  yield* items
}

const outcomes: readonly (readonly [name: string, schema: z.ZodType, outcome: () => unknown])[] = [
  ['an object', Item, () => row],
  ['a list', z.array(Item), () => [row, row]],
  ['a list of events', z.array(Item), () => [serverSentEvent(row, { id: 7 })]],
  ['a tuple', z.tuple([Item, z.string()]), () => [row, 'x', { more: 'SECRET' }]],
  ['a record', z.record(z.string(), Item), () => ({ a: row })],
  ['a union', z.union([z.object({ other: z.string() }), Item]), () => row],
  ['an intersection', Item.and(z.object({ extra: z.string() })), () => ({ ...row, extra: 'x' })],
  ['a map', z.map(z.string(), Item), () => new Map([['a', row]])],
  ['a set', z.set(Item), () => new Set([row])],
  ['what toJSON gives', Item, () => ({ toJSON: () => row })],
  ['an instance of a class', Item, () => Object.assign(new (class Row {})(), row)],
]

const streamed = formats.filter((mediaType) => mediaType !== 'application/yaml')

describe.each(outcomes)('of %s', (_name, schema, outcome) => {
  test.each(formats)('nothing leaves as %s that the contract does not describe', async (accept) => {
    const answer = await api.render(outcome(), { accept, contract: { responses: { 200: schema } } })
    expect(answer.status).toBe(200)
    expect(String(answer.headers['content-type'])).toContain(accept)
    expect(String(answer.content)).toMatch(/amount/)
    expect(String(answer.content)).not.toMatch(/SECRET|passwordHash|hiddenCost/)
  })
})

describe('of a stream', () => {
  test.each(streamed)('nothing leaves as %s that the contract does not describe', async (accept) => {
    for (const items of [each(row, row), each(serverSentEvent(row, { id: 1, event: 'e', retry: 5 }))]) {
      const answer = await api.render(items, { accept, contract: { responses: { 200: z.array(Item).readonly() } } })
      expect(answer.status).toBe(200)
      const content = Buffer.from(answer.content as Uint8Array).toString()
      expect(content).toMatch(/amount/)
      expect(content).not.toMatch(/SECRET|passwordHash|hiddenCost/)
    }
  })

  test('an event keeps its id, its type and its delay', async () => {
    const items = each(serverSentEvent(row, { id: 1, event: 'e', retry: 5 }))
    const answer = await api.render(items, {
      accept: 'text/event-stream',
      contract: { responses: { 200: z.array(Item) } },
    })
    const data = '{"id":1,"name":"n","price":{"amount":2}}'
    expect(Buffer.from(answer.content as Uint8Array).toString()).toBe(`id: 1\nevent: e\nretry: 5\ndata: ${data}\n\n`)
  })

  test('of items under a schema that is no list is a 500', async () => {
    const answer = await api.render(each(row), { contract: { responses: { 200: Item } } })
    expect(answer.status).toBe(500)
  })
})
