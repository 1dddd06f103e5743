import { randomUUID } from 'node:crypto'
import type { Order, WantedLine } from '../../domain/orders/order.js'
import type { OrderEvent } from '../../domain/orders/order-event.js'
import {
  type OrderManagement,
  type OrderManagementOptions,
  orderManagement,
} from '../../domain/orders/order-management.js'
import type { OrderStatus } from '../../domain/orders/order-status.js'
import type { Payment } from '../../domain/orders/payment.js'
import type { Product } from '../../domain/products/product.js'
import type { Database } from '../../repository/database.js'
import { orders } from '../../repository/orders/orders.js'
import { products } from '../../repository/products.js'
import { storedProduct } from './example-products.js'

/** The use cases of orders on a database, with functions that show the stored data. */
export interface OrderDesk extends OrderManagement {
  /** Sets the clock of the use cases. It does not advance by itself. */
  setTime(time: Date): void
  /** Places an order of one piece of each of `count` new products, which have a stock of 5. */
  ordered(caller?: string, count?: number): Promise<{ order: Order; products: Product[] }>
  /** Places an order of a new product and brings it to this status. */
  orderThatIs(status: OrderStatus): Promise<Order>
  /** Adds a product with this stock. */
  stocked(stock: number, properties?: Partial<Product>): Promise<Product>
  stockOf(id: string): Promise<number>
  /** Returns the events of an order in the outbox, in sequence. */
  eventsOf(orderId: string): Promise<Pick<OrderEvent, 'type' | 'version' | 'data'>[]>
  /** Removes the events of all orders from the outbox. */
  emptyOutbox(): Promise<void>
  /** Returns the number of rows in a table. */
  count(table: 'orders' | 'outbox' | 'inbox' | 'payments' | 'idempotency_keys' | 'order_lines'): Promise<number>
}

export const opening = new Date('2026-11-23T10:00:00.123Z')

/** Returns a desk on this database. */
export function orderDesk({ knex }: Database, options: Partial<OrderManagementOptions> = {}): OrderDesk {
  let time = opening
  const catalogue = products(knex)
  const management = orderManagement(orders(knex), { newId: randomUUID, now: () => time, ...options })

  async function stocked(stock: number, properties: Partial<Product> = {}): Promise<Product> {
    const product = storedProduct({ stock, ...properties })
    await catalogue.add(product)
    return product
  }

  async function ordered(caller?: string, count = 1): Promise<{ order: Order; products: Product[] }> {
    const bought: Product[] = []
    for (let index = 0; index < count; index += 1) bought.push(await stocked(5))
    const { order } = await management.place(linesOf(bought), keyed(caller))
    return { order, products: bought }
  }

  async function orderThatIs(status: OrderStatus): Promise<Order> {
    const { order } = await ordered()
    if (status === 'placed') return order
    if (status === 'cancelled') return (await management.cancel(order.id, 'any', keyed())).order
    const paid = await management.pay(paymentOf(order))
    if (status === 'paid') return paid.order
    const shipped = await management.ship(order.id)
    return status === 'shipped' ? shipped.order : (await management.deliver(order.id)).order
  }

  return {
    ...management,
    ordered,
    orderThatIs,
    stocked,
    setTime(newTime) {
      time = newTime
    },
    stockOf: async (id) => (await catalogue.read(id)).stock,
    eventsOf: (orderId) =>
      knex('outbox').where('order_id', orderId).orderBy('version').select('type', 'version', 'data'),
    emptyOutbox: async () => void (await knex('outbox').delete()),
    count: async (table) => Number((await knex(table).count('* as rows'))[0]?.rows),
  }
}

/** Returns a request of this caller with a new key. */
export function keyed(caller = `customer-${randomUUID()}`): { caller: string; key: string } {
  return { caller, key: randomUUID() }
}

/** Returns a line for each product, of this many pieces. */
export function linesOf(products: readonly Product[], quantity = 1): WantedLine[] {
  return products.map(({ id }) => ({ productId: id, quantity }))
}

/** Returns a payment of exactly the total. */
export function paymentOf({ id, total }: Order, paymentId: string = randomUUID()): Payment {
  return { id: paymentId, orderId: id, amount: total }
}
