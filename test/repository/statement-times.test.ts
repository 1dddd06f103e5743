import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Database } from '../../repository/database.js'
import { watchStatements } from '../../repository/statement-times.js'
import { openTestDatabase } from '../support/database.js'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
})
afterAll(() => database.close())

test('each statement is observed once when it ends, whether it succeeds or fails', async () => {
  const seconds: number[] = []
  watchStatements(database.knex, (time) => seconds.push(time))
  await database.knex.raw('select 1')
  await database.knex('products').count()
  expect(seconds).toHaveLength(2)
  await expect(database.knex.raw('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
  expect(seconds).toHaveLength(3)
  expect(seconds.every((time) => time >= 0)).toBe(true)
})

test('the statements of a transaction are observed', async () => {
  const seconds: number[] = []
  watchStatements(database.knex, (time) => seconds.push(time))
  await database.knex.transaction((transaction) => transaction.raw('select 1'))
  expect(seconds).toHaveLength(1)
})
