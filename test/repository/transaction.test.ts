import { tmpdir } from 'node:os'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type Database, openDatabase } from '../../repository/database.js'
import { namedStatement } from '../../repository/named-statement.js'
import { inTransaction } from '../../repository/transaction.js'
import { describeOnPostgresql, openTestDatabase, placeOnPostgresql } from '../support/database.js'
import { databaseProxy } from '../support/database-proxy.js'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase({ seed: false, poolMax: 1 })
  await database.knex.raw('create table notes (text text unique deferrable initially deferred)')
})
beforeEach(() => database.knex.raw('delete from notes'))
afterAll(() => database.close())

const notes = () => database.knex('notes').pluck('text')
const add = namedStatement<'text'>('insert into notes values (:text)')

test('work that resolves is stored, and gives its result', async () => {
  const result = await inTransaction(database.knex, async ({ run }) => {
    await run(add({ text: 'kept' }))
    return 7
  })
  expect(result).toBe(7)
  expect(await notes()).toEqual(['kept'])
})

test('work that rejects leaves nothing, and its error is that of the transaction', async () => {
  const error = new Error('refused')
  const work = inTransaction(database.knex, async ({ run }) => {
    await run(add({ text: 'lost' }))
    throw error
  })
  await expect(work).rejects.toBe(error)
  expect(await notes()).toEqual([])
})

test('a COMMIT that fails rejects, and leaves nothing', async () => {
  const work = inTransaction(database.knex, async ({ run }) => {
    await run(add({ text: 'twice' }))
    await run(add({ text: 'twice' }))
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await notes()).toEqual([])
})

describeOnPostgresql('a connection that ends within a transaction', () => {
  test('rejects with the error of the work, and is not used again', async () => {
    const error = new Error('refused')
    const work = inTransaction(database.knex, async ({ run }) => {
      await run(add({ text: 'lost' }))
      await run({ text: 'select pg_terminate_backend(pg_backend_pid())' }).catch(() => undefined)
      throw error
    })
    await expect(work).rejects.toBe(error)
    expect(await notes()).toEqual([])
  })
})

describeOnPostgresql('a connection that falls silent within a transaction', () => {
  test('is cut at the time limit, without a further one for the ROLLBACK, and others go on', async () => {
    const place = await placeOnPostgresql()
    const proxy = await databaseProxy(place.url ?? '')
    await proxy.open()
    const limits = { poolMax: 1, statementTimeoutMs: 200, graceMs: 50 }
    const silent = await openDatabase({ url: proxy.url, folder: tmpdir(), seed: false, ...limits })
    const work = inTransaction(silent.knex, async ({ run }) => {
      await run({ text: 'select 1' })
      proxy.silence()
      await run({ text: 'select 2' })
    })
    await expect(work).rejects.toThrow('timeout after 250 ms: the database did not answer')
    await proxy.cut()
    await proxy.open()
    expect(await inTransaction(silent.knex, ({ run }) => run({ text: 'select 3 as n' }))).toMatchObject({
      rows: [{ n: 3 }],
    })
    await silent.close()
    await proxy.cut()
    await place.drop()
  })
})
