import { createServer } from 'node:http'
import express from 'express'
import { attachRouting, createConfig, EndpointsFactory, ensureHttpError, ResultHandler } from 'express-zod-api'
import createError from 'http-errors'
import { z } from 'zod'
import { List } from '../../fixtures/list.mjs'
import { Order, Receipt } from '../../fixtures/order.mjs'
import { Small } from '../../fixtures/small.mjs'
import { listening } from '../listening.mjs'
import { envelope, shop } from '../shop.mjs'

/** express-zod-api, which validates both ways, with a result handler that adds nothing to the value. */
export function listen() {
  const read = factoryOf(200)
  const routing = {
    small: read.build({ output: Small, handler: () => shop.small() }),
    list: read.build({ output: List, handler: () => shop.list() }),
    orders: factoryOf(201).build({
      method: 'post',
      input: Order,
      output: Receipt,
      handler: ({ input }) => shop.place(input),
    }),
    'products/:id': read.build({
      input: z.object({ id: z.string() }),
      output: Small,
      handler: async ({ input }) => {
        const product = await shop.find(input.id)
        if (product === undefined) throw createError(404, 'no such product')
        return product
      },
    }),
  }
  const app = express().use(express.json())
  attachRouting(createConfig({ app, cors: false, logger: { level: 'silent' } }), routing)
  return listening(createServer(app))
}

function factoryOf(/** @type {number} */ status) {
  return new EndpointsFactory(
    new ResultHandler({
      positive: (data) => ({ schema: data, statusCode: status }),
      negative: z.object({ message: z.string() }),
      handler: ({ error, output, request, response }) => {
        if (!error) return void response.status(status).json(output)
        const { statusCode, message } = ensureHttpError(error)
        const reason = statusCode === 404 ? 'Not Found' : 'Error'
        response.status(statusCode).json(envelope(statusCode, reason, message, request.originalUrl))
      },
    }),
  )
}
