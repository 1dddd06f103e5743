import type { Settings } from '../config/settings.js'
import { type Database, type DatabaseOptions, openDatabase } from '../repository/database.js'

/**
 * Opens the database of the settings for a command, without waiting for it and without products of its own. Its tables are brought up to
 * date if the service would do so, else they must be.
 * @throws {DatabaseError} when the database cannot be opened
 */
export function commandDatabase(
  { databaseUrl: url, dataFolder: folder, migrateAtStart }: Settings,
  options: Pick<DatabaseOptions, 'create' | 'poolMax'>,
): Promise<Database> {
  const tables = migrateAtStart ? 'migrate' : 'await'
  return openDatabase({ url, folder, tables, seed: false, patienceMs: 0, ...options })
}
