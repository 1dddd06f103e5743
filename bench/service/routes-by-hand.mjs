import express from 'express'
import { NewOrderContent } from '../../dist/api/orders/order-contract.js'
import { NewProductContent, ProductPath, ProductQuery } from '../../dist/api/products/product-contract.js'
import { Refused } from './shop-by-hand.mjs'

/** @typedef {ReturnType<typeof import('./shop-by-hand.mjs').openShop>} Shop */

const collection = '/v1/products'
const orders = '/v1/orders'

/**
 * The routes without the end-ware. They do what the shop does for these requests: path, query and body validated by the same schemas,
 * `Accept` checked, `ETag`, `If-None-Match`, `Vary`, `Link` and `Cache-Control`, and a problem (RFC 9457) for each failure. They do not
 * write XML, CSV or pages, do not check their answers against a schema, and have no time limit.
 *
 * @param {Shop} shop
 * @param {(request: express.Request, scope: string) => Promise<string>} callerOf throws when the token has not the scope
 */
export function routesByHand(shop, callerOf) {
  const router = express.Router()
  router.use((request, response, next) => {
    response.set({ Vary: 'Accept', 'X-Content-Type-Options': 'nosniff' })
    if (request.accepts('application/json') === false) throw new Refused(406, 'there is application/json alone')
    next()
  })
  router.get(collection, async (request, response) => {
    const { limit, ...rest } = request.query
    const query = valid(ProductQuery, limit === undefined ? rest : { ...rest, limit: Number(limit) })
    const { items, next } = await shop.list(query)
    if (next !== undefined) {
      const target = new URLSearchParams(request.originalUrl.split('?')[1])
      target.set('after', next)
      response.set('Link', `<${collection}?${target}>; rel="next"`)
    }
    response.set('Cache-Control', 'public, max-age=0, s-maxage=10').json(items)
  })
  router.post(collection, express.json(), async (request, response) => {
    await callerOf(request, 'products:write')
    const product = await shop.add(valid(NewProductContent, request.body))
    response.status(201).location(`${collection}/${product.id}`).set('ETag', tagOf(product)).json(product)
  })
  router.get(`${collection}/:id`, async (request, response) => {
    const { id } = valid(ProductPath, request.params)
    if (!uuid.test(id)) throw new Refused(404, `there is no product ${id}`)
    const product = await shop.read(id)
    const fields = { ETag: tagOf(product), 'Cache-Control': 'public, max-age=0, s-maxage=10' }
    response.set({ ...fields, Link: `<${collection}>; rel="collection"` })
    if (request.fresh) return void response.status(304).end()
    response.json(product)
  })
  router.post(orders, express.json(), async (request, response) => {
    const caller = await callerOf(request, 'orders:write')
    const key = /^"([ !#-[\]-~]{1,255})"$/.exec(request.get('idempotency-key') ?? '')?.[1]
    if (key === undefined) throw new Refused(400, 'Idempotency-Key is required')
    const { lines } = valid(NewOrderContent, request.body)
    const order = await shop.place({ caller, key, lines })
    const fields = { ETag: tagOf(order), 'Cache-Control': 'private, no-store' }
    response.status(201).location(`${orders}/${order.id}`).set(fields).json(order)
  })
  router.use((request) => {
    throw new Refused(404, `there is no ${request.path}`)
  })
  router.use(answerFailure)
  return router
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** @template T @param {import('zod').ZodType<T>} schema @param {unknown} value @returns {T} */
function valid(schema, value) {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const errors = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new Refused(400, 'the request is not valid', { errors })
}

/** @param {{ version: number }} resource */
function tagOf({ version }) {
  return `"${version};json"`
}

/** @type {express.ErrorRequestHandler} */
function answerFailure(error, request, response, next) {
  if (response.headersSent) return next(error)
  const status = error instanceof Refused ? error.status : (error.status ?? 500)
  const detail = status < 500 ? error.message : 'something failed'
  response.locals.failure = error
  const problem = {
    type: 'about:blank',
    status,
    detail,
    instance: request.path,
    requestId: response.get('x-request-id'),
  }
  response.status(status).type('application/problem+json')
  response.removeHeader('Cache-Control')
  response.send(JSON.stringify({ ...problem, ...error.more }))
}
