import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../repository/database.js'
import { inTransaction } from '../../repository/transaction.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase({ seed: false, poolMax: 1 })
  await database.knex.raw('create table notes (text text unique deferrable initially deferred)')
})
beforeEach(() => database.knex.raw('delete from notes'))
afterAll(() => database.close())

const notes = () => database.knex('notes').pluck('text')
const add = 'insert into notes values (:text)'

test('work that resolves is stored, and gives its result', async () => {
  const result = await inTransaction(database.knex, async ({ raw }) => {
    await raw(add, { text: 'kept' })
    return 7
  })
  expect(result).toBe(7)
  expect(await notes()).toEqual(['kept'])
})

test('work that rejects leaves nothing, and its error is that of the transaction', async () => {
  const error = new Error('refused')
  const work = inTransaction(database.knex, async ({ raw }) => {
    await raw(add, { text: 'lost' })
    throw error
  })
  await expect(work).rejects.toBe(error)
  expect(await notes()).toEqual([])
})

test('a COMMIT that fails rejects, and leaves nothing', async () => {
  const work = inTransaction(database.knex, async ({ raw }) => {
    await raw(add, { text: 'twice' })
    await raw(add, { text: 'twice' })
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await notes()).toEqual([])
})

describeOnPostgresql('a connection that ends within a transaction', () => {
  test('rejects with the error of the work, and is not used again', async () => {
    const error = new Error('refused')
    const work = inTransaction(database.knex, async ({ raw }) => {
      await raw(add, { text: 'lost' })
      await raw('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined)
      throw error
    })
    await expect(work).rejects.toBe(error)
    expect(await notes()).toEqual([])
  })
})
