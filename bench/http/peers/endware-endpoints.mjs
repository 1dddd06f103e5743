import { created, json, ndjson, notFound, ok, xml } from '../../endware.mjs'
import { List } from '../../fixtures/list.mjs'
import { Order, Receipt } from '../../fixtures/order.mjs'
import { Small } from '../../fixtures/small.mjs'
import { shop } from '../shop.mjs'

/**
 * The endpoints of the end-ware, the same on every server. Without contracts only the order has one, since what comes in is validated by
 * everyone.
 *
 * @returns {{ method: 'get' | 'post', path: string, contract: object, endpoint: (input: any) => unknown }[]}
 */
export function endpoints(/** @type {boolean} */ contracts) {
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
    { method: 'get', path: '/versioned', contract: {}, endpoint: async () => ok(await shop.small()).withVersion(7) },
    { method: 'get', path: '/stream', contract: { codecs: [json(), xml(), ndjson()] }, endpoint: () => shop.stream() },
  ]
}
