import { type CsvOptions, csv, endware, json, ok } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

let serving: Serving | undefined
afterEach(() => serving?.close())

async function* each(items: readonly unknown[]): AsyncGenerator<unknown> {
  yield* items
}

const api = (options?: CsvOptions) => endware({ codecs: [json(), csv(options)], onFailure: () => {} })
const asCsv = { accept: 'text/csv' }

async function render(outcome: unknown, options?: CsvOptions): Promise<string> {
  const { status, headers, content } = await api(options).render(outcome, asCsv)
  expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  return Buffer.from(content ?? '').toString('utf8')
}

const lines = (...records: readonly string[]): string => records.map((record) => `${record}\r\n`).join('')

test('csv refuses a circular value, as the other formats do', async () => {
  const causes: unknown[] = []
  const value: { name: string; self?: unknown } = { name: 'x' }
  value.self = value
  const telling = endware({ codecs: [csv(), json()], onFailure: ({ cause }) => causes.push(cause) })
  expect((await telling.render(value, asCsv)).status).toBe(500)
  expect(causes).toEqual([new TypeError('the value contains itself, at the property "self"')])
})

describe('records (RFC 4180 §2)', () => {
  const rows: readonly (readonly [name: string, items: readonly unknown[], expected: string])[] = [
    [
      'a record for each item, a column for each member',
      [
        { a: 1, b: 'x' },
        { a: 2, b: 'y' },
      ],
      lines('a,b', '1,x', '2,y'),
    ],
    ['a comma is quoted', [{ a: 'x,y' }], lines('a', '"x,y"')],
    ['a quote is doubled', [{ a: 'x"y' }], lines('a', '"x""y"')],
    ['line breaks stay, in quotes', [{ a: 'x\r\ny', b: 'p\nq', c: '\r' }], lines('a,b,c', '"x\r\ny","p\nq","\r"')],
    ['spaces are part of the field', [{ a: ' x ' }], lines('a', ' x ')],
    ['names of columns are quoted, too', [{ 'a,b': 1, 'c"d': 2 }], lines('"a,b","c""d"', '1,2')],
    [
      'members of members have columns of their own',
      [{ id: 1, price: { amount: 5, currency: 'EUR' } }],
      lines('id,price.amount,price.currency', '1,5,EUR'),
    ],
    ['arrays are JSON', [{ tags: ['a', 'b'] }], lines('tags', '"[""a"",""b""]"')],
    ['null and absence are empty', [{ a: null, b: 1 }, { b: 2 }], lines('a,b', ',1', ',2')],
    ['a record of one empty field is no empty line', [{ a: null }, { a: '' }], lines('a', '""', '""')],
    [
      'numbers, booleans, dates, big integers',
      [{ n: 1.5, t: true, d: new Date(0), i: 10n }],
      lines('n,t,d,i', '1.5,true,1970-01-01T00:00:00.000Z,10'),
    ],
    ['items that are no objects have one column', ['a', 2, null], lines('value', 'a', '2', '""')],
    ['UTF-8', [{ stadt: 'Köln 😀' }], lines('stadt', 'Köln 😀')],
    ['nothing at all', [], ''],
    ['formulas are left alone, unless the option says otherwise', [{ a: '=1+1' }], lines('a', '=1+1')],
  ]
  test.each(rows)('are the same for an array and a stream: %s', async (_name, items, expected) => {
    expect(await render(ok(items))).toBe(expected)
    expect(await render(each(items))).toBe(expected)
  })

  test('a single value makes one record', async () => {
    expect(await render({ a: 1 })).toBe(lines('a', '1'))
  })
})

