import type { AddressInfo } from 'node:net'
import { created, endware, notFound } from '@endware/restapi'
import express, { Router } from 'express'
import { z } from 'zod'

// An ES module in TypeScript, on Express with its types.

const api = endware()
const routes = api.routes(Router())
routes.get('/things/:id', ({ params }) => (params.id === '7' ? { id: params.id } : notFound('no such thing')))
routes.post('/things', { body: z.object({ name: z.string() }) }, ({ body }) => created({ name: body.name }))

const server = express()
  .use(routes)
  .use(api.fallback())
  .listen(0, '127.0.0.1', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things`
    const answers = [
      await fetch(`${url}/7`, { headers: { accept: 'application/xml' } }),
      await fetch(`${url}/8`),
      await fetch(url, { method: 'POST', body: '{"name":"it"}', headers: { 'content-type': 'application/json' } }),
    ]
    console.log(JSON.stringify(answers.map(({ status, headers }) => [status, headers.get('content-type')])))
    server.close()
    server.closeAllConnections()
  })
