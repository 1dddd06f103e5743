import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import express from 'express'
import { orderRoutes } from '../../dist/api/orders/order-routes.js'
import { productRoutes } from '../../dist/api/products/product-routes.js'
import { shopApi } from '../../dist/api/shop-api.js'
import { orderManagement } from '../../dist/domain/orders/order-management.js'
import { catalogue } from '../../dist/domain/products/catalogue.js'
import { openDatabase } from '../../dist/repository/database.js'
import { orders } from '../../dist/repository/orders/orders.js'
import { products } from '../../dist/repository/products.js'
import { listening } from '../http/listening.mjs'
import { anyToken } from './any-token.mjs'

/** The routes of the service on a bare Express, with all that is behind them. Any token is that of the caller `bench`. */
export async function listen(/** @type {{ database: string }} */ { database }) {
  const { knex } = await openDatabase({ url: database, folder: '' })
  const surroundings = { newId: randomUUID, now: () => new Date() }
  const api = shopApi({
    onFailure: ({ cause }) => console.error(cause),
    verifyToken: anyToken,
    sessions: { verify: async () => undefined },
  })
  const app = express().disable('x-powered-by')
  app.use(productRoutes(api, catalogue(products(knex), surroundings)))
  app.use(orderRoutes(api, orderManagement(orders(knex), surroundings)))
  return listening(createServer(app.use(api.fallback())))
}
