import type { Knex } from 'knex'
import type pg from 'pg'

/** SQL that is ready to be run. */
export interface Statement {
  /** SQL with `$1` for the first of the values. */
  readonly text: string
  readonly values?: readonly unknown[]
}

/** Something that runs statements: a pool, or one connection within a transaction. */
export interface Statements {
  run<Row extends pg.QueryResultRow = pg.QueryResultRow>(statement: Statement): Promise<pg.QueryResult<Row>>
}

/** A connection as the pool of knex knows it. */
export interface Connection extends Pick<pg.Client, 'query'> {
  readonly __knexUid: string
  /** A connection with a value here is never used again. */
  __knex__disposed?: unknown
}

/**
 * Runs each statement on a connection of the pool, or waits for one; in a transaction of knex, on its connection. `knex.raw` does the same and
 * prepares each statement anew, which takes longer than `pg` needs for it.
 */
export function statementsOf(knex: Knex | Knex.Transaction): Statements {
  return {
    async run(statement) {
      const connection: Connection = await knex.client.acquireConnection()
      try {
        // A transaction of knex names its connection even after its end, when another transaction may be open there.
        if ('isCompleted' in knex && knex.isCompleted()) throw new Error('the transaction has ended')
        return await runOn(connection, knex, statement)
      } finally {
        knex.client.releaseConnection(connection)
      }
    },
  }
}

/** The number of statements that have begun. */
let begun = 0

/** Runs a statement on a connection. Tells the listeners of knex of it, and puts the statement before the text of an error, as knex does. */
export async function runOn<Row extends pg.QueryResultRow>(
  connection: Connection,
  { client }: Knex,
  { text, values = [] }: Statement,
): Promise<pg.QueryResult<Row>> {
  begun += 1
  const told = { __knexUid: connection.__knexUid, __knexQueryUid: `ready ${begun}`, sql: text, bindings: values }
  client.emit('query', told)
  try {
    const result = await answerOf<Row>(connection, text, [...values])
    client.emit('query-response', result, told)
    return result
  } catch (error) {
    if (error instanceof Error) error.message = `${text} - ${error.message}`
    client.emit('query-error', error, told)
    throw error
  }
}

/**
 * Runs a statement and returns its answer. `pg` can return a promise itself, but its closures keep answered statements alive through the next
 * collection of garbage.
 */
function answerOf<Row extends pg.QueryResultRow>(
  connection: Connection,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    connection.query<Row>(text, values, (error, result) => {
      if (error) reject(error)
      else resolve(result)
    })
  })
}
