import type { AddressInfo } from 'node:net'
import { created, endware, json, notFound, xml } from '@endware/restapi'
import { docsPages } from '@endware/restapi/docs'
import { multipart, temporaryPath } from '@endware/restapi/multipart'
import { openapi } from '@endware/restapi/openapi'
import express, { Router } from 'express'
import { z } from 'zod'

// An ES module in TypeScript, on Express with its types.

const api = endware({ codecs: [json(), xml(), multipart({ memoryBytes: 2 })] })
const routes = api.routes(Router())
routes.get('/things/:id', ({ params }) => (params.id === '7' ? { id: params.id } : notFound('no such thing')))
routes.post('/things', { body: z.object({ name: z.string() }) }, ({ body }) => created({ name: body.name }))
const upload = { body: z.object({ file: z.file() }), consumes: ['multipart/form-data'] }
routes.post('/files', upload, ({ body: { file } }) => (temporaryPath(file) === undefined ? notFound() : 200))

const document = openapi(routes, { info: { title: 'Things', version: '1' } })
const server = express()
  .use(routes)
  .use('/docs', docsPages(document))
  .use(api.fallback())
  .listen(0, '127.0.0.1', async () => {
    const form = new FormData()
    form.append('file', new Blob(['four']), 'name')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things`
    const answers = [
      await fetch(`${url}/7`, { headers: { accept: 'application/xml' } }),
      await fetch(`${url}/8`),
      await fetch(url, { method: 'POST', body: '{"name":"it"}', headers: { 'content-type': 'application/json' } }),
      await fetch(new URL('/docs/', url)),
      await fetch(new URL('/files', url), { method: 'POST', body: form }),
    ]
    console.log(JSON.stringify(answers.map(({ status, headers }) => [status, headers.get('content-type')])))
    server.close()
    server.closeAllConnections()
  })
