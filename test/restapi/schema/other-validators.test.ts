import { endware, type StandardSchema } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import { type } from 'arktype'
import * as v from 'valibot'
import { serve } from '../../support/serve.js'

// The JSON Schema that a validator's own converter makes says how text is read.

const optional = v.optional
test.each<[what: string, query: StandardSchema, url: string, read: unknown]>([
  ['numbers and booleans of Valibot', v.object({ n: v.number(), b: v.boolean() }), '?n=5&b=true', { n: 5, b: true }],
  ['a list of one of Valibot', v.object({ l: v.array(v.number()) }), '?l=5', { l: [5] }],
  ['a default of Valibot', v.object({ l: optional(v.array(v.number()), [1]) }), '', { l: [1] }],
  ['constants of Valibot', v.object({ u: v.union([v.literal('a'), v.literal(5)]) }), '?u=5', { u: 5 }],
  ['a big integer of Valibot', v.object({ n: v.bigint() }), '?n=12345678901234567890', { n: '12345678901234567890' }],
  [
    'a check in time of Valibot',
    v.objectAsync({
      n: v.pipeAsync(
        v.number(),
        v.checkAsync(async () => true),
      ),
    }),
    '?n=5',
    { n: 5 },
  ],
  ['a transform of Valibot', v.object({ n: v.pipe(v.string(), v.transform(Number)) }), '?n=05', { n: 5 }],
  ['numbers and booleans of ArkType', type({ n: 'number', b: 'boolean' }), '?n=5&b=true', { n: 5, b: true }],
  ['a list of one of ArkType', type({ l: 'number[]' }), '?l=5', { l: [5] }],
  ['a default of ArkType', type({ n: 'number = 7' }), '', { n: 7 }],
  ['constants of ArkType', type({ u: '"a" | 5' }), '?u=5', { u: 5 }],
  ['a big integer of ArkType', type({ n: 'bigint' }), '?n=12345678901234567890', { n: '12345678901234567890' }],
  ['a morph of ArkType', type({ n: 'string.numeric.parse' }), '?n=5', { n: 5 }],
])('text is read by %s', async (_what, query, url, read) => {
  const serving = await serve(endware().endpoint({ query }, (input) => ({ read: input.query })))
  const response = await fetch(`${serving.url}/${url}`)
  expect([response.status, await response.json()]).toEqual([200, { read }])
  await serving.close()
})
