import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { folder, row } from '../rows.mjs'

/** Hono with @hono/zod-openapi, on Node. */
export async function listen() {
  const app = new OpenAPIHono()
  const Account = z.object({ id: z.int(), name: z.string() })
  const answer = { content: { 'application/json': { schema: Account } }, description: 'The account' }
  const reading = createRoute({
    method: 'get',
    path: '/accounts/{id}',
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: answer },
  })
  const naming = { content: { 'application/json': { schema: z.object({ name: z.string() }) } }, required: true }
  const adding = createRoute({
    method: 'post',
    path: '/accounts',
    request: { body: naming },
    responses: { 200: answer },
  })
  const form = z.object({ title: z.string(), photo: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) })
  const uploading = createRoute({
    method: 'post',
    path: '/photos',
    request: { body: { content: { 'multipart/form-data': { schema: form } } } },
    responses: { 200: { description: 'The size' } },
  })
  app.use('/refused', async () => {
    throw new HTTPException(403, { message: 'not for you' })
  })
  app.openapi(reading, (c) => {
    if (c.req.valid('param').id !== '1') throw new HTTPException(404, { message: 'no such account' })
    return c.json(row, 200)
  })
  app.openapi(adding, (c) => c.json(row, 200))
  app.openapi(uploading, (c) => {
    const { title, photo } = c.req.valid('form')
    return c.json({ title, bytes: photo.size }, 200)
  })
  app.get('/notes', serveStatic({ root: folder, path: 'notes.bin' }))
  app.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Accounts', version: '1.0.0' } })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`
}
