/** An event of a database for the log. `message` is the line of the log and contains no secret. */
export type DatabaseEvent = { readonly message: string } & (
  | {
      readonly name: 'database-unreachable'
      /** Host and port, or the path of the socket. */
      readonly address: string
      readonly reason: string
      /** 1 for the first try. */
      readonly attempt: number
      readonly retryInMs: number
    }
  /** The server of a running service does not answer any more, until `database-restored`. */
  | { readonly name: 'database-lost'; readonly reason: string }
  | { readonly name: 'database-restored' }
  /** The server of a running service takes no changes, until `database-writable`. */
  | { readonly name: 'database-read-only' }
  | { readonly name: 'database-writable' }
  /** The disk of the database has no room for a change, until `database-has-room`. */
  | { readonly name: 'database-full' }
  | { readonly name: 'database-has-room' }
  /** The start waits until the server takes changes. */
  | { readonly name: 'database-awaits-writes'; readonly attempt: number; readonly retryInMs: number }
  /** The clock of the server differs from that of this machine, until `clock-agrees`. */
  | { readonly name: 'clock-differs' /** Negative when the server is behind. */; readonly aheadMs: number }
  | { readonly name: 'clock-agrees' }
  /** A setting or limit of the server with which orders may be lost or requests fail. */
  | { readonly name: 'database-check'; readonly setting: string; readonly value: string }
  /** A query found no free connection in time. Others do not either, until `pool-available`. */
  | { readonly name: 'pool-exhausted' }
  | { readonly name: 'pool-available' }
  /** The built-in database is created, which takes some seconds. */
  | { readonly name: 'database-created'; readonly folder: string }
  /** The process that used the folder before has died; its lock was removed. */
  | { readonly name: 'database-lock-taken-over'; readonly pid: number }
  | { readonly name: 'database-migrated'; readonly migrations: readonly string[] }
  /** The start waits until another program applies these migrations. */
  | { readonly name: 'database-outdated'; readonly migrations: readonly string[] }
  /** A newer version has applied migrations that this version does not have. */
  | { readonly name: 'database-newer'; readonly migrations: readonly string[] }
  | { readonly name: 'database-seeded'; readonly products: number }
  /** Until `notices-restored`, changes of orders by other instances are noticed later than usual. */
  | { readonly name: 'notices-lost' }
  | { readonly name: 'notices-restored' }
  /** The built-in database has stopped. Everything that needs it fails until the process is started again. */
  | { readonly name: 'database-stopped'; readonly reason: string }
)

export type OnDatabaseEvent = (event: DatabaseEvent) => void
