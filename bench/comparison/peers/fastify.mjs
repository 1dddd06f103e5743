import multipart from '@fastify/multipart'
import files from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify from 'fastify'
import createError from 'http-errors'
import { folder, row } from '../rows.mjs'

/** Fastify with its own plugins for uploads, files and the document. */
export async function listen() {
  const app = fastify()
  await app.register(swagger, { openapi: { info: { title: 'Accounts', version: '1.0.0' } } })
  await app.register(multipart)
  await app.register(files, { root: folder, serve: false })
  const account = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } }
  const name = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }
  app.addHook('onRequest', (request, _reply, done) =>
    done(request.url === '/refused' ? createError(403, 'not for you') : undefined),
  )
  app.get('/accounts/:id', { schema: { response: { 200: account } } }, async (request) => {
    if (/** @type {{ id: string }} */ (request.params).id !== '1') throw createError(404, 'no such account')
    return row
  })
  app.post('/accounts', { schema: { body: name, response: { 200: account } } }, async () => row)
  app.post('/photos', async (request) => {
    const data = await request.file()
    const title = /** @type {any} */ (data?.fields.title)?.value
    return { title, bytes: (await data?.toBuffer())?.length }
  })
  app.get('/notes', async (_request, reply) => reply.sendFile('notes.bin'))
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  return app.listen({ port: 0, host: '127.0.0.1' })
}
