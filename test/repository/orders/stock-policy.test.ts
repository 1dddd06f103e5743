import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Database } from '../../../repository/database.js'
import { openTestDatabase } from '../../support/database.js'
import { keyed, linesOf, type OrderDesk, orderDesk } from '../../support/order-desk.js'

let database: Database
let desk: OrderDesk
beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
})
afterAll(() => database.close())

const stockPolicy = 'keep-last'

test('of orders at the same time, keep-last leaves exactly one piece', async () => {
  const product = await desk.stocked(6)
  const orders = Array.from({ length: 12 }, () => desk.place(linesOf([product]), keyed(), { stockPolicy }))
  const results = await Promise.allSettled(orders)
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(await desk.stockOf(product.id)).toBe(1)
})

test('orders of both policies at the same time never take more than the stock', async () => {
  const product = await desk.stocked(6)
  const orders = Array.from({ length: 12 }, (_, index) =>
    desk.place(linesOf([product]), keyed(), { stockPolicy: index % 2 === 0 ? stockPolicy : 'strict' }),
  )
  const placed = (await Promise.allSettled(orders)).filter(({ status }) => status === 'fulfilled')
  expect(placed).toHaveLength(6 - (await desk.stockOf(product.id)))
  expect([0, 1]).toContain(await desk.stockOf(product.id))
})

test('a repetition returns the first result, whatever the policy is by then', async () => {
  const product = await desk.stocked(1)
  const request = keyed()
  const first = await desk.place(linesOf([product]), request, { stockPolicy: 'strict' })
  const again = await desk.place(linesOf([product]), request, { stockPolicy })
  expect(again).toEqual({ order: first.order, repeated: true })
})
