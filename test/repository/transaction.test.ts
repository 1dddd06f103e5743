import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type Database, openDatabase } from '../../repository/database.js'
import { namedStatement } from '../../repository/named-statement.js'
import type { Statement } from '../../repository/statements.js'
import { inTransaction } from '../../repository/transaction.js'
import { type DatabasePlace, describeOnPostgresql, openTestDatabase, patient } from '../support/database.js'
import { databaseBehindProxy } from '../support/database-behind-proxy.js'
import type { DatabaseProxy } from '../support/database-proxy.js'
import { undoAfterEach } from '../support/undo-after-each.js'

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

test('work that goes on after a failed statement rejects, since nothing is stored', async () => {
  const work = inTransaction(database.knex, async ({ run }) => {
    await run(add({ text: 'lost' }))
    await run({ text: 'select 1 / 0' }).catch(() => undefined)
  })
  await expect(work).rejects.toThrow('the transaction was rolled back, since one of its statements had failed')
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
  const undo = undoAfterEach()
  let place: DatabasePlace
  let proxy: DatabaseProxy
  let silent: Database
  beforeEach(async () => {
    const limits = { poolMax: 1, statementTimeoutMs: 200, graceMs: 50 }
    ;({ place, proxy, database: silent } = await databaseBehindProxy(undo, limits))
  })

  async function silenced(before: Statement): Promise<void> {
    const work = inTransaction(silent.knex, async ({ run }) => {
      await run(before)
      proxy.silence()
      await run({ text: 'select 2' })
    })
    await expect(work).rejects.toThrow('timeout after 250 ms: the database did not answer')
  }

  test('is cut at the time limit, without a further one for the ROLLBACK, and others go on', async () => {
    await silenced({ text: 'select 1' })
    await proxy.cut()
    await proxy.open()
    expect(await inTransaction(silent.knex, ({ run }) => run({ text: 'select 3 as n' }))).toMatchObject({
      rows: [{ n: 3 }],
    })
  })

  test('holds no locks, although the server does not learn that it was cut', async () => {
    await silenced({ text: 'lock table products' })
    const other = await openDatabase({ ...place, ...patient, tables: 'leave' })
    undo.push(() => other.close())
    expect(await other.knex('products').update({ stock: 1 })).toBe(0)
  })
})
