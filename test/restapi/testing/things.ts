import {
  created,
  csv,
  endware,
  eventStream,
  json,
  ndjson,
  notFound,
  ok,
  preconditionFailed,
  problemType,
  xml,
} from '@endware/restapi'
import { type OpenApiDocument, openapi } from '@endware/restapi/openapi'
import express, { type Express, Router } from 'express'
import { z } from 'zod'

const Thing = z
  .object({
    id: z.string().meta({ xml: { attribute: true }, examples: ['a'] }),
    name: z.string().meta({ examples: ['Lantern'] }),
    size: z.object({ height: z.number().meta({ examples: [1.5] }) }).optional(),
    tags: z.array(z.string().meta({ xml: { name: 'tag' }, examples: ['x'] })).meta({ xml: { wrapped: true } }),
    parts: z.array(z.string().meta({ examples: ['wick'] })),
  })
  .meta({ id: 'Thing', xml: { name: 'thing', prefix: 't', namespace: 'https://example.com/things' } })
const NewThing = z
  .strictObject({ name: z.string().meta({ examples: ['Lantern'] }) })
  .meta({ id: 'NewThing', xml: { name: 'thing' } })
const Things = z.array(Thing).meta({ id: 'Things', xml: { name: 'things', wrapped: true } })

const sold = problemType({
  type: '/problems/sold',
  title: 'Sold',
  status: 409,
  extensions: z.object({ buyers: z.array(z.string()) }),
  example: { buyers: ['Ada'] },
})

const lantern = { id: 'a', name: 'Lantern', size: { height: 1.5 }, tags: ['x', 'y'], parts: ['wick', 'glass'] }

/** Makes an application that uses each feature that can be proven, and its document. */
export function things(): { readonly app: Express; readonly document: OpenApiDocument } {
  const api = endware({ onFailure: () => {}, limits: { bodyBytes: bodyLimit } })
  const routes = api.routes(Router())
  const never = { 500: false } as const
  routes.get(
    '/things',
    {
      operationId: 'list',
      codecs: [json(), xml(), ndjson(), csv(), eventStream()],
      responses: { ...never, 200: Things },
    },
    () => [lantern, { ...lantern, id: 'b', tags: [], parts: [] }],
  )
  routes.get(
    '/things/:id',
    {
      operationId: 'read',
      deprecated: { since: '2026-01-01' },
      examples: { params: { id: 'a' } },
      responses: { ...never, 200: { schema: Thing, headers: { ETag: true } } },
    },
    ({ params }) => (params.id === 'a' ? ok(lantern).withVersion(7) : notFound('there is no such thing')),
  )
  routes.post(
    '/things',
    { operationId: 'add', body: NewThing, problems: [sold], responses: { ...never, 201: Thing } },
    ({ body }) =>
      body.name === 'sold' ? sold({ buyers: ['Ada', 'Bob'] }) : created({ ...lantern, ...body }, '/things/a'),
  )
  routes.delete(
    '/things/:id',
    {
      operationId: 'remove',
      requireIfMatch: true,
      examples: { params: { id: 'a' }, headers: { 'if-match': '"7;json"' } },
      responses: { ...never, 204: null },
    },
    ({ params, precondition }) => {
      if (params.id !== 'a') return notFound()
      return precondition.versions?.includes('7') === false ? preconditionFailed() : undefined
    },
  )
  return {
    app: express().disable('x-powered-by').use(routes).use(api.fallback()),
    document: openapi(routes, { info: { title: 'Things', version: '1' } }),
  }
}

/** The maximum size of a body, in bytes. */
export const bodyLimit = 2_000

/** Cases for the statuses that the document alone does not reach. */
export const cases = {
  add: { 409: { body: { name: 'sold' } } },
  remove: { 204: { headers: { 'If-Match': '"7;json"' } } },
}
