/** An event of a database for the log. `message` is the line of the log and has no secret. */
export type DatabaseEvent = { readonly message: string } & (
  | {
      readonly name: 'database-unreachable'
      /** Host and port, or the socket's path. */
      readonly address: string
      readonly reason: string
      /** 1 for the first try. */
      readonly attempt: number
      readonly retryInMs: number
    }
  /** The built-in database is made for the first time, which takes some seconds. */
  | { readonly name: 'database-created'; readonly folder: string }
  /** The process that used the folder before did not stop in order; its lock was removed. */
  | { readonly name: 'database-lock-taken-over'; readonly pid: number }
  | { readonly name: 'database-migrated'; readonly migrations: readonly string[] }
  | { readonly name: 'database-seeded'; readonly products: number }
  /** The built-in database died: everything that needs it fails from now on, until the process is started again. */
  | { readonly name: 'database-stopped'; readonly reason: string }
)

export type OnDatabaseEvent = (event: DatabaseEvent) => void
