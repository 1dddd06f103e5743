import { createServer, STATUS_CODES } from 'node:http'
import { Readable } from 'node:stream'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import { Order } from '../../fixtures/order.mjs'
import { listening } from '../listening.mjs'
import { entityTag, envelope, lines, shop } from '../shop.mjs'

/** Koa with its own router and body parser. */
export function listen() {
  const router = new Router()
  router.get('/small', async (context) => {
    context.body = await shop.small()
  })
  router.get('/list', async (context) => {
    context.body = await shop.list()
  })
  router.post('/orders', bodyParser(), async (context) => {
    const order = Order.safeParse(context.request.body)
    if (!order.success) return context.throw(400, order.error.message)
    context.status = 201
    context.body = await shop.place(order.data)
  })
  router.get('/products/:id', async (context) => {
    const product = await shop.find(context.params.id)
    if (product === undefined) return context.throw(404, 'no such product')
    context.body = product
  })
  router.get('/versioned', async (context) => {
    context.set('ETag', entityTag)
    context.status = 200
    if (context.fresh) context.status = 304
    else context.body = await shop.small()
  })
  router.get('/stream', (context) => {
    context.type = 'application/x-ndjson'
    context.body = Readable.from(lines())
  })
  const app = new Koa().use(onError).use(router.routes())
  return listening(createServer(app.callback()))
}

/** @type {Koa.Middleware} */
async function onError(context, next) {
  try {
    await next()
  } catch (error) {
    const { status = 500, message } = /** @type {{ status?: number, message: string }} */ (error)
    context.status = status
    context.body = envelope(status, STATUS_CODES[status] ?? '', message, context.path)
  }
}
