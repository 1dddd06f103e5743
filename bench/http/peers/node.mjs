import { createServer } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Order } from '../../fixtures/order.mjs'
import { listening } from '../listening.mjs'
import { envelope, lines, shop } from '../shop.mjs'

/** Node's own server, written as directly as possible. */
export function listen() {
  return listening(createServer((request, response) => void answer(request, response)))
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
async function answer(request, response) {
  const { url = '/' } = request
  if (url === '/small') return json(response, 200, await shop.small())
  if (url === '/list') return json(response, 200, await shop.list())
  if (url === '/orders') {
    const order = Order.safeParse(JSON.parse(await text(request)))
    if (!order.success) return json(response, 400, envelope(400, 'Bad Request', order.error.message, url))
    return json(response, 201, await shop.place(order.data))
  }
  if (url === '/stream') {
    response.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8' })
    return pipeline(Readable.from(lines()), response, () => {})
  }
  return json(response, 404, envelope(404, 'Not Found', 'no such product', url))
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} value */
function json(response, status, value) {
  const content = JSON.stringify(value)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(content),
  })
  response.end(content)
}
