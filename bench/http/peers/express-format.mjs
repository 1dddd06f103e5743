import { createServer } from 'node:http'
import express from 'express'
import createError from 'http-errors'
import { Builder, parseStringPromise } from 'xml2js'
import { Order, OrderOfText } from '../../fixtures/order.mjs'
import { listening } from '../listening.mjs'
import { shop } from '../shop.mjs'

const builder = new Builder({ rootName: 'response', renderOpts: { pretty: false } })

/** JSON and XML with `res.format` of Express and xml2js. */
export function listen() {
  const app = express()
  app.get('/small', async (_request, response) => format(response, await shop.small()))
  app.get('/list', async (_request, response) => format(response, await shop.list()))
  app.post('/orders', express.json(), express.text({ type: 'application/xml' }), async (request, response) => {
    const order = request.is('application/xml')
      ? OrderOfText.safeParse((await parseStringPromise(String(request.body), { explicitArray: false })).order)
      : Order.safeParse(request.body)
    if (!order.success) throw createError(400, order.error.message)
    format(response.status(201), await shop.place(order.data))
  })
  return listening(createServer(app))
}

/** @param {express.Response} response @param {object} value */
function format(response, value) {
  response.format({
    json: () => response.json(value),
    xml: () => response.send(builder.buildObject(value)),
  })
}
