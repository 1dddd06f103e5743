import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Product } from '../../../domain/products/product.js'
import type { Database } from '../../../repository/database.js'
import { openTestDatabase } from '../../support/database.js'
import { keyed, linesOf, type OrderDesk, orderDesk } from '../../support/order-desk.js'

let database: Database
let desk: OrderDesk
const statements: string[] = []
beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
  database.knex.on('query', ({ sql }: { sql: string }) => statements.push(sql.trim().split(/[\s;(]/, 1)[0] ?? ''))
})
afterAll(() => database.close())

async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  statements.length = 0
  await work()
  return [...statements]
}

test('placing an order of any number of lines costs four round trips', async () => {
  const products: Product[] = []
  for (let index = 0; index < 20; index += 1) products.push(await desk.stocked(5))
  const request = keyed()
  const placing = () => desk.place(linesOf(products), request)
  expect(await statementsOf(placing)).toEqual(['BEGIN', 'with', 'with', 'COMMIT'])
  expect(await statementsOf(placing)).toEqual(['BEGIN', 'with', 'COMMIT'])
})

test('cancelling an order costs six round trips, reading one costs one', async () => {
  const { order } = await desk.ordered(undefined, 3)
  expect(await statementsOf(() => desk.read(order.id, 'any'))).toEqual(['select'])
  const cancelling = () => desk.cancel(order.id, 'any', keyed())
  expect(await statementsOf(cancelling)).toEqual(['BEGIN', 'select', 'select', 'select', 'with', 'COMMIT'])
})
