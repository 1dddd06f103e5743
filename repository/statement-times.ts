import type { Knex } from 'knex'

/** The part of an event of knex that names its statement. */
interface Statement {
  readonly __knexQueryUid: string
}

/**
 * Calls `observe` with the seconds that each statement took in the database, whether it succeeded or failed. The wait for a connection does
 * not count.
 */
export function watchStatements(knex: Knex, observe: (seconds: number) => void): void {
  const starts = new Map<string, number>()
  const ended = ({ __knexQueryUid: id }: Statement) => {
    const start = starts.get(id)
    if (start === undefined) return
    starts.delete(id)
    observe((performance.now() - start) / 1000)
  }
  knex.on('query', ({ __knexQueryUid: id }: Statement) => void starts.set(id, performance.now()))
  knex.on('query-response', (_: unknown, statement: Statement) => ended(statement))
  knex.on('query-error', (_: unknown, statement: Statement) => ended(statement))
}
