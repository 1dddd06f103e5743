import type { Knex } from 'knex'
import * as products from './0001-products.js'
import * as productsByTime from './0002-products-by-time.js'
import * as orders from './0003-orders.js'
import * as idempotencyKeys from './0004-idempotency-keys.js'
import * as outboxAndInbox from './0005-outbox-and-inbox.js'
import * as productSelection from './0006-product-selection.js'
import * as sessionSecret from './0007-session-secret.js'
import * as eventBroker from './0008-event-broker.js'

/** A migration that can be undone. */
export interface LossyMigration {
  readonly up: (knex: Knex) => Promise<void>
  readonly down: (knex: Knex) => Promise<void>
  /** The tables that `down` deletes with their rows. @default none */
  readonly deletes?: readonly string[]
}

const migrations = new Map<string, LossyMigration>([
  ['0001-products', products],
  ['0002-products-by-time', productsByTime],
  ['0003-orders', orders],
  ['0004-idempotency-keys', idempotencyKeys],
  ['0005-outbox-and-inbox', outboxAndInbox],
  ['0006-product-selection', productSelection],
  ['0007-session-secret', sessionSecret],
  ['0008-event-broker', eventBroker],
])

/** Every migration by name, in the order they are run. New ones are added at the end; none is changed once it was released. */
export const migrationSource = {
  getMigrations: async () => [...migrations.keys()],
  getMigrationName: (name: string) => name,
  getMigration: async (name: string): Promise<LossyMigration> => {
    const migration = migrations.get(name)
    if (!migration) throw new Error(`there is no migration ${name}`)
    return migration
  },
} satisfies Knex.MigrationSource<string>
