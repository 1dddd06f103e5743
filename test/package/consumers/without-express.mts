import type { AddressInfo } from 'node:net'
import { createServer, endware, type Handler, type Result, status } from '@endware/restapi'

// An ES module in TypeScript, on Node alone: neither Express nor its types nor zod are installed.

const api = endware()
const [unanswered] = api.fallback()
const greet = (): Result<{ hello: string }, 200> => status(200, { hello: 'world' })
const routes = new Map<string | undefined, Handler>([['/greeting', api.endpoint(greet)]])

const server = createServer((request, response) => (routes.get(request.url) ?? unanswered)(request, response))
server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answers = [
    await fetch(`${url}/greeting`, { headers: { accept: 'application/xml' } }),
    await fetch(`${url}/nothing`),
  ]
  console.log(JSON.stringify(await Promise.all(answers.map(async (each) => [each.status, await each.text()]))))
  server.close()
  server.closeAllConnections()
})
