import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Database } from '../../../repository/database.js'
import { openTestDatabase } from '../../support/database.js'
import { type OrderDesk, orderDesk } from '../../support/order-desk.js'

let database: Database
let desk: OrderDesk
beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
})
afterAll(() => database.close())

const check = '23514'
const foreignKey = '23503'
const unique = '23505'

test.each<[string, string, string]>([
  ['a negative stock', 'update products set stock = -1', check],
  ['an unknown status', `update orders set status = 'lost'`, check],
  ['a cancelled order without a reason', `update orders set status = 'cancelled'`, check],
  ['a reason without a cancellation', `update orders set cancel_reason = 'unpaid'`, check],
  ['a paid order without a payment', `update orders set status = 'paid'`, check],
  ['a negative total', 'update orders set total_amount = -1', check],
  ['a malformed currency', `update orders set currency = 'eur'`, check],
  ['a line of no pieces', 'update order_lines set quantity = 0', check],
  [
    'a product twice',
    'insert into order_lines select order_id, 2, product_id, sku, name, quantity, unit_amount from order_lines',
    unique,
  ],
  ['an order that loses its lines', 'delete from orders', foreignKey],
  ['a payment of no order', `insert into payments values ('${randomUUID()}', 'p', 1, 'EUR', now())`, foreignKey],
  [
    'two events of one version',
    `insert into outbox select gen_random_uuid(), order_id, version, type, data, occurred_at from outbox`,
    unique,
  ],
  ['an event that is published and parked', 'update outbox set published_at = now(), parked_at = now()', check],
])('the tables refuse %s in any statement', async (_, statement, code) => {
  await desk.ordered()
  await expect(database.knex.raw(statement)).rejects.toMatchObject({ code })
})
