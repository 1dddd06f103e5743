import type { Knex } from 'knex'
import * as products from './0001-products.js'
import * as productsByTime from './0002-products-by-time.js'

const migrations = new Map<string, Knex.Migration>([
  ['0001-products', products],
  ['0002-products-by-time', productsByTime],
])

/** Every migration by name, in the order they are run. New ones are added at the end; none is changed once it was released. */
export const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => [...migrations.keys()],
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const migration = migrations.get(name)
    if (!migration) throw new Error(`there is no migration ${name}`)
    return migration
  },
}
