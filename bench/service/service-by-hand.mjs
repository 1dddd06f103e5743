import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import express from 'express'
import helmet from 'helmet'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import winston from 'winston'
import { listening } from '../http/listening.mjs'
import { audience, issuer } from './issuer.mjs'
import { routesByHand } from './routes-by-hand.mjs'
import { openShop, Refused } from './shop-by-hand.mjs'

/** @typedef {import('express').Request} Request */

/**
 * The whole service as a careful team writes it on Express with the same libraries: security headers, request ids, a record in JSON of
 * each request on standard output, a histogram of durations, and tokens verified by keys. The record has the fields of the shop's.
 * It does not search records for secrets, does not shed load, relays no events, and has no routes but these four.
 */
export async function listen(/** @type {{ database: string, jwks: any }} */ { database, jwks }) {
  const shop = openShop(database)
  const app = express().disable('etag').disable('x-powered-by')
  app.use(measured(), identified, helmet(), recorded(), routesByHand(shop, verifier(jwks)))
  return listening(createServer(app))
}

function measured() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const labelNames = ['http_request_method', 'http_route', 'http_response_status_code']
  const options = { name: 'http_server_request_duration_seconds', help: 'durations', labelNames, registers: [registry] }
  const durations = new Histogram(options)
  return (/** @type {any} */ request, /** @type {any} */ response, /** @type {() => void} */ next) => {
    const start = performance.now()
    response.once('close', () => {
      const { method, route } = request
      durations
        .labels(method, route?.path ?? '', String(response.statusCode))
        .observe((performance.now() - start) / 1000)
    })
    next()
  }
}

/** @type {import('express').RequestHandler} */
const identified = (request, response, next) => {
  const given = request.get('x-request-id') ?? ''
  response.set('X-Request-Id', /^[\w.-]{1,128}$/.test(given) ? given : randomUUID())
  return next()
}

/** @returns {import('express').RequestHandler} */
function recorded() {
  const { combine, timestamp, json } = winston.format
  const stream = process.stdout
  const log = winston.createLogger({
    format: combine(timestamp({ alias: '@timestamp' }), json()),
    defaultMeta: { 'service.name': 'by-hand', 'process.pid': process.pid, 'ecs.version': '8.10.0' },
    transports: [new winston.transports.Stream({ stream })],
  })
  return (request, response, next) => {
    const start = performance.now()
    response.once('close', () => {
      const { statusCode, locals } = response
      log.log(statusCode >= 500 ? 'error' : 'info', 'request', {
        'event.action': statusCode >= 500 ? 'request-failed' : 'request',
        'http.request.id': response.get('x-request-id'),
        'http.request.method': request.method,
        'http.route': request.route?.path,
        'url.path': request.originalUrl.split('?')[0],
        'http.response.status_code': statusCode,
        'event.duration': Math.round((performance.now() - start) * 1e6),
        'error.message': statusCode >= 500 ? locals.failure?.message : undefined,
      })
    })
    next()
  }
}

/** @returns {(request: Request, scope: string) => Promise<string>} */
function verifier(/** @type {any} */ jwks) {
  const keys = createLocalJWKSet(jwks)
  return async (request, scope) => {
    const token = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1]
    if (token === undefined) throw new Refused(401, 'a token is needed')
    const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['ES256'] }).catch(() => {
      throw new Refused(401, 'the token is not valid')
    })
    if (!String(payload.scope).split(' ').includes(scope)) throw new Refused(403, `the token lacks ${scope}`)
    return String(payload.sub)
  }
}
