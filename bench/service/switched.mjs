import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { createApp } from '../../dist/api/app.js'
import { uncalled } from '../../dist/api/uncalled.js'
import { writtenMediaTypes } from '../../dist/api/written-media-types.js'
import { orderManagement } from '../../dist/domain/orders/order-management.js'
import { catalogue } from '../../dist/domain/products/catalogue.js'
import { openDatabase } from '../../dist/repository/database.js'
import { orders } from '../../dist/repository/orders/orders.js'
import { products } from '../../dist/repository/products.js'
import { createLogger } from '../../dist/telemetry/logger.js'
import { createMetrics } from '../../dist/telemetry/metrics/metrics.js'
import { requestLog } from '../../dist/telemetry/request-log.js'
import { listening } from '../http/listening.mjs'
import { cores, onCore } from '../process/cores.mjs'
import { anyToken } from './any-token.mjs'

/**
 * The application of the shop, whose log goes through a pipe to another process, as in a container. Requests say in
 * `X-Observed` whether they are logged and measured: two processes of one program differ by more than that costs.
 */
export async function listen(/** @type {{ database: string }} */ { database }) {
  const { knex } = await openDatabase({ url: database, folder: '' })
  const [newId, now, secret] = [randomUUID, () => new Date(), randomBytes(32)]
  const requests = requestLog(createLogger({ level: 'info', format: 'json', target: logReader() }))
  const { middleware } = createMetrics({ version: '0', mediaTypes: writtenMediaTypes, process: true })
  const { app } = createApp({
    catalogue: catalogue(products(knex), { newId, now }),
    orders: orderManagement(orders(knex), { newId, now }),
    watches: { watch: uncalled },
    requests: { ...requests, middleware: switched(requests.middleware) },
    metrics: { middleware: switched(middleware) },
    verifyToken: anyToken,
    sessionSecret: async () => secret,
    readParts: () => [],
  })
  return listening(createServer(app))
}

/** Returns the middleware for observed requests, which others pass by. @param {import('express').RequestHandler} middleware */
function switched(middleware) {
  /** @type {import('express').RequestHandler} */
  return (request, response, next) =>
    request.headers['x-observed'] === 'no' ? next() : middleware(request, response, next)
}

/** Starts a process that reads a log, beside the load generator, and returns the pipe to it. */
function logReader() {
  const [command, args] = onCore(cores.load, 'cat', [])
  const { stdin } = spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'] }) // it ends with the pipe
  return stdin
}
