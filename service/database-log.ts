import type { OnDatabaseEvent } from '../repository/database-event.js'
import { logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'

/** Returns the function that logs the events of the database. A database that has stopped for good ends the process. */
export function databaseLog(logger: Logger): OnDatabaseEvent {
  return (event) => {
    // Nothing works without the database; whoever watches over the process starts it again.
    if (event.name === 'database-stopped') throw new Error(event.message)
    logEvent(logger, event)
  }
}
