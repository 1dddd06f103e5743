import { endware, type StandardSchema } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type } from 'arktype'
import * as v from 'valibot'
import { z } from 'zod'
import { z as z3 } from 'zod3'
import { serve } from '../../support/serve.js'

async function messagesOf(schema: StandardSchema, body: unknown): Promise<readonly string[]> {
  const serving = await serve(endware().endpoint({ body: schema }, () => 204))
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const { message, errors } = (await (await fetch(serving.url, init)).json()) as {
    readonly message: string
    readonly errors: readonly { readonly message: string }[]
  }
  await serving.close()
  return [message, ...errors.map((error) => error.message)]
}

describe('the words of a schema', () => {
  afterEach(() => {
    z.config(z.locales.en())
    v.deleteGlobalMessage()
  })

  test('stay, and the summary says where they belong', async () => {
    const schema = z.object({ a: z.string({ error: 'tell us your name' }) })
    expect(await messagesOf(schema, { a: 1 })).toEqual([
      'the request is not valid: body /a: tell us your name',
      'tell us your name',
    ])
  })

  test.each<[what: string, schema: StandardSchema, body: unknown, words: string]>([
    ['a format of zod', z.object({ a: z.email('Invalid address') }), { a: 'x' }, 'Invalid address'],
    ['a bound of zod', z.object({ a: z.number().min(1, 'too few') }), { a: 0 }, 'too few'],
    ['unknown members of zod', z.strictObject({}, 'no extras'), { a: 0 }, 'no extras'],
    ['a bound of zod 3', z3.object({ a: z3.number().min(1, 'too few') }), { a: 0 }, 'too few'],
    ['a missing member of zod 3', z3.object({ a: z3.string({ required_error: 'name!' }) }), {}, 'name!'],
    ['a bound of Valibot', v.object({ a: v.pipe(v.number(), v.minValue(1, 'too few')) }), { a: 0 }, 'too few'],
    [
      'a description of ArkType',
      type({ a: type('number').describe('a fine number') }),
      { a: 'x' },
      'a must be a fine number',
    ],
    [
      'a message of ArkType',
      type({ a: type('string > 1').configure({ message: () => 'too short' }) }),
      { a: 'x' },
      'too short',
    ],
  ])('stay for %s', async (_what, schema, body, words) => {
    expect((await messagesOf(schema, body))[1]).toBe(words)
  })

  test('stay where the application has set a locale of zod, or the messages of Valibot', async () => {
    z.config(z.locales.de())
    expect((await messagesOf(z.object({ a: z.number() }), { a: 'x' }))[1]).toMatch(/^Ungültige Eingabe/)
    v.setGlobalMessage(() => 'ungültig')
    expect((await messagesOf(v.object({ a: v.number() }), { a: 'x' }))[1]).toBe('ungültig')
  })

  test('of an unknown validator stay, and an empty message gets a sentence', async () => {
    const by = (message: string): StandardSchema => ({
      '~standard': { version: 1, vendor: 'own', validate: () => ({ issues: [{ message, path: ['a', { key: 0 }] }] }) },
    })
    expect((await messagesOf(by('its own words'), {}))[1]).toBe('its own words')
    expect((await messagesOf(by(''), {}))[1]).toBe('a[0] is not valid')
  })
})

describe('the sentences', () => {
  const long = 'x'.repeat(150)
  test.each<[what: string, schema: StandardSchema, body: unknown, sentence: string]>([
    ['the whole body', z.object({}), [], 'the body must be an object'],
    [
      'a date',
      z.object({ a: z.coerce.date().min(new Date(0)) }),
      { a: '1969-01-01' },
      'a must be on or after 1970-01-01T00:00:00.000Z',
    ],
    [
      'a later date',
      v.object({
        a: v.pipe(
          v.string(),
          v.transform((text) => new Date(text)),
          v.maxValue(new Date(0)),
        ),
      }),
      { a: '1971-01-01' },
      'a must be on or before 1970-01-01T00:00:00.000Z',
    ],
    ['a big integer', z.object({ a: z.bigint().min(5n) }), { a: 1 }, 'a must be at least 5'],
    [
      'a long pattern',
      z.object({ a: z.string().regex(new RegExp(long)) }),
      { a: '' },
      'a must match the expected pattern',
    ],
    [
      'many constants',
      z.object({ a: z.enum(Array.from({ length: 23 }, (_, at) => `c${at}`)) }),
      { a: 'x' },
      `a must be one of ${Array.from({ length: 20 }, (_, at) => `"c${at}"`).join(', ')} or 3 others`,
    ],
    ['a long constant', z.object({ a: z.literal(long) }), { a: 'x' }, `a must be "${'x'.repeat(99)}…"`],
    ['a name of no length', z.strictObject({}), { '': 1 }, '"" is not allowed'],
    ['a long name', z.strictObject({}), { [long]: 1 }, `${'x'.repeat(99)}… is not allowed`],
    [
      'a name of a record',
      z.object({ a: z.record(z.string().max(1), z.number()) }),
      { a: { xx: 1 } },
      'a.xx is not allowed',
    ],
    ['a nullable text', z.object({ a: z.string().nullable() }), { a: 5 }, 'a must be text'],
    [
      'one of three types',
      type({ a: type('string | number').or({ b: 'string' }) }),
      { a: true },
      'a must be text, a number or an object',
    ],
    ['a missing discriminator', z.discriminatedUnion('k', [z.object({ k: z.literal('x') })]), {}, 'k is required'],
    ['a coerced number', z.object({ a: z.coerce.number() }), {}, 'a is required'],
    ['a format without words', z.object({ a: z.nanoid() }), { a: '!' }, 'a must be text in the format nanoid'],
    [
      'a set',
      z.object({ a: z.preprocess((list) => new Set(list as []), z.set(z.number()).min(2)) }),
      { a: [1] },
      'a must have at least 2 items',
    ],
    ['an own member named like an inherited one', z.object({ toString: z.string() }), {}, 'toString is required'],
  ])('of %s', async (_what, schema, body, sentence) => {
    expect((await messagesOf(schema, body))[1]).toBe(sentence)
  })
})
