import { csv, endware, eventStream, json, ndjson, noContent, ok, problemType, xml } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'

export const outOfStock = problemType({
  type: '/problems/out-of-stock',
  title: 'Not enough in stock',
  status: 409,
  extensions: z.object({ skus: z.array(z.string()), left: z.int() }),
  example: { skus: ['LAN-1'], left: 2 },
})

const Money = z
  .strictObject({ amount: z.int().min(0), currency: z.string().meta({ examples: ['EUR'] }) })
  .meta({ id: 'Money' })

const Thing = z
  .object({
    id: z.uuid().meta({ xml: { attribute: true } }),
    name: z.string().meta({ examples: ['Lantern'] }),
    price: Money,
    tags: z.array(z.string().meta({ xml: { name: 'tag' }, examples: ['light'] })).meta({ xml: { wrapped: true } }),
    createdAt: z.date(),
  })
  .readonly()
  .meta({
    id: 'Thing',
    description: 'A thing',
    xml: { name: 'thing', namespace: 'https://example.com/things', prefix: 't' },
  })

const NewThing = z
  .strictObject({ name: z.string().meta({ examples: ['Lantern'] }), price: Money, size: z.int().default(3) })
  .meta({ id: 'NewThing', xml: { name: 'thing' } })

const things = z.array(Thing).meta({ id: 'ThingList', xml: { name: 'things', wrapped: true } })

export const api = endware({ onFailure: () => {}, timeout: 5_000 })

/** Makes routes that use each feature of a document once. */
export function sampleRoutes() {
  const routes = api.routes(Router())
  routes.get(
    '/things',
    {
      operationId: 'listThings',
      summary: 'The things',
      tags: ['things'],
      codecs: [json(), xml(), ndjson(), csv(), eventStream()],
      query: z.strictObject({
        limit: z.int().min(1).max(100).default(20).meta({ description: 'How many' }),
        tag: z.array(z.string()).optional(),
      }),
      responses: { 200: { schema: things, headers: { Link: true } } },
    },
    () => [],
  )
  routes.post(
    '/things',
    {
      operationId: 'addThing',
      summary: 'Add a thing',
      security: [{ bearer: ['things:write'] }],
      cookies: z.object({ shown: z.array(z.string()), theme: z.enum(['dark', 'light']).optional() }),
      headers: z.object({ 'idempotency-key': z.string().meta({ description: 'Once' }) }),
      body: NewThing,
      problems: [outOfStock],
      responses: { 201: { schema: Thing, description: 'The thing' }, 204: null, 409: 'There is such a thing' },
    },
    () => noContent(),
  )
  routes.get(
    '/things/:id',
    {
      operationId: 'readThing',
      summary: 'A thing',
      deprecated: { since: '2026-01-01', sunset: '2027-01-01', link: '/news' },
      examples: { params: { id: 'x1' } },
      responses: { 200: { schema: Thing, headers: { ETag: true } }, 404: 'There is no such thing' },
    },
    () => noContent() as never,
  )
  routes.patch(
    '/things/:id',
    {
      operationId: 'changeThing',
      summary: 'Change a thing',
      params: z.object({ id: z.uuid().meta({ description: 'Its id' }) }),
      requireIfMatch: true,
      consumes: ['application/merge-patch+json'],
      body: NewThing.partial().meta({ id: 'ThingPatch' }),
      responses: { 200: NewThing, 500: false },
    },
    () => ok({ name: '', price: { amount: 1, currency: 'EUR' }, size: 1 }),
  )
  return routes
}
