import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import type { OnDatabaseEvent } from './database-event.js'
import { migrationSource } from './migrations/migration-source.js'
import { seedProducts } from './seed-products.js'

/** Any number, the same in every instance: the key of the lock under which one at a time prepares the database. */
export const preparing = 4_610_953

export interface Preparation {
  /** True to fill an empty catalogue. */
  readonly seed: boolean
  readonly onEvent: OnDatabaseEvent
  /** Ends the waiting for others. */
  readonly signal: AbortSignal | undefined
}

/** The interval of checks whether another instance has finished, in milliseconds. */
const lookMs = 100

/**
 * Brings the tables to the newest version and, when wanted, fills an empty catalogue: all of it or nothing, once, however many
 * instances start together. The others wait for the first.
 */
export async function prepareDatabase(knex: Knex, { seed, onEvent, signal }: Preparation): Promise<void> {
  const { migrations, products } = await knex.transaction(async (transaction) => {
    while (!(await isFirst(transaction))) await pause(lookMs, undefined, { signal })
    const [, migrations]: [number, string[]] = await transaction.migrate.latest({ migrationSource })
    return { migrations, products: seed ? await seedProducts(transaction) : 0 }
  })
  if (migrations.length > 0) {
    const message = `The database was brought up to date: ${migrations.join(', ')}.`
    onEvent({ name: 'database-migrated', message, migrations })
  }
  if (products > 0) {
    onEvent({ name: 'database-seeded', message: `${products} products were put into the empty catalogue.`, products })
  }
}

async function isFirst(transaction: Knex): Promise<boolean> {
  const { rows } = await transaction.raw('select pg_try_advisory_xact_lock(?) as locked', [preparing])
  return rows[0].locked
}
