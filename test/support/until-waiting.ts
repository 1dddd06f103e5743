import type { Knex } from 'knex'

/** Resolves when as many transactions wait for a lock in this database. */
export async function untilWaiting(knex: Knex, count = 1): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  // Within a transaction, PostgreSQL shows only the connections of the first look.
  do await knex.raw('select pg_stat_clear_snapshot()')
  while ((await knex.raw(waiting)).rows.length < count)
}
