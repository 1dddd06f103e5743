import { STATUS_CODES } from 'node:http'
import { H3, HTTPError, readBody, serve } from 'h3'
import { Order } from '../../fixtures/order.mjs'
import { entityTag, envelope, lines, shop } from '../shop.mjs'

/** h3 with handlers that return values. */
export async function listen() {
  const app = new H3({
    onError: (error, event) => {
      const body = envelope(error.status, STATUS_CODES[error.status] ?? '', error.message, event.url.pathname)
      return Response.json(body, { status: error.status })
    },
  })
  app.get('/small', () => shop.small())
  app.get('/list', () => shop.list())
  app.post('/orders', async (event) => {
    const order = Order.safeParse(await readBody(event))
    if (!order.success) throw new HTTPError({ status: 400, message: order.error.message })
    event.res.status = 201
    return shop.place(order.data)
  })
  app.get('/products/:id', async (event) => {
    const product = await shop.find(event.context.params?.id ?? '')
    if (product === undefined) throw new HTTPError({ status: 404, message: 'no such product' })
    return product
  })
  app.get('/versioned', (event) => {
    event.res.headers.set('ETag', entityTag)
    if (event.req.headers.get('if-none-match') !== entityTag) return shop.small()
    return new Response(null, { status: 304 })
  })
  app.get('/stream', (event) => {
    event.res.headers.set('Content-Type', 'application/x-ndjson')
    return ReadableStream.from(lines()).pipeThrough(new TextEncoderStream())
  })
  const server = serve(app, { port: 0, hostname: '127.0.0.1', silent: true })
  await server.ready()
  return Number(new URL(server.url ?? '').port)
}
