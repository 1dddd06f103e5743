import { createServer } from 'node:http'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError, os } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import createError from 'http-errors'
import { z } from 'zod'
import { listening } from '../listening.mjs'
import { notes, row } from '../rows.mjs'

/** oRPC with its handler for OpenAPI, on Node. */
export async function listen() {
  const Account = z.object({ id: z.int(), name: z.string() })
  const router = {
    read: os
      .route({ method: 'GET', path: '/accounts/{id}' })
      .input(z.object({ id: z.string() }))
      .output(Account)
      .handler(({ input }) => {
        if (input.id !== '1') throw new ORPCError('NOT_FOUND', { message: 'no such account' })
        return row
      }),
    add: os
      .route({ method: 'POST', path: '/accounts' })
      .input(z.object({ name: z.string() }))
      .output(Account)
      .handler(() => row),
    upload: os
      .route({ method: 'POST', path: '/photos' })
      .input(z.object({ title: z.string(), photo: z.file() }))
      .handler(({ input }) => ({ title: input.title, bytes: input.photo.size })),
    notes: os
      .route({ method: 'GET', path: '/notes' })
      .handler(() => new File([notes], 'notes.bin', { type: 'application/octet-stream' })),
    refused: os
      .route({ method: 'GET', path: '/refused' })
      .use(() => {
        throw createError(403, 'not for you')
      })
      .handler(() => undefined),
  }
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(router, { info: { title: 'Accounts', version: '1.0.0' } })
  const handler = new OpenAPIHandler(router)
  const server = createServer(async (request, response) => {
    if (request.url === '/openapi.json') {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(document))
      return
    }
    const { matched } = await handler.handle(request, response, { context: {} })
    if (!matched) response.writeHead(404).end()
  })
  return listening(server)
}
