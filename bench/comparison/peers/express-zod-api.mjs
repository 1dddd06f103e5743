import {
  createConfig,
  createServer,
  defaultEndpointsFactory,
  EndpointsFactory,
  ez,
  ResultHandler,
} from 'express-zod-api'
import { Documentation } from 'express-zod-api/documentation'
import createError from 'http-errors'
import { z } from 'zod'
import { notes, row } from '../rows.mjs'

/** express-zod-api with its own server and its default result handler. */
export async function listen() {
  const Account = z.object({ id: z.int(), name: z.string() })
  const bytes = new ResultHandler({
    positive: { schema: ez.buffer(), mimeType: 'application/octet-stream' },
    negative: { schema: z.string(), mimeType: 'text/plain' },
    handler: ({ response, error, output }) =>
      void (error
        ? response.status(400).send(error.message)
        : response.type('bin').send(/** @type {Buffer} */ (output?.data))),
  })
  const routing = {
    'get /accounts/:id': defaultEndpointsFactory.build({
      input: z.object({ id: z.string() }),
      output: Account,
      handler: async ({ input }) => {
        if (input.id !== '1') throw createError(404, 'no such account')
        return row
      },
    }),
    'post /accounts': defaultEndpointsFactory.build({
      method: 'post',
      input: z.object({ name: z.string() }),
      output: Account,
      handler: async () => row,
    }),
    'post /photos': defaultEndpointsFactory.build({
      method: 'post',
      input: z.object({ title: z.string(), photo: ez.upload() }),
      output: z.object({ title: z.string(), bytes: z.int() }),
      handler: async ({ input }) => ({ title: input.title, bytes: input.photo.size }),
    }),
    'get /notes': new EndpointsFactory(bytes).build({
      output: z.object({ data: z.instanceof(Buffer) }),
      handler: async () => ({ data: Buffer.from(notes) }),
    }),
  }
  const config = createConfig({
    http: { listen: 0 },
    upload: true,
    cors: false,
    startupLogo: false,
    logger: { level: 'silent' },
    beforeRouting: ({ app }) => {
      app.use('/refused', (_request, _response, next) => next(createError(403, 'not for you')))
      app.get('/openapi.json', (_request, response) => void response.json(document.getSpec()))
    },
  })
  const document = new Documentation({ routing, config, info: { version: '1.0.0', title: 'Accounts' }, server: '/' })
  const { servers } = await createServer(config, routing)
  const address = /** @type {import('node:net').AddressInfo} */ (servers[0]?.address())
  return `http://127.0.0.1:${address.port}`
}
