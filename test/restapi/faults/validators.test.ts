import { endware, type StandardSchema } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type } from 'arktype'
import * as v from 'valibot'
import { z } from 'zod'
import { z as z3 } from 'zod3'
import { type Serving, serve } from '../../support/serve.js'
import { kinds, type Validator } from './kinds.js'

// A fault of one kind has the same words, whichever validator finds it.

const wrap: Readonly<Record<Validator, (schema: never) => StandardSchema>> = {
  zod: (schema) => z.strictObject({ a: schema }),
  'zod 3': (schema) => z3.strictObject({ a: schema }) as StandardSchema,
  Valibot: (schema) => v.strictObject({ a: schema }),
  ArkType: (schema) => type({ '+': 'reject', a: schema }) as StandardSchema,
}
const cases = kinds.flatMap(({ name, value, says, schemas }) =>
  Object.entries(schemas).map(([validator, schema], at) => {
    const sentence = typeof says === 'string' ? says : says[at]
    return {
      validator: validator as Validator,
      name,
      value,
      sentence,
      schema: wrap[validator as Validator](schema as never),
    }
  }),
)

const api = endware()
let serving: Serving
beforeAll(async () => {
  const handlers = cases.map(({ schema }) => api.endpoint({ body: schema }, () => 204))
  serving = await serve((request, response) => handlers[Number(request.url?.slice(1))]?.(request, response))
})
afterAll(() => serving.close())

async function refused(
  at: number,
  body: unknown,
): Promise<{ readonly text: string; readonly messages: readonly string[] }> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const text = await (await fetch(`${serving.url}/${at}`, init)).text()
  const { errors } = JSON.parse(text) as { errors: readonly { readonly message: string }[] }
  return { text, messages: errors.map(({ message }) => message) }
}

describe('the words for a fault', () => {
  test.each(cases.map((each, at) => ({ ...each, at })))(
    'of $validator about $name are "$sentence"',
    async ({ at, value, sentence }) => {
      const { text, messages } = await refused(at, { a: value })
      expect(messages).toEqual([sentence])
      expect(text).not.toContain('SECRET')
    },
  )

  test.each(['zod', 'zod 3', 'Valibot', 'ArkType'] as const)(
    'of %s about an unknown member are the same',
    async (name) => {
      const at = cases.findIndex(({ validator, name: what }) => validator === name && what === 'no text')
      expect((await refused(at, { a: 'x', b: 'SECRET' })).messages).toEqual(['b is not allowed'])
    },
  )

  test('of ArkType about two rules of one value are two', async () => {
    const answer = await serve(api.endpoint({ body: type({ a: 'string <= 2 & /^\\d+$/' }) }, () => 204))
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":"xxx"}' }
    expect(await (await fetch(answer.url, init)).json()).toMatchObject({
      errors: [{ message: 'a must match the pattern ^\\d+$' }, { message: 'a must be at most 2 characters long' }],
    })
    await answer.close()
  })
})
