import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { ChangedProducts } from '../../cache/changed-products.js'
import { ordersWithChanges } from '../../cache/orders-with-changes.js'
import { type OrderManagement, orderManagement } from '../../domain/orders/order-management.js'
import type { Orders } from '../../domain/orders/orders.js'
import type { Product } from '../../domain/products/product.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'
import type { Database } from '../../repository/database.js'
import { orders } from '../../repository/orders/orders.js'
import { products } from '../../repository/products.js'
import { openTestDatabase } from '../support/database.js'
import { storedProduct } from '../support/example-products.js'

let database: Database
let product: Product
let told: ChangedProducts[]
beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
})
beforeEach(async () => {
  told = []
  product = storedProduct({ stock: 5 })
  await products(database.knex).add(product)
})
afterAll(() => database.close())

/** Returns the use cases on stored orders, some of which the test replaces. */
function desk(replaced: (stored: Orders) => Partial<Orders> = () => ({}), payWithinMs?: number): OrderManagement {
  const stored = orders(database.knex)
  const changed = async (products: ChangedProducts) => void told.push(products)
  const telling = ordersWithChanges({ ...stored, ...replaced(stored) }, { changed })
  return orderManagement(telling, { newId: randomUUID, now: () => new Date(), ...(payWithinMs && { payWithinMs }) })
}

const keyed = (key: string = randomUUID()) => ({ caller: 'ada', key })
const lines = (quantity = 1) => [{ productId: product.id, quantity }]

test('placing and cancelling tell of the products; repetitions do not', async () => {
  const request = keyed()
  const { order } = await desk().place(lines(), request)
  expect(told).toEqual([[product.id]])
  await desk().place(lines(), request)
  expect(told).toHaveLength(1)
  await desk().cancel(order.id, 'any', keyed())
  expect(told).toEqual([[product.id], [product.id]])
})

test('an order that expires tells of its products', async () => {
  const { order } = await desk(undefined, 1).place(lines(), keyed())
  told.length = 0
  while ((await desk().expireUnpaid(10)) === 0) await new Promise(setImmediate)
  expect((await desk().read(order.id, 'any')).status).toBe('cancelled')
  expect(told).toContainEqual([product.id])
})

test('a payment changes no product, and a refused order changes none', async () => {
  const { order } = await desk().place(lines(), keyed())
  told.length = 0
  await desk().pay({ id: randomUUID(), orderId: order.id, amount: order.total })
  await expect(desk().place(lines(9), keyed())).rejects.toMatchObject({ code: 'out-of-stock' })
  expect(told).toEqual([])
})

test('an order whose outcome is unknown tells of its products', async () => {
  const lost = desk((stored) => ({
    async place(...parameters) {
      await stored.place(...parameters)
      throw new StorageUnavailable()
    },
  }))
  await expect(lost.place(lines(), keyed())).rejects.toThrow(StorageUnavailable)
  expect(told).toEqual([[product.id]])
})