describe('columns', () => {
  test('an array has the columns of all its items, and a stream those of its first item', async () => {
    const items = [{ a: 1 }, { b: 2 }]
    expect(await render(ok(items))).toBe(lines('a,b', '1,', ',2'))
    await expect(api().render(each(items), asCsv)).rejects.toThrow("a later item has a column 'b'")
  })

  test('a later item of a stream with other members breaks off the connection', async () => {
    serving = await serve(api().endpoint(() => each([{ a: 1 }, { a: 2, b: 3 }])))
    const client = await RawClient.get(serving.port, 'Accept: text/csv')
    const answer = await client.toTheEnd()
    expect(answer).toContain('a\r\n1\r\n')
    expect(answer).not.toContain('\r\n0\r\n\r\n')
  })

  test('a later item of a stream with only the beginning of a column name is refused', async () => {
    await expect(api().render(each([{ amounts: 1 }, { amounts: 2, amount: null }]), asCsv)).rejects.toThrow(
      "a later item has a column 'amount'",
    )
    const nested = [{ price: { amount: 1 } }, { price: null }]
    expect(await render(each(nested))).toBe(lines('price.amount', '1', '""'))
  })

  test('of a union in the schema are those of all its alternatives', async () => {
    const Event = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), at: z.union([z.iso.datetime(), z.int()]) }),
      z.object({ kind: z.literal('b'), by: z.union([z.string(), z.object({ name: z.string() })]).nullable() }),
    ])
    const items = [
      { kind: 'a', at: 5 },
      { kind: 'b', by: { name: 'x' } },
      { kind: 'b', by: 'y' },
    ]
    const expected = lines('kind,at,by,by.name', 'a,5,,', 'b,,,x', 'b,,y,')
    for (const value of [items, each(items)]) {
      const answer = await api().render(() => value, { ...asCsv, contract: { responses: { 200: z.array(Event) } } })
      expect(String(answer.content)).toBe(expected)
    }
  })

  test.each([
    ['price.amount', { price: { amount: 1 }, 'price.amount': 2 }],
    ['value', { '': 1, value: 2 }],
  ])('two members of the column %s are refused: one of them would be lost', async (column, item) => {
    const causes: unknown[] = []
    const telling = endware({ codecs: [csv(), json()], onFailure: ({ cause }) => causes.push(cause) })
    expect((await telling.render([item], asCsv)).status).toBe(500)
    expect(causes).toEqual([new TypeError(`csv: two members of an item have the column '${column}'`)])
  })

  test('two members that are one object have columns each', async () => {
    const shared = { x: 1 }
    expect(await render([{ a: shared, b: shared }])).toBe(lines('a.x,b.x', '1,1'))
    const names = Array.from({ length: 100 }, (_, at) => `m${at}`)
    const many = Object.fromEntries(names.map((name) => [name, shared]))
    expect(await render([many])).toBe(lines(names.map((name) => `${name}.x`).join(), names.map(() => '1').join()))
  })

  const Product = z.object({
    sku: z.string(),
    price: z.object({ amount: z.number(), currency: z.string() }).nullable(),
    tags: z.array(z.string()).optional(),
  })
  const header = 'sku,price.amount,price.currency,tags'
  const rows: readonly (readonly [name: string, items: readonly unknown[], expected: string])[] = [
    ['are there without any item', [], lines(header)],
    [
      'have the order of the schema',
      [{ tags: ['x'], price: { currency: 'EUR', amount: 1 }, sku: 'A' }],
      lines(header, 'A,1,EUR,"[""x""]"'),
    ],
    ['of a member that is null stay empty', [{ sku: 'A', price: null }], lines(header, 'A,,,')],
  ]
  test.each(rows)('a schema decides the columns: %s', async (_name, items, expected) => {
    const contract = { responses: { 200: z.array(Product) } }
    serving = await serve(api().endpoint(contract as object, () => each(items)))
    expect(await (await fetch(serving.url, { headers: asCsv })).text()).toBe(expected)
  })

  test('of a schema that leaves them open, or holds itself, are those of the first item', async () => {
    const Node = z.object({
      name: z.string(),
      get next() {
        return Node.nullable()
      },
    })
    const open = [z.looseObject({ name: z.string() }), z.record(z.string(), z.unknown()), z.unknown()]
    const rows: readonly (readonly [schema: z.ZodType, expected: string])[] = [
      ...open.map((schema) => [schema, lines('name,x', 'A,1')] as const),
      [Node, lines('name', 'A')],
    ]
    for (const [schema, expected] of rows) {
      serving = await serve(
        api().endpoint({ responses: { 200: z.array(schema) } } as object, () => each([{ name: 'A', x: 1 }])),
      )
      expect(await (await fetch(serving.url, { headers: asCsv })).text()).toBe(expected)
      await serving.close()
    }
    serving = undefined
  })
})

describe('the options of csv()', () => {
  const items = [
    { a: 'x;y', b: 'x,y' },
    { a: '\ufeffz', b: 'tab\there' },
  ]
  test.each<[options: CsvOptions, text: string]>([
    [{ delimiter: ';' }, 'a;b\r\n"x;y";x,y\r\n"\ufeffz";tab\there\r\n'],
    [{ delimiter: '\t' }, 'a\tb\r\nx;y\tx,y\r\n"\ufeffz"\t"tab\there"\r\n'],
    [{ delimiter: '|', byteOrderMark: true }, '\ufeffa|b\r\nx;y|x,y\r\n"\ufeffz"|tab\there\r\n'],
    [{ byteOrderMark: true }, '\ufeffa,b\r\nx;y,"x,y"\r\n"\ufeffz",tab\there\r\n'],
  ])('%j applies to an array and to a stream', async (options, text) => {
    expect(await render(items, options)).toBe(text)
    expect(await render(each(items), options)).toBe(text)
  })

  test.each<[option: unknown]>([
    [{ delimiter: '' }],
    [{ delimiter: ';;' }],
    [{ delimiter: '"' }],
    [{ delimiter: '\n' }],
    [{ delimiter: 1 }],
    [{ byteOrderMark: 'yes' }],
    [{ separator: ';' }],
  ])('%j is refused', (option) => {
    expect(() => csv(option as CsvOptions)).toThrow(TypeError)
  })
})
