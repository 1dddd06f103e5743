import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from '@jest/globals'
import pg from 'pg'
import { type Database, type DatabaseOptions, openDatabase } from '../../repository/database.js'

/** The URL of a PostgreSQL server in which tests may create databases, or `undefined` when this machine has none. */
export const serverUrl = process.env.ENDWARE_TEST_SERVER || undefined

/** Describes tests that need real concurrency, which PGlite does not have. They are skipped without PostgreSQL. */
export function describeOnPostgresql(name: string, body: () => void): void {
  if (serverUrl) describe(name, body)
  else describe.skip(`${name} (skipped: it needs PostgreSQL, and there is none)`, body)
}

/** The place of a database for one test file. It may be passed to `openDatabase` any number of times. */
export interface DatabasePlace {
  readonly url: string | undefined
  readonly folder: string
  /** Removes the database with its data. */
  readonly drop: () => Promise<void>
  /** Lets the database be removed later, for which nobody waits. */
  readonly discard: () => Promise<void>
}

/** Limits that a busy machine does not reach. A test of a limit sets its own. */
export const patient = { acquireTimeoutMs: 60_000, statementTimeoutMs: 60_000 }

/** Creates an empty database on PostgreSQL. */
export async function placeOnPostgresql(): Promise<DatabasePlace> {
  const name = `endware_test_${randomBytes(6).toString('hex')}`
  // Nobody is ever connected to template0, so it can always be copied.
  await onServer(`create database ${name} template template0`)
  return {
    url: urlOf(name),
    folder: tmpdir(),
    drop: () => onServer(`drop database if exists ${name} with (force)`),
    discard: () => onServer(`notify ${process.env.ENDWARE_TEST_DROPS}, '${name}'`),
  }
}

/** Creates a folder with an embedded database that has all tables and no products. */
export async function placeOnPglite(): Promise<DatabasePlace> {
  const place = await emptyPlaceOnPglite()
  await putPreparedPglite(place.folder)
  return place
}

/** Creates an empty folder for PGlite. */
export async function emptyPlaceOnPglite(): Promise<DatabasePlace> {
  const folder = await mkdtemp(join(tmpdir(), 'endware-test-'))
  const drop = () => rm(folder, { recursive: true, force: true })
  return { url: undefined, folder, drop, discard: drop }
}

/** Puts an embedded database with all tables and no products into a data folder. */
export async function putPreparedPglite(folder: string): Promise<void> {
  await cp(String(process.env.ENDWARE_TEST_PGLITE), folder, { recursive: true })
}

/** Creates a place on PostgreSQL, or for PGlite when there is none. */
export function testPlace(): Promise<DatabasePlace> {
  return serverUrl ? placeOnPostgresql() : placeOnPglite()
}

/** Opens a new database in a {@link testPlace}; closing it lets it be dropped. */
export async function openTestDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const { drop: _, discard, ...place } = await testPlace()
  const database = await openDatabase({ ...place, ...patient, ...options })
  return {
    ...database,
    close: async () => {
      await database.close()
      await discard()
    },
  }
}

/** Describes `subject` on a new database of each kind: PostgreSQL, unless this machine has none, and PGlite. */
export function describeOnDatabases(subject: string, body: (database: () => Database) => void): void {
  describeOnPostgresql(`${subject} on PostgreSQL`, () => describeAt(placeOnPostgresql, body))
  describe(`${subject} on PGlite`, () => describeAt(placeOnPglite, body))
}

function describeAt(newPlace: () => Promise<DatabasePlace>, body: (database: () => Database) => void): void {
  let place: DatabasePlace
  let database: Database
  beforeAll(async () => {
    place = await newPlace()
    database = await openDatabase({ ...place, ...patient, seed: false })
  })
  afterAll(async () => {
    await database.close()
    await place.discard()
  })
  body(() => database)
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
