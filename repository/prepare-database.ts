import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import { DatabaseError } from './database-error.js'
import type { OnDatabaseEvent } from './database-event.js'
import { migrateUp, migrationState, withTablesLocked } from './migrations/migrate.js'
import { checkRights } from './rights.js'
import { seedProducts } from './seed-products.js'

export interface Preparation {
  /** True to fill an empty catalogue. */
  readonly seed: boolean
  readonly onEvent: OnDatabaseEvent
  /** Ends the wait for other instances. */
  readonly signal: AbortSignal | undefined
}

/**
 * Brings the tables to the newest version and, if `seed` is true, fills an empty catalogue. Everything happens or nothing. Of several
 * instances that start together, one does the work and the others wait for it. Tables of a newer version stay as they are.
 */
export async function prepareDatabase(knex: Knex, { seed, onEvent, signal }: Preparation): Promise<void> {
  const { unknown, migrations, products } = await withTablesLocked(knex, signal, async (transaction) => {
    const { unknown } = await migrationState(transaction)
    return {
      unknown,
      migrations: await migrateUp(transaction),
      products: seed ? await seedProducts(transaction) : 0,
    }
  })
  reportNewer(unknown, onEvent)
  if (migrations.length > 0) {
    const message = `The database was brought up to date: ${migrations.join(', ')}.`
    onEvent({ name: 'database-migrated', message, migrations })
  }
  if (products > 0) {
    onEvent({ name: 'database-seeded', message: `${products} products were added to the empty catalogue.`, products })
  }
}

/** The interval of looks at tables that another program changes, in milliseconds. */
const lookMs = 1_000

/**
 * Waits until the tables are at least of this version, and changes nothing.
 * @throws {DatabaseError} `database-outdated` when they are not within `patienceMs`; `database-refused` when rights on them are missing
 */
export async function awaitTables(
  knex: Knex,
  { onEvent, signal, patienceMs }: Omit<Preparation, 'seed'> & { readonly patienceMs: number },
): Promise<void> {
  await checkRights(knex)
  const deadline = performance.now() + patienceMs
  for (let attempt = 1; ; attempt += 1) {
    const { pending, unknown } = await migrationState(knex)
    if (pending.length === 0) {
      await checkRights(knex)
      return reportNewer(unknown, onEvent)
    }
    const missing = `The tables are older than this version; missing: ${pending.join(', ')}.`
    if (performance.now() + lookMs > deadline) {
      throw new DatabaseError('database-outdated', `${missing}\nBring them up to date: npm run migrate -- up`)
    }
    if (attempt === 1) {
      const message = `${missing} The start waits for: npm run migrate -- up`
      onEvent({ name: 'database-outdated', message, migrations: pending })
    }
    await pause(lookMs, undefined, { signal })
  }
}

function reportNewer(unknown: readonly string[], onEvent: OnDatabaseEvent): void {
  if (unknown.length === 0) return
  const message = `The tables are of a newer version, which added: ${unknown.join(', ')}.`
  onEvent({ name: 'database-newer', message, migrations: unknown })
}
