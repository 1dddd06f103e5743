import type { Configuration } from '../config/configuration.js'
import type { Database } from '../repository/database.js'
import type { OnDatabaseEvent } from '../repository/database-event.js'
import { type DatabaseWatch, watchPostgresql } from '../repository/database-watch.js'
import { errorCode } from '../repository/thrown-error.js'

/** PostgreSQL's state of a statement that changes something in a read-only session. */
const readOnlyStatement = '25006'

/** Functions that are called with news of the database. */
export interface DatabaseObservers {
  readonly onEvent: OnDatabaseEvent
  /** Receives the reason of an outage, after each check during it. */
  readonly onReason: (reason: string) => void
  /** Receives the clock of the database minus that of this machine, in milliseconds, after each check. @default not called */
  readonly onClock?: (aheadMs: number) => void
}

/** Watches the PostgreSQL of the settings and a PgBouncer before it. The embedded database needs no watch: its end ends the process. */
export function watchDatabase(
  { settings, secrets }: Configuration,
  database: Database,
  { onEvent, onReason, onClock }: DatabaseObservers,
): Pick<DatabaseWatch, 'close'> {
  const { databaseUrl, databaseListenUrl } = settings
  if (databaseUrl === undefined) return { close: async () => undefined }
  const way = { url: databaseUrl, currentUrl: () => secrets.current('DATABASE_URL') }
  const ways =
    databaseListenUrl === undefined
      ? way
      : { url: databaseListenUrl, currentUrl: () => secrets.current('DATABASE_LISTEN_URL'), pooled: way }
  const watched: OnDatabaseEvent = (event) => {
    // Sessions of the pool that began while the database was read-only stay read-only.
    if (event.name === 'database-writable') database.renew()
    onEvent(event)
  }
  const watch = watchPostgresql({ ...ways, onEvent: watched, onReason, ...(onClock && { onClock }) })
  database.knex.on('query-error', (error: unknown) => {
    if (errorCode(error) === readOnlyStatement) watch.refresh()
  })
  return watch
}
