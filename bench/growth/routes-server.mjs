import { createServer } from 'node:http'
import express, { Router } from 'express'
import { endware } from '../endware.mjs'
import { small } from '../fixtures/small.mjs'
import { listening } from '../http/listening.mjs'

/** So many routes, on Express with the end-ware or by hand. @param {{ count: number, byHand: boolean }} options */
export function listen({ count, byHand }) {
  const paths = Array.from({ length: count }, (_, number) => `/resource-${number}/:id`)
  const app = express()
  if (byHand) {
    for (const path of paths) app.get(path, async (_request, response) => void response.json(small))
    app.use((_request, response) => void response.status(404).json({ status: 404 }))
    return listening(createServer(app))
  }
  const api = endware()
  const routes = api.routes(Router())
  for (const path of paths) routes.get(path, async () => small)
  return listening(createServer(app.use(routes).use(api.fallback())))
}
