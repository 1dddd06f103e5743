import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { listening } from '../http/listening.mjs'
import { issuerSettings } from './issuer.mjs'

/** The service as `npm start` runs it, with its logs, security headers and deadlines. */
export async function listen(/** @type {{ database: string, jwks: object }} */ { database, jwks }) {
  const port = await freePort()
  const address = { PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: database }
  Object.assign(process.env, address, unlimited, await issuerSettings(jwks))
  process.argv.splice(2)
  void import('../../dist/main.js') // resolves when the service stops
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(50)) if (await answers(port)) return port
  throw new Error('the service does not start')
}

/** Every request comes from one address, and 500 at once are the load that is measured. */
export const unlimited = { RATE_LIMITS: 'off', MAX_REQUESTS: '100000', MAX_EVENT_LOOP_DELAY: '60000' }

async function freePort() {
  const server = createServer()
  const port = await listening(/** @type {any} */ (server))
  server.close()
  await once(server, 'close')
  return port
}

/** Reports whether the service has its database: before that, it listens and answers 503. */
async function answers(/** @type {number} */ port) {
  const response = await fetch(`http://127.0.0.1:${port}/v1/products?limit=1`).catch(() => undefined)
  await response?.body?.cancel()
  return response?.status === 200
}
