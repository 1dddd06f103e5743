import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Order } from '../../domain/orders/order.js'
import type { Database } from '../../repository/database.js'
import type { Received } from '../support/broker.js'
import type { Purchase } from '../support/crash/buyers.js'
import { checkLedger, type Ledger, type LedgerFaults } from '../support/crash/check-ledger.js'
import { noFaults } from '../support/crash/no-faults.js'
import { openTestDatabase } from '../support/database.js'
import { linesOf, type OrderDesk, orderDesk, paymentOf } from '../support/order-desk.js'

let database: Database
let desk: OrderDesk
let ledger: Ledger
let first: Order

beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
})
afterAll(() => database.close())

beforeEach(async () => {
  const { knex } = database
  for (const table of ['outbox', 'idempotency_keys', 'payments', 'order_lines', 'orders', 'products']) {
    await knex(table).delete()
  }
  const product = await desk.stocked(10)
  const purchases: (Purchase & { readonly order: Order })[] = []
  for (let count = 0; count < 2; count += 1) {
    const key = randomUUID()
    const { order } = await desk.place(linesOf([product], 2), { caller: 'ada', key })
    purchases.push({ key, lines: [], order })
  }
  first = purchases[0]?.order as Order
  await desk.pay(paymentOf(first))
  const ids: string[] = await knex('outbox').pluck('id')
  ledger = {
    purchases,
    paid: new Set([first.id]),
    stock: new Map([[product.id, 10]]),
    received: ids.map((id) => ({ content: { id } }) as Received),
  }
})

test('a ledger without faults has none', async () => {
  expect(await checkLedger(database.knex, ledger)).toEqual(noFaults)
})

/** A fault, as what makes it, and the list in which the check shows it. */
const planted: readonly (readonly [keyof LedgerFaults, string, () => Promise<unknown> | unknown])[] = [
  ['lost', 'an acknowledged order that is not stored', () => added({ order: { ...first, id: randomUUID() } })],
  ['unacknowledged', 'an order that no buyer knows', () => forgotten()],
  ['keys', 'a key without its order', () => database.knex('idempotency_keys').where('key', keyOfFirst()).delete()],
  ['stock', 'a piece that is missing', () => database.knex('products').update({ stock: 5 })],
  ['events', 'an event that is missing', () => database.knex('outbox').where('version', 2).delete()],
  ['undelivered', 'an event that was not delivered', () => Object.assign(ledger, { received: [] })],
  [
    'payments',
    'a payment without effect',
    () => database.knex('orders').update({ status: 'placed', payment_id: null }),
  ],
  ['payments', 'a payment that nobody made', () => Object.assign(ledger, { paid: new Set() })],
]

test.each(planted)('the check shows in `%s` %s', async (list, _what, plant) => {
  await plant()
  expect((await checkLedger(database.knex, ledger))[list]).not.toEqual([])
})

function added(purchase: Pick<Purchase, 'order'>): void {
  ledger = { ...ledger, purchases: [...ledger.purchases, { key: randomUUID(), lines: [], ...purchase }] }
}

function forgotten(): void {
  ledger = { ...ledger, purchases: ledger.purchases.slice(1) }
}

function keyOfFirst(): string {
  return String(ledger.purchases[0]?.key)
}
