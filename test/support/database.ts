import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '@jest/globals'
import pg from 'pg'
import { type Database, type DatabaseOptions, openDatabase } from '../../repository/database.js'

/** The URL of a PostgreSQL server in which tests may make databases; undefined when this machine has none. */
export const serverUrl = process.env.ENDWARE_TEST_SERVER || undefined

/** Describes what needs real concurrency, which PGlite does not have; skipped when there is no PostgreSQL. */
export function describeOnPostgresql(name: string, body: () => void): void {
  if (serverUrl) describe(name, body)
  else describe.skip(`${name} (skipped: it needs PostgreSQL, and there is none)`, body)
}

/** Where a database for one test file is: to be given to `openDatabase`, as often as wanted. */
export interface DatabasePlace {
  readonly url: string | undefined
  readonly folder: string
  /** Removes the database with all it holds. */
  readonly drop: () => Promise<void>
}

/** A new, empty database on PostgreSQL. */
export async function placeOnPostgresql(): Promise<DatabasePlace> {
  const name = `endware_test_${randomBytes(6).toString('hex')}`
  // Template0, since nobody is ever connected to it.
  await onServer(`create database ${name} template template0`)
  return {
    url: urlOf(name),
    folder: tmpdir(),
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  }
}

/** A new, empty folder for PGlite. */
export async function placeOnPglite(): Promise<DatabasePlace> {
  const folder = await mkdtemp(join(tmpdir(), 'endware-test-'))
  return { url: undefined, folder, drop: () => rm(folder, { recursive: true, force: true }) }
}

/** A new place on PostgreSQL where there is one, else for PGlite. */
export function testPlace(): Promise<DatabasePlace> {
  return serverUrl ? placeOnPostgresql() : placeOnPglite()
}

/** Opens a new database in a {@link testPlace}; closing it drops it. */
export async function openTestDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const { drop, ...place } = await testPlace()
  const database = await openDatabase({ ...place, ...options })
  return {
    ...database,
    close: async () => {
      await database.close()
      await drop()
    },
  }
}

function urlOf(database: string): string {
  const [, start, end] = /^(postgres(?:ql)?:\/\/[^/]*)(?:\/[^?]*)?(\?.*)?$/.exec(serverUrl ?? '') ?? []
  return `${start}/${database}${end ?? ''}`
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
