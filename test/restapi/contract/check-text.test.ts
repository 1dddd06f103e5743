import { type Contract, endware, type StandardSchema } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type } from 'arktype'
import express, { Router } from 'express'
import * as v from 'valibot'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ onFailure: () => {} })

class Money {
  readonly cents = 1
}

const Instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

interface Tree {
  readonly at?: unknown
  readonly under?: Tree | undefined
}
const Tree: z.ZodType<Tree> = z.object({
  at: z.date().optional(),
  get under() {
    return Tree.optional()
  },
})

describe('a schema that no text satisfies is refused when it is wired', () => {
  const inZod = 'z.coerce.date\\(\\) for a Date, or z.iso.datetime\\(\\) for its text'
  const rows: [what: string, query: StandardSchema, message: string][] = [
    [
      'a date',
      z.object({ at: z.date() }),
      `at in the contract's query must be a Date, which no text .*; write ${inZod}`,
    ],
    ['an optional date', z.object({ at: z.date().optional() }), 'at in .* a Date'],
    ['a date with a default', z.object({ at: z.date().default(() => new Date()) }), 'at in .* a Date'],
    ['a date or null', z.object({ at: z.date().nullable() }), 'at in .* a Date'],
    ['a date before a transformation', z.object({ at: z.date().transform(String) }), 'at in .* a Date'],
    ['a date with an id', z.object({ at: z.date().meta({ id: 'Instant' }) }), 'at in .* a Date'],
    ['a list of dates', z.object({ at: z.array(z.date()) }), 'at in .* a Date'],
    ['a tuple with a date', z.object({ at: z.tuple([z.string(), z.date()]) }), 'at in .* a Date'],
    ['a record of dates', z.record(z.string(), z.date()), "the contract's query must be a Date"],
    ['a date in an object', z.object({ range: z.object({ from: z.date() }) }), 'range.from in .* a Date'],
    ['a date in a recursive object', Tree, 'at in .* a Date'],
    ['one side of an intersection', z.object({ at: z.date() }).and(z.object({ name: z.string() })), 'at in .* a Date'],
    ['a union of dates and sets', z.object({ at: z.union([z.date(), z.set(z.string())]) }), 'at in .* a Date'],
    ['a map', z.object({ by: z.map(z.string(), z.string()) }), 'by in .* a Map, .*; write a record'],
    ['a set', z.object({ ids: z.set(z.string()) }), 'ids in .* a Set, .*; write a list'],
    ['a file', z.object({ logo: z.file() }), 'logo in .* a File, .*; write it in the body'],
    ['NaN', z.object({ x: z.nan() }), 'x in .* NaN'],
    ['a symbol', z.object({ x: z.symbol() }), 'x in .* symbol'],
    ['an instance', z.object({ x: z.instanceof(Money) }), 'x in .* a Money, .*; write a schema of text that is transf'],
    [
      "Valibot's date",
      v.object({ at: v.optional(v.date()) }),
      'at in .* a Date, .*; write v.pipe\\(v.string\\(\\), v.iso',
    ],
    ["Valibot's date with a check", v.object({ at: v.pipe(v.date(), v.minValue(new Date(0))) }), 'at in .* a Date'],
    ["Valibot's set", v.object({ ids: v.set(v.string()) }), 'ids in .* a Set'],
    ["Valibot's instance", v.object({ x: v.instance(Money) }), 'x in .* a Money'],
    ["ArkType's date", type({ 'at?': 'Date' }), "at in .* a Date, .*; write 'string.date.iso.parse'"],
    ["ArkType's map", type({ by: 'Map' }), 'by in .* a Map'],
    ["ArkType's instance", type({ x: type.instanceOf(Money) }), 'x in .* a Money'],
    ["ArkType's symbol", type({ x: 'symbol' }), 'x in .* symbol'],
  ]
  test.each(rows)('%s', (_, query, message) => {
    expect(() => api.endpoint({ query }, () => 1)).toThrow(new RegExp(message))
  })

  test.each(['params', 'headers', 'cookies'] as const)('a date in %s', (part) => {
    const contract: Contract = { [part]: z.object({ at: z.date() }) }
    expect(() => api.endpoint(contract, () => 1)).toThrow(`at in the contract's ${part} must be a Date`)
  })
})

test('a body may need a date, since a codec of the application may make one', () => {
  expect(() => api.endpoint({ body: z.object({ at: z.date() }) }, () => 1)).not.toThrow()
})

describe('a schema that some text satisfies is taken, and reads it', () => {
  const at = '2026-01-02T03:04:05.000Z'
  const rows: [what: string, schema: StandardSchema, text?: string][] = [
    ['z.coerce.date', z.object({ x: z.coerce.date() })],
    ['an optional z.coerce.date', z.object({ x: z.coerce.date().optional() })],
    ['z.preprocess', z.object({ x: z.preprocess((text) => new Date(String(text)), z.date()) })],
    ['a transformation', z.object({ x: z.string().transform((text) => new Date(text)) })],
    ['a pipe', z.object({ x: z.string().pipe(z.coerce.date()) })],
    [
      'a transformation to a checked date',
      z.object({
        x: z
          .string()
          .transform((t) => new Date(t))
          .pipe(z.date()),
      }),
    ],
    ['a codec', z.object({ x: Instant })],
    ['a union with text', z.object({ x: z.union([z.date(), z.string()]) })],
    ['a date with a catch', z.object({ x: z.date().catch(new Date(0)) })],
    ['dates with a catch', z.object({ x: z.array(z.date()).catch([]) })],
    ['a date or anything', z.object({ x: z.union([z.date(), z.unknown()]) })],
    ['a big integer', z.object({ x: z.bigint() }), '12'],
    ['a custom check', z.object({ x: z.custom((text) => typeof text === 'string') })],
    ['instances of Array', z.object({ x: z.instanceof(Array) }), '1&x=2'],
    ['a function that preprocesses the query', z.preprocess(() => ({ x: new Date(0) }), z.object({ x: z.date() }))],
    ["Valibot's pipe", v.object({ x: v.pipe(v.string(), v.isoTimestamp(), v.toDate()) })],
    ["Valibot's fallback", v.object({ x: v.fallback(v.date(), new Date(0)) })],
    ["Valibot's union", v.object({ x: v.union([v.date(), v.string()]) })],
    ["Valibot's big integer", v.object({ x: v.bigint() }), '12'],
    ["ArkType's morph", type({ x: 'string.date.iso.parse' })],
    ["ArkType's union", type({ x: 'Date | string' })],
    ["ArkType's big integer", type({ x: 'bigint' }), '12'],
  ]
  const routes = api.routes(Router())
  for (const [at, [, query]] of rows.entries()) routes.get(`/${at}`, { query }, () => ({ taken: true }))
  let serving: Serving
  beforeAll(async () => {
    serving = await serve(express().use(routes).use(api.fallback()))
  })
  afterAll(() => serving.close())

  test.each(rows.map(([what, , text = at], index) => ({ what, text, index })))('$what', async ({ text, index }) => {
    const response = await fetch(`${serving.url}/${index}?x=${text}`)
    expect([response.status, await response.json()]).toEqual([200, { taken: true }])
  })
})

test('a schema of text is converted once, however many endpoints have it', () => {
  const query = z.object({ limit: z.coerce.number().default(20), sort: z.enum(['name', 'price']).optional() })
  const convert = jest.spyOn(query['~standard'].jsonSchema, 'input')
  const routes = api.routes(Router())
  routes.get('/a', { query }, () => 'a')
  routes.get('/b', { query }, () => 'b')
  expect(convert).toHaveBeenCalledTimes(1)
})
