import { createServer } from 'node:http'
import express, { Router } from 'express'
import * as library from '../../endware.mjs'
import { List } from '../../fixtures/list.mjs'
import { Order, Receipt } from '../../fixtures/order.mjs'
import { Small } from '../../fixtures/small.mjs'
import { listening } from '../listening.mjs'
import { shop } from '../shop.mjs'

const { created, json, ndjson, notFound, xml } = library

/**
 * The end-ware: on Express with Node's server, on Express with the server of the library, or on `node:http`, where a map of paths takes
 * the place of the router.
 */
export function listen({ contract = false, server = 'express' } = {}) {
  const api = library.endware()
  const all = endpoints(contract)
  if (server === 'node') {
    const handlers = new Map(all.map(({ path, contract: agreed, endpoint }) => [path, api.endpoint(agreed, endpoint)]))
    const product = handlers.get('/products/:id')
    return listening(
      createServer((request, response) => (handlers.get(request.url ?? '') ?? product)?.(request, response)),
    )
  }
  const routes = api.routes(Router())
  for (const { method, path, contract: agreed, endpoint } of all) routes[method](path, agreed, endpoint)
  const app = express().use(routes).use(api.fallback())
  return listening(server === 'createServer' ? library.createServer(app) : createServer(app))
}

/**
 * The endpoints. Without contracts, only the order has a schema: every peer validates it.
 *
 * @returns {{ method: 'get' | 'post', path: string, contract: object, endpoint: (input: any) => unknown }[]}
 */
function endpoints(/** @type {boolean} */ contracts) {
  const answering = (/** @type {number} */ status, /** @type {unknown} */ schema) =>
    contracts ? { responses: { [status]: schema } } : {}
  return [
    { method: 'get', path: '/small', contract: answering(200, Small), endpoint: () => shop.small() },
    { method: 'get', path: '/list', contract: answering(200, List), endpoint: () => shop.list() },
    {
      method: 'post',
      path: '/orders',
      contract: { body: Order, ...answering(201, Receipt) },
      endpoint: async ({ body }) => created(await shop.place(body)),
    },
    {
      method: 'get',
      path: '/products/:id',
      contract: {},
      endpoint: async ({ params }) => (await shop.find(params?.id)) ?? notFound('no such product'),
    },
    { method: 'get', path: '/stream', contract: { codecs: [json(), xml(), ndjson()] }, endpoint: () => shop.stream() },
  ]
}
