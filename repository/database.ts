import knexFactory, { type Knex } from 'knex'
import { aborted } from './aborted.js'
import { DatabaseError } from './database-error.js'
import type { OnDatabaseEvent } from './database-event.js'
import type { DatabaseServer } from './database-server.js'
import { exactTypes } from './exact-types.js'
import { startPglite } from './pglite.js'
import { reachPostgresql } from './postgresql.js'
import { type Preparation, prepareDatabase } from './prepare-database.js'
import { storageError } from './storage-error.js'
import { errorText } from './thrown-error.js'

export interface DatabaseOptions {
  /** A PostgreSQL server: `postgresql://user:password@host:port/name`. Without it, PGlite keeps its data in `folder`. */
  readonly url?: string | undefined
  readonly folder: string
  /** Deletes what PGlite holds before it starts. @default false */
  readonly reset?: boolean
  /** True to fill an empty catalogue with products. @default true */
  readonly seed?: boolean
  /** The most connections to PostgreSQL at once; PGlite has one. @default 10 */
  readonly poolMax?: number
  /** The time limit of a query for a free connection, in milliseconds. @default 5000 */
  readonly acquireTimeoutMs?: number
  /** The time limit of one statement in PostgreSQL, in milliseconds. @default 5000 */
  readonly statementTimeoutMs?: number
  /** The additional time for the answer before the connection is dropped, in milliseconds. @default 5000 */
  readonly graceMs?: number
  /** The time to wait at the start for a server that does not answer yet, in milliseconds. @default 60000 */
  readonly patienceMs?: number
  /** Ends the start at once, whatever it is at. */
  readonly signal?: AbortSignal
  readonly onEvent?: OnDatabaseEvent
}

/** An open database with the newest tables. */
export interface Database {
  readonly knex: Knex
  readonly kind: 'postgresql' | 'pglite'
  /** Says where the database is, safe to print. */
  readonly description: string
  /**
   * Resolves when the database answers.
   * @throws {StorageUnavailable} `storage-unavailable`
   */
  readonly ping: () => Promise<void>
  /** Waits for running queries and ends every connection. May be called more than once. */
  readonly close: () => Promise<void>
}

/**
 * Opens the database, waiting for it where that can help, and brings its tables to the newest version.
 * @throws {DatabaseError} `database-in-use`, `database-refused`, `database-unreachable`, `database-unusable`, `database-url-invalid`
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { acquireTimeoutMs = 5_000, statementTimeoutMs = 5_000, graceMs = 5_000, seed = true } = options
  const { onEvent = () => {} } = options
  const server = await reachServer(options, onEvent)
  try {
    await prepare(server, { seed, onEvent, signal: options.signal })
  } catch (error) {
    const closed = server.close()
    if (options.signal?.aborted) server.fail?.('the start was broken off') // it would first finish what it is at
    await closed
    throw error
  }

  const limits = { statement_timeout: statementTimeoutMs, query_timeout: statementTimeoutMs + graceMs }
  const knex = connect({ ...server.connection, ...limits }, server.poolMax, acquireTimeoutMs)
  knex.on('query-error', (error: unknown) => {
    if (isFatal(error)) server.fail?.(lastLine(error))
  })
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= knex.destroy().finally(server.close)
    return closing
  }
  const ping = async () => {
    try {
      await knex.raw('select 1')
    } catch (error) {
      throw storageError(error)
    }
  }
  return { knex, kind: server.kind, description: server.description, ping, close }
}

async function reachServer(options: DatabaseOptions, onEvent: OnDatabaseEvent): Promise<DatabaseServer> {
  const { url, folder, reset = false, poolMax = 10, patienceMs = 60_000, signal } = options
  if (url === undefined) return startPglite({ folder, reset, signal, onEvent })
  if (reset) {
    throw new DatabaseError('database-refused', 'Only the built-in database can be reset, not a PostgreSQL server.')
  }
  return reachPostgresql({ url, poolMax, patienceMs, signal, onEvent })
}

/** Prepares the tables on a connection of its own, since that may take longer than the service may wait for anything. */
async function prepare(server: DatabaseServer, preparation: Preparation): Promise<void> {
  const knex = connect(server.connection, 1, 60_000)
  const { signal } = preparation
  try {
    await Promise.race([prepareDatabase(knex, preparation), aborted(signal)])
  } catch (error) {
    signal?.throwIfAborted()
    const message = `${server.description}: the tables can not be prepared: ${lastLine(error)}`
    throw new DatabaseError('database-unusable', message, { cause: error })
  } finally {
    // An aborted start does not wait for running queries: PostgreSQL rolls them back when the connection ends.
    const ended = knex.destroy()
    if (signal?.aborted) ended.catch(() => undefined)
    else await ended
  }
}

/** Returns the message of PostgreSQL, without the statement that knex puts before it. */
function lastLine(error: unknown): string {
  return errorText(error).split(' - ').at(-1) ?? ''
}

/** Reports whether the session has ended with the error, as after a write to its log that failed. PGlite has but one session. */
function isFatal(error: unknown): boolean {
  const severity = typeof error === 'object' && error !== null && 'severity' in error ? error.severity : undefined
  return severity === 'PANIC' || severity === 'FATAL'
}

function connect(connection: Knex.PgConnectionConfig, poolMax: number, acquireConnectionTimeout: number): Knex {
  const silent = new Set<string>()
  const knex = knexFactory({
    client: 'pg',
    connection: { ...connection, types: exactTypes },
    pool: { min: 0, max: poolMax, validate: ({ __knexUid }: Identified) => !silent.delete(__knexUid) },
    acquireConnectionTimeout,
    log: silentLog,
  })
  // The connection still waits for what `pg` has given up: for ever, where the way to the server is cut without a word.
  knex.on('query-error', (error: unknown, { __knexUid }: Identified) => {
    if (errorText(error).endsWith('Query read timeout')) silent.add(__knexUid)
  })
  return knex
}

/** The ids that knex gives a connection and its queries. */
interface Identified {
  readonly __knexUid: string
}

/** A logger without output: knex also throws what it logs. */
const silentLog = { warn() {}, error() {}, deprecate() {}, debug() {} }
