import { endware } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import request from 'supertest'
import { z } from 'zod'

// A member that answers must have and requests may lack (default, prefault, catch): an empty list of it survives the way through XML.

const list = z.array(z.string())
const Inner = z.object({ roles: list.default(['inner']) })

const rows: readonly (readonly [name: string, schema: z.ZodType, value: unknown])[] = [
  ['a default', z.object({ roles: list.default(['user']) }), { roles: [] }],
  ['a prefault', z.object({ roles: list.prefault(['user']) }), { roles: [] }],
  ['a catch', z.object({ roles: list.catch(['user']) }), { roles: [] }],
  ['a default of nothing', z.object({ roles: list.default([]) }), { roles: [] }],
  ['a default behind a nullable', z.object({ roles: list.nullable().default(null) }), { roles: [] }],
  ['a default of items that are objects', z.object({ of: z.array(Inner).default([{ roles: ['x'] }]) }), { of: [] }],
  [
    'a default within a list',
    z.object({ of: z.array(Inner) }),
    { of: [{ roles: [] }, { roles: ['a'] }, { roles: [] }] },
  ],
  [
    'a default in a wrapped list',
    z.object({ roles: list.default(['user']).meta({ xml: { wrapped: true } }) }),
    { roles: [] },
  ],
  ['a default in a tuple', z.object({ t: z.tuple([Inner, Inner]) }), { t: [{ roles: [] }, { roles: ['b'] }] }],
  ['a default in a union', z.object({ u: z.union([z.string(), Inner]) }), { u: { roles: [] } }],
  ['a default that is not used', z.object({ roles: list.default(['user']) }), { roles: ['a', 'b'] }],
  ['a default of a codec', z.object({ at: z.array(z.stringbool()).default([true]) }), { at: [] }],
]

test.each(rows)('%s comes back from XML as it was sent', async (_name, schema, value) => {
  const answering = endware().endpoint({ responses: { 200: schema } } as object, () => value)
  const echo: unknown[] = []
  const reading = endware().endpoint({ body: schema }, ({ body }) => void echo.push(body))
  const { text, status } = await request(answering).get('/').set('Accept', 'application/xml')
  expect(status).toBe(200)
  const back = await request(reading).post('/').type('application/xml').send(text)
  expect([back.status, echo]).toEqual([204, [value]])
})
