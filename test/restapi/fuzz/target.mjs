// The application of the fuzz test. It has every kind of endpoint, and none answers with a 5xx.
import {
  created,
  createServer,
  csv,
  endware,
  eventStream,
  form,
  json,
  mergePatch,
  ndjson,
  ok,
  xml,
} from '@endware/restapi'
import express, { Router } from 'express'
import { z } from 'zod'

const Order = z.strictObject({
  customer: z.string().min(1),
  items: z.array(z.strictObject({ sku: z.string(), quantity: z.int().positive() })).min(1),
  gift: z.boolean().optional(),
})
const Query = z.strictObject({
  limit: z.int().max(100).default(20),
  tags: z.array(z.string()).optional(),
  exact: z.boolean().optional(),
})

/** Returns a server of the application. @param onFailure receives failures, which must not occur */
export function targetServer(onFailure) {
  const api = endware({
    codecs: [json(), xml(), form()],
    formatParameter: 'format',
    limits: { bodyBytes: 64 * 1024 },
    validation: 'responses',
    onFailure,
  })
  const routes = api.routes(Router())
  routes.get('/value', () => ({ name: 'Köln & "<Bonn>"', list: [1, 'two', null] }))
  routes.get(
    '/list',
    { codecs: [json(), ndjson(), csv({ guardFormulas: true }), eventStream(), xml()] },
    async function* () {
      for (let id = 0; id < 3; id++) yield { id, text: '=1,"2"' }
    },
  )
  routes.get('/query', { query: Query }, ({ query }) => query)
  routes.get('/loose/:id', ({ params, query, headers }) => ({ params, query, agent: headers['user-agent'] }))
  routes.get('/version', () => ok({ a: 1 }).withVersion(7).withLastModified(new Date(1e12)))
  routes.get('/hashed', { etag: 'content' }, () => ({ a: 1 }))
  routes.put('/version', { requireIfMatch: true }, ({ precondition }) => {
    precondition.check(7, new Date(1e12))
    return precondition.versions
  })
  routes.post('/order', { body: Order, responses: { 201: Order } }, ({ body }) =>
    created(body, `/orders/${body.customer}`),
  )
  routes.post('/any', { body: z.unknown(), codecs: [json(), xml(), csv(), ndjson()] }, ({ body }) => ok(body ?? null))
  routes.patch('/any', { body: z.unknown(), consumes: ['application/merge-patch+json'] }, ({ body }) =>
    ok(mergePatch({ a: 1 }, body)),
  )
  const parsed = [
    express.json(),
    express.urlencoded({ extended: true }),
    express.text({ type: 'text/*' }),
    express.raw({ type: 'application/xml' }),
  ]
  const app = express()
  app.post(
    '/parsed',
    ...parsed,
    api.endpoint({ body: z.unknown() }, ({ body }) => ok(body ?? null)),
  )
  app.use(routes).use(api.fallback())
  const server = createServer(app)
  server.httpAllowHalfOpen = true // a client that has closed its side still gets all answers
  return server
}
