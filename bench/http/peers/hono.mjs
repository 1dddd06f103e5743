import { STATUS_CODES } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { stream } from 'hono/streaming'
import { Order } from '../../fixtures/order.mjs'
import { envelope, lines, shop } from '../shop.mjs'

/** Hono on its adapter for Node. @returns {Promise<number>} */
export function listen() {
  const app = new Hono()
  app.get('/small', async (context) => context.json(await shop.small()))
  app.get('/list', async (context) => context.json(await shop.list()))
  app.post('/orders', async (context) => {
    const order = Order.safeParse(await context.req.json())
    if (!order.success) throw new HTTPException(400, { message: order.error.message })
    return context.json(await shop.place(order.data), 201)
  })
  app.get('/products/:id', async (context) => {
    const product = await shop.find(context.req.param('id'))
    if (product === undefined) throw new HTTPException(404, { message: 'no such product' })
    return context.json(product)
  })
  app.get('/stream', (context) => {
    context.header('Content-Type', 'application/x-ndjson')
    return stream(context, async (out) => {
      for await (const line of lines()) await out.write(line)
    })
  })
  app.onError((error, context) => {
    const status = error instanceof HTTPException ? error.status : 500
    return context.json(envelope(status, STATUS_CODES[status] ?? '', error.message, context.req.path), status)
  })
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port))
  })
}
