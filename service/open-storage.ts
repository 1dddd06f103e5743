import type { Configuration } from '../config/configuration.js'
import { type Database, openDatabase } from '../repository/database.js'
import type { OnDatabaseEvent } from '../repository/database-event.js'

/**
 * Opens the database of the settings. Resolves to `undefined` when a stop signal comes before it is open.
 *
 * @throws {DatabaseError} when the database cannot be opened
 */
export async function openStorage(
  { settings, secrets }: Configuration,
  onEvent: OnDatabaseEvent,
  stop: AbortSignal,
): Promise<Database | undefined> {
  const { databaseUrl: url, databasePool: poolMax, exportsAtOnce, dataFolder: folder, reset } = settings
  const current = secrets.canChange('DATABASE_URL') && { currentUrl: () => secrets.current('DATABASE_URL') }
  const tables = settings.migrateAtStart ? 'migrate' : 'await'
  const place = { url, ...current, folder, reset }
  try {
    return await openDatabase({ ...place, poolMax, exportsAtOnce, tables, onEvent, signal: stop })
  } catch (error) {
    if (stop.aborted) return undefined
    throw error
  }
}
