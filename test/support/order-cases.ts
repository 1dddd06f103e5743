import { randomUUID } from 'node:crypto'
import { exampleIncomingMessages } from '../../messages/example-messages.js'
import { newProduct } from './example-products.js'
import { asAssistant } from './tokens.js'

/** The addresses of shops: one that works, and others that fail in their own way. */
export interface ShopUrls {
  readonly url: string
  /** Its storage throws an unforeseen error. */
  readonly broken: string
  /** Its storage cannot be reached. */
  readonly unavailable: string
  /** It gives requests no time. */
  readonly hasty: string
}

/** Returns requests that reach each status of the operations of orders, for the proof kit. */
export async function orderCases({ url, broken, unavailable, hasty }: ShopUrls) {
  async function post(path: string, body: unknown, fields: Readonly<Record<string, string>> = {}) {
    const headers = { 'Content-Type': 'application/json', ...asAssistant, ...keyed().headers, ...fields }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answer.json()) as { readonly id: string }
  }
  const product = await post('/v1/products', newProduct({ stock: 1_000_000 }))
  const scarce = await post('/v1/products', newProduct({ stock: 1 }))
  const lines = [{ productId: product.id, quantity: 1 }]
  const placed = () => post('/v1/orders', { lines })
  const cancelled = await placed()
  const usedKey = { 'Idempotency-Key': '"used"' }
  await post(`/v1/orders/${cancelled.id}/cancellation`, undefined, usedKey)
  const one = { params: { id: (await placed()).id } }

  const failing = { 500: { baseUrl: broken }, 503: { baseUrl: unavailable } }
  const failingChange = { 500: { ...failing[500], ...keyed() }, 503: { ...failing[503], ...keyed() } }
  const isUnfinished = true
  const [payment, shipment] = exampleIncomingMessages
  const about = (id: string) => ({ data: { ...payment?.data, orderId: id } })
  const paid = (id: string) => ({ body: { ...payment, id: randomUUID(), ...about(id) } })
  return {
    receiveEvent: {
      200: () => paid(one.params.id),
      400: [{ rawQuery: '%zz' }, { body: { ...payment, type: 'payment.lost' } }],
      404: () => paid(randomUUID()),
      409: () => ({ body: { ...shipment, ...about(one.params.id) } }),
      ...failing,
      408: { baseUrl: hasty, isUnfinished },
    },
    placeOrder: {
      201: () => ({ ...keyed(), body: { lines } }),
      400: [{ rawQuery: '%zz' }, { headers: { 'Idempotency-Key': 'bare' } }, { ...keyed(), body: { lines: [] } }],
      409: () => ({ ...keyed(), body: { lines: [{ productId: scarce.id, quantity: 2 }] } }),
      422: () => ({ ...keyed(), body: { lines: [{ productId: randomUUID(), quantity: 1 }] } }),
      ...failingChange,
      408: { baseUrl: hasty, isUnfinished },
    },
    listOrders: { 400: [{ query: { limit: 1000 } }, { query: { after: 'nowhere' } }], ...failing },
    readOrder: {
      200: one,
      404: { params: { id: randomUUID() } },
      500: { ...failing[500], ...one },
      503: { ...failing[503], ...one },
    },
    cancelOrder: {
      200: async () => ({ ...keyed(), params: { id: (await placed()).id } }),
      404: () => ({ ...keyed(), params: { id: randomUUID() } }),
      409: () => ({ ...keyed(), params: { id: cancelled.id } }),
      422: { ...one, headers: usedKey },
      500: { ...failingChange[500], ...one },
      503: { ...failingChange[503], ...one },
    },
  }
}

function keyed() {
  return { headers: { 'Idempotency-Key': `"${randomUUID()}"` } }
}
