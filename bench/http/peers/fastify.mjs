import { STATUS_CODES } from 'node:http'
import { Readable } from 'node:stream'
import fastify from 'fastify'
import createError from 'http-errors'
import { z } from 'zod'
import { List } from '../../fixtures/list.mjs'
import { Order, Receipt } from '../../fixtures/order.mjs'
import { Small } from '../../fixtures/small.mjs'
import { portOf } from '../listening.mjs'
import { envelope, lines, shop } from '../shop.mjs'

/** Fastify with handlers that return values; with `schemas` it validates and serialises by them, else by zod and JSON.stringify. */
export async function listen({ schemas = false } = {}) {
  const app = fastify()
  const answering = (/** @type {number} */ status, /** @type {z.ZodType} */ schema) =>
    schemas ? { schema: { response: { [status]: jsonSchemaOf(schema) } } } : {}
  app.get('/small', answering(200, Small), () => shop.small())
  app.get('/list', answering(200, List), () => shop.list())
  const placing = schemas ? { schema: { body: jsonSchemaOf(Order), response: { 201: jsonSchemaOf(Receipt) } } } : {}
  app.post('/orders', placing, (request, reply) => {
    reply.code(201)
    return shop.place(schemas ? /** @type {any} */ (request.body) : validated(request.body))
  })
  app.get('/products/:id', async (request) => {
    const product = await shop.find(/** @type {{ id: string }} */ (request.params).id)
    if (product === undefined) throw createError(404, 'no such product')
    return product
  })
  app.get('/stream', (_request, reply) => reply.type('application/x-ndjson').send(Readable.from(lines())))
  app.setErrorHandler((/** @type {any} */ { statusCode = 500, message }, request, reply) => {
    reply.code(statusCode)
    return envelope(statusCode, STATUS_CODES[statusCode] ?? '', message, request.url)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return portOf(app.server)
}

function validated(/** @type {unknown} */ body) {
  const order = Order.safeParse(body)
  if (!order.success) throw createError(400, order.error.message)
  return order.data
}

/** Returns the JSON Schema without the keywords that Fastify's validator does not know. */
function jsonSchemaOf(/** @type {z.ZodType} */ schema) {
  const { $schema: _, xml: __, ...known } = z.toJSONSchema(schema, { target: 'draft-7' })
  return known
}
