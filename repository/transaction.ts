import type { Knex } from 'knex'
import { errorText } from './thrown-error.js'

/** Something that runs statements: a pool, or one connection within a transaction. */
export type Statements = Pick<Knex, 'raw'>

/** The time limit of a ROLLBACK, in milliseconds. */
const rollbackMs = 5_000

/**
 * Runs `work` in a transaction on one connection: commits when it resolves, and rolls back when it rejects. It must not leave statements
 * running. `knex.transaction` does the same and builds a whole `knex` for it, which takes a fifth of the time of an order in this process.
 *
 * @throws whatever `work` rejects with, and the errors of BEGIN and COMMIT. A lost connection leaves open whether a COMMIT took place.
 */
export async function inTransaction<T>(knex: Knex, work: (statements: Statements) => Promise<T>): Promise<T> {
  const connection: Connection = await knex.client.acquireConnection()
  const raw = (sql: string, bindings: Knex.ValueDict | readonly Knex.RawBinding[] = []) =>
    knex.raw(sql, bindings).connection(connection)
  let isOver = false
  try {
    await raw('BEGIN;')
    const result = await work({ raw: raw as Knex['raw'] }).catch(async (error: unknown) => {
      // A connection that has fallen silent would not answer a ROLLBACK either. The server rolls back when the connection ends.
      if (!isSilent(error)) isOver = await isDone(raw('ROLLBACK;').timeout(rollbackMs))
      throw error
    })
    await raw('COMMIT;')
    isOver = true
    return result
  } finally {
    // A transaction may still be open on the connection, so the pool must drop it.
    if (!isOver) connection.__knex__disposed = new Error('the end of a transaction failed')
    knex.client.releaseConnection(connection)
  }
}

/** Reports whether a statement got no answer in time. @param error that of `work`, which may have wrapped the one of the statement */
function isSilent(error: unknown): boolean {
  return errorText(error).includes('Query read timeout')
}

function isDone(statement: PromiseLike<unknown>): PromiseLike<boolean> {
  return statement.then(
    () => true,
    () => false,
  )
}

/** A connection as the pool of knex knows it: one that is disposed is never used again. */
interface Connection {
  __knex__disposed?: unknown
}
