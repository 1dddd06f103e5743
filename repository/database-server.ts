import type { Knex } from 'knex'

/** A database server that answers, before anything is known of what it holds. */
export interface DatabaseServer {
  readonly kind: 'postgresql' | 'pglite'
  /** Says where the database is, safe to print. */
  readonly description: string
  readonly connection: Knex.PgConnectionConfig
  /** The most connections at once that make sense. */
  readonly poolMax: number
  /** Ends a database of this process that can work no more, which is then an event `database-stopped`. */
  readonly fail?: (reason: string) => void
  /** Stops what was started for it. */
  readonly close: () => Promise<void>
}
