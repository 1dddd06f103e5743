import { randomUUID } from 'node:crypto'
import type { Express } from 'express'
import request from 'supertest'
import { newProduct } from './example-products.js'
import { asAssistant, asCaller } from './tokens.js'

/** Two customers. */
export const ada = await asCaller('ada', 'orders:read', 'orders:write')
export const bob = await asCaller('bob', 'orders:read', 'orders:write')

export const ordersPath = '/v1/orders'

/** A new key, as the header field has it. */
export function newKey(): string {
  return `"${randomUUID()}"`
}

/** The requests of customers to a shop. */
export function orderClient(app: () => Express) {
  /** Adds a product, and returns its id. */
  async function stocked(stock = 5, currency = 'EUR'): Promise<string> {
    const product = newProduct({ stock, price: { amount: 250, currency } })
    const { body } = await request(app()).post('/v1/products').set(asAssistant).send(product).expect(201)
    return body.id
  }

  function placing(lines: unknown, caller = ada, key = newKey()) {
    return request(app()).post(ordersPath).set(caller).set('Idempotency-Key', key).send({ lines })
  }

  return {
    stocked,
    placing,
    stockOf: async (id: string): Promise<number> =>
      (await request(app()).get(`/v1/products/${id}`).expect(200)).body.stock,
    /** Places an order of a piece of a new product, of which there are 5. */
    async placed(caller = ada): Promise<{ path: string; body: { id: string; lines: { productId: string }[] } }> {
      const { headers, body } = await placing([{ productId: await stocked(), quantity: 1 }], caller).expect(201)
      return { path: String(headers.location), body }
    },
    cancelling: (path: string, caller = ada, key = newKey()) =>
      request(app()).post(`${path}/cancellation`).set(caller).set('Idempotency-Key', key),
  }
}
