import type { Knex } from 'knex'

/** A database server that accepts connections. The tables may not exist yet. */
export interface DatabaseServer {
  readonly kind: 'postgresql' | 'pglite'
  /** The kind and the place of the database, for people. It contains no secret. */
  readonly description: string
  readonly connection: Knex.PgConnectionConfig
  /** Returns the present URL, for each new connection. It replaces that of `connection`. */
  readonly currentUrl?: (() => Promise<string | undefined>) | undefined
  /** The maximum number of connections at once. */
  readonly poolMax: number
  /** Ends a built-in database that has failed. The event `database-stopped` follows. */
  readonly fail?: (reason: string) => void
  /** Returns whether the disk of a built-in database has room for changes. */
  readonly hasRoom?: () => Promise<boolean>
  /** Stops the server if this process started it. */
  readonly close: () => Promise<void>
}
