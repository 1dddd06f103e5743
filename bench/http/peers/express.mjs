import { createServer } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import express from 'express'
import createError from 'http-errors'
import { Order } from '../../fixtures/order.mjs'
import { listening } from '../listening.mjs'
import { envelope, lines, shop } from '../shop.mjs'

/** Express as its documentation shows it. */
export function listen() {
  const app = express()
  app.get('/small', async (_request, response) => void response.json(await shop.small()))
  app.get('/list', async (_request, response) => void response.json(await shop.list()))
  app.post('/orders', express.json(), async (request, response) => {
    const order = Order.safeParse(request.body)
    if (!order.success) throw createError(400, order.error.message)
    response.status(201).json(await shop.place(order.data))
  })
  app.get('/products/:id', async (request, response) => {
    const product = await shop.find(request.params.id)
    if (product === undefined) throw createError(404, 'no such product')
    response.json(product)
  })
  app.get('/stream', (_request, response) => {
    response.type('application/x-ndjson')
    pipeline(Readable.from(lines()), response, () => {})
  })
  app.use(onError)
  return listening(createServer(app))
}

/** @type {express.ErrorRequestHandler} */
const onError = (error, request, response, _next) => {
  const { status = 500, message } = error
  const reason = status === 404 ? 'Not Found' : 'Error'
  return void response.status(status).json(envelope(status, reason, message, request.originalUrl))
}
