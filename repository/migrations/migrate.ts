import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import { type LossyMigration, migrationSource } from './migration-source.js'

/** The key of the lock that lets only one instance at a time change the tables. Any number that is the same in every instance. */
export const preparing = 4_610_953

/** The interval of tries to take the lock, in milliseconds. */
const lookMs = 100

/** The migrations of a database, each list in the order they are run. */
export interface MigrationState {
  readonly applied: readonly string[]
  /** Migrations of this version that have not been applied. */
  readonly pending: readonly string[]
  /** Applied migrations that this version does not have: the tables are those of a newer version. */
  readonly unknown: readonly string[]
}

/** A newer version may have changed the tables. Its migrations only add, so this version goes on. @see docs/operations.md */
const config: Knex.MigratorConfig = { migrationSource, disableMigrationsListValidation: true }

/** Runs `work` in a transaction, while no other instance changes the tables. @param signal ends the wait for other instances */
export function withTablesLocked<Value>(
  knex: Knex,
  signal: AbortSignal | undefined,
  work: (transaction: Knex.Transaction) => Promise<Value>,
): Promise<Value> {
  return knex.transaction(async (transaction) => {
    while (!(await isFirst(transaction))) await pause(lookMs, undefined, { signal })
    return work(transaction)
  })
}

async function isFirst(transaction: Knex): Promise<boolean> {
  const { rows } = await transaction.raw('select pg_try_advisory_xact_lock(?) as locked', [preparing])
  return rows[0].locked
}

/** Returns the state of the tables. Changes nothing, so it works on a read-only database. */
export async function migrationState(knex: Knex): Promise<MigrationState> {
  const known = await migrationSource.getMigrations()
  const { rows } = await knex.raw(`select to_regclass('knex_migrations') is not null as is_there`)
  const applied: string[] = rows[0].is_there ? await knex('knex_migrations').orderBy('id').pluck('name') : []
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  }
}

/** Applies every pending migration. Returns their names. */
export async function migrateUp(transaction: Knex.Transaction): Promise<readonly string[]> {
  const [, names]: [number, string[]] = await transaction.migrate.latest(config)
  return names
}

/** Undoes one migration. */
export async function migrateDown(transaction: Knex.Transaction, name: string): Promise<void> {
  await transaction.migrate.down({ ...config, name })
}

/** Returns the tables that the undoing of a migration deletes, with their numbers of rows. */
export async function lossesOf(knex: Knex, name: string): Promise<ReadonlyMap<string, number>> {
  const { deletes = [] }: LossyMigration = await migrationSource.getMigration(name)
  const losses = new Map<string, number>()
  for (const table of deletes) {
    const [found] = await knex(table).count<{ count: string }[]>('* as count')
    losses.set(table, Number(found?.count ?? 0))
  }
  return losses
}
