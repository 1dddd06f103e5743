import { tmpdir } from 'node:os'
import { type Database, type DatabaseOptions, openDatabase } from '../../repository/database.js'
import { type DatabasePlace, patient, placeOnPostgresql } from './database.js'
import { undoAfterEach } from './undo-after-each.js'

/** Functions for tests that open databases in their own way. What they make is undone after each test. */
export interface OpenedDatabases {
  /** Further steps to undo. */
  readonly undo: (() => Promise<unknown>)[]
  opened(options: Partial<DatabaseOptions>): Promise<Database>
  /** Creates an empty database on PostgreSQL. */
  newPlace(): Promise<DatabasePlace>
}

export function openedDatabases(): OpenedDatabases {
  const undo = undoAfterEach()
  return {
    undo,
    async opened(options) {
      const database = await openDatabase({ folder: tmpdir(), ...patient, ...options })
      undo.push(database.close)
      return database
    },
    async newPlace() {
      const place = await placeOnPostgresql()
      undo.push(place.drop)
      return place
    },
  }
}
