import { createServer } from 'node:http'
import express, { Router } from 'express'
import { endware } from '../endware.mjs'
import { listening } from '../http/listening.mjs'
import { valueOfSize } from './size.mjs'

/** One value of about so many bytes, on Express with the end-ware or by hand. @param {{ bytes: number, byHand: boolean }} options */
export function listen({ bytes, byHand }) {
  const value = valueOfSize(bytes)
  const app = express()
  if (byHand) return listening(createServer(app.get('/value', async (_request, response) => void response.json(value))))
  const api = endware()
  const routes = api.routes(Router())
  routes.get('/value', async () => value)
  return listening(createServer(app.use(routes).use(api.fallback())))
}
