import { createServer } from 'node:http'
import express, { Router } from 'express'
import createError from 'http-errors'
import { z } from 'zod'
import { endware, file, json, notFound, xml } from '../../../restapi/dist/esm/index.js'
import { multipart } from '../../../restapi/dist/esm/multipart.js'
import { openapi } from '../../../restapi/dist/esm/openapi.js'
import { listening } from '../listening.mjs'
import { folder, row } from '../rows.mjs'

/** This library, as the README shows it. */
export function listen() {
  const api = endware({ codecs: [json(), xml(), multipart()] })
  const Account = z.object({ id: z.int(), name: z.string() })
  const routes = api.routes(Router())
  routes.get('/accounts/:id', { responses: { 200: Account } }, ({ params }) =>
    params.id === '1' ? row : notFound('no such account'),
  )
  routes.post('/accounts', { body: z.object({ name: z.string() }), responses: { 200: Account } }, () => row)
  routes.post(
    '/photos',
    { body: z.object({ title: z.string(), photo: z.file() }), consumes: ['multipart/form-data'] },
    ({ body }) => ({ title: body.title, bytes: body.photo.size }),
  )
  routes.get('/notes', () => file('notes.bin', { root: folder }))
  const document = openapi(routes, { info: { title: 'Accounts', version: '1.0.0' } })
  const app = express()
    .use('/refused', (_request, _response, next) => next(createError(403, 'not for you')))
    .get(
      '/openapi.json',
      api.endpoint(() => document),
    )
    .use(routes)
    .use(api.fallback())
  return listening(createServer(app))
}
