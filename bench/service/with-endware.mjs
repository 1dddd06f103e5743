import { createServer } from 'node:http'
import express from 'express'
import { productRoutes } from '../../dist/api/product-routes.js'
import { endware } from '../endware.mjs'
import { listening } from '../http/listening.mjs'
import { openCatalogue } from './catalogue.mjs'

/** The routes of the service on a bare Express. */
export async function listen(/** @type {{ database: string }} */ { database }) {
  const api = endware()
  const app = express().use(productRoutes(api, await openCatalogue(database)))
  return listening(createServer(app.use(api.fallback())))
}
