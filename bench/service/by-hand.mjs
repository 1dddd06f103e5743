import { createServer } from 'node:http'
import express from 'express'
import { listening } from '../http/listening.mjs'
import { routesByHand } from './routes-by-hand.mjs'
import { openShop } from './shop-by-hand.mjs'

/** The routes as they are written by hand on a bare Express: the peer of with-endware.mjs. Neither verifies tokens. */
export async function listen(/** @type {{ database: string }} */ { database }) {
  const app = express().disable('etag').disable('x-powered-by')
  const callerOf = async () => 'bench'
  app.use(routesByHand(openShop(database), callerOf))
  return listening(createServer(app))
}
