import type { Knex } from 'knex'
import { aborted } from './aborted.js'
import { connect, reasonOf } from './connect.js'
import { DatabaseError } from './database-error.js'
import type { OnDatabaseEvent } from './database-event.js'
import type { DatabaseServer } from './database-server.js'
import { watchFullDisk } from './full-disk-watch.js'
import { startPglite } from './pglite.js'
import { type PoolState, poolState } from './pool-state.js'
import { watchPool } from './pool-watch.js'
import { reachPostgresql } from './postgresql.js'
import { awaitTables, prepareDatabase } from './prepare-database.js'
import { checkServer } from './start-up-checks.js'
import { storageError } from './storage-error.js'

export interface DatabaseOptions {
  /** A PostgreSQL server: `postgresql://user:password@host:port/name`. Without it, PGlite keeps its data in `folder`. */
  readonly url?: string | undefined
  /** Returns the URL as it is now, with the present password. It is called before each connection. @default `url` */
  readonly currentUrl?: () => Promise<string | undefined>
  readonly folder: string
  /** True to delete the data of PGlite before it starts. @default false */
  readonly reset?: boolean
  /** False to refuse a folder in which PGlite has no database yet. @default true */
  readonly create?: boolean
  /**
   * `migrate` brings the tables up to date, `await` waits until another program has done so, and `leave` does not look at them.
   * @default migrate
   */
  readonly tables?: 'migrate' | 'await' | 'leave'
  /** True to fill an empty catalogue with products. @default true */
  readonly seed?: boolean
  /** The maximum number of connections to PostgreSQL. PGlite has one. @default 10 */
  readonly poolMax?: number
  /** The most whole lists that are read from PostgreSQL at once, each on a connection of its own beside the others. @default 2 */
  readonly exportsAtOnce?: number
  /** The time for which a query waits for a free connection, in milliseconds. @default 5000 */
  readonly acquireTimeoutMs?: number
  /** The time limit of one statement in PostgreSQL, in milliseconds; 0 for none. @default 4000 */
  readonly statementTimeoutMs?: number
  /**
   * The time after `statementTimeoutMs` in which an answer must arrive, in milliseconds. The connection is then cut, unless both times are 0.
   * PostgreSQL ends a session that leaves a transaction alone for as long. @default 1000
   */
  readonly graceMs?: number
  /** The time for which the start waits for a server that does not answer yet, in milliseconds. @default 60000 */
  readonly patienceMs?: number
  /** The pause between two checks of a full disk for room, in milliseconds. @default 2000 */
  readonly lookForRoomMs?: number
  /** Aborts the start at once. */
  readonly signal?: AbortSignal
  readonly onEvent?: OnDatabaseEvent
}

/** An open database with the newest tables. */
export interface Database {
  readonly knex: Knex
  readonly kind: 'postgresql' | 'pglite'
  /** The pool for whole lists, and how many may be read at once. PostgreSQL ends a list that its client stops reading. PGlite has no such pool. */
  readonly exports: { readonly knex: Knex; readonly atOnce: number } | undefined
  /** The kind and the place of the database, for people. It contains no secret. */
  readonly description: string
  /** Returns the states of the pools of connections: `main`, and `exports` if there is one. */
  readonly pools: () => readonly PoolState[]
  /** Replaces the connections of the main pool before their next use. A session keeps the settings with which it began. */
  readonly renew: () => void
  /**
   * Checks the connection. Resolves when the database answers.
   * @throws {StorageUnavailable} `storage-unavailable`
   */
  readonly ping: () => Promise<void>
  /** Waits for running queries, then ends every connection. May be called more than once. */
  readonly close: () => Promise<void>
}

/**
 * Opens the database and brings its tables to the newest version. Waits for a server that does not answer yet.
 * @throws {DatabaseError} `database-in-use`, `database-missing`, `database-outdated`, `database-read-only`, `database-refused`, `database-unreachable`, `database-unusable`, `database-url-invalid`
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  // A statement on a connection that has fallen silent fails after both of its times: as late as one that gets no connection.
  const { acquireTimeoutMs = 5_000, statementTimeoutMs = 4_000, graceMs = 1_000 } = options
  const { exportsAtOnce = 2, onEvent = () => {} } = options
  const server = await reachServer(options, onEvent)
  try {
    await prepare(server, options, onEvent)
  } catch (error) {
    const closed = server.close()
    // Without this, PGlite would finish its current statement before it closes.
    if (options.signal?.aborted) server.fail?.('the start was aborted')
    await closed
    throw error
  }

  const answerMs = statementTimeoutMs + graceMs
  // A server that does not learn that a connection was cut would keep the locks of its transaction for hours.
  const settings = { statement_timeout: statementTimeoutMs, idle_in_transaction_session_timeout: answerMs }
  const limits = { acquireTimeoutMs, answerMs: answerMs || undefined }
  const { knex, renew } = connect(server, { ...limits, settings, poolMax: server.poolMax })
  const exports =
    server.kind === 'pglite'
      ? undefined
      : {
          knex: connect(server, { ...limits, settings: { ...settings, ...unread }, poolMax: exportsAtOnce }).knex,
          atOnce: exportsAtOnce,
        }
  watchPool(knex, onEvent)
  const disk = watchFullDisk(knex, { onEvent, hasRoom: server.hasRoom, everyMs: options.lookForRoomMs })
  knex.on('query-error', (error: unknown) => {
    if (isFatal(error)) server.fail?.(reasonOf(error))
  })
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= disk
      .close()
      .then(() => Promise.all([knex.destroy(), exports?.knex.destroy()]))
      .then(() => undefined)
      .finally(server.close)
    return closing
  }
  const ping = async () => {
    try {
      await knex.raw('select 1')
    } catch (error) {
      throw storageError(error)
    }
  }
  const pools = () => [poolState('main', knex), ...(exports ? [poolState('exports', exports.knex)] : [])]
  return { knex, exports, kind: server.kind, description: server.description, pools, renew, ping, close }
}

/** The time for which an export may leave its connection alone, since its reader takes nothing, in milliseconds. */
const unread = { idle_in_transaction_session_timeout: 60_000 }

async function reachServer(options: DatabaseOptions, onEvent: OnDatabaseEvent): Promise<DatabaseServer> {
  const {
    url,
    currentUrl,
    folder,
    reset = false,
    create = true,
    poolMax = 10,
    patienceMs = 60_000,
    tables = 'migrate',
    signal,
  } = options
  if (url === undefined) return startPglite({ folder, reset, create, signal, onEvent })
  if (reset) {
    throw new DatabaseError('database-refused', 'Only the built-in database can be reset, not a PostgreSQL server.')
  }
  return reachPostgresql({ url, currentUrl, poolMax, patienceMs, needsWrites: tables === 'migrate', signal, onEvent })
}

/** The connections of an instance beside its pools: for notices, and for the watch over the server. */
const besidePools = 2

/** Prepares the tables on a separate connection: a migration may take longer than the time limits of the service allow. */
async function prepare(server: DatabaseServer, options: DatabaseOptions, onEvent: OnDatabaseEvent): Promise<void> {
  const { knex } = connect(server, { poolMax: 1, acquireTimeoutMs: 60_000 })
  const { signal } = options
  try {
    await Promise.race([prepared(knex, server, options, onEvent), aborted(signal)])
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof DatabaseError) throw error
    const message = `${server.description}: the tables cannot be prepared: ${reasonOf(error)}`
    throw new DatabaseError('database-unusable', message, { cause: error })
  } finally {
    // An aborted start does not wait for running queries: PostgreSQL rolls them back when the connection ends.
    const ended = knex.destroy()
    if (signal?.aborted) ended.catch(() => undefined)
    else await ended
  }
}

async function prepared(
  knex: Knex,
  server: DatabaseServer,
  options: DatabaseOptions,
  onEvent: OnDatabaseEvent,
): Promise<void> {
  const { tables = 'migrate', seed = true, exportsAtOnce = 2, patienceMs = 60_000, signal } = options
  if (tables === 'leave') return
  if (server.kind === 'postgresql') {
    await checkServer(knex, { connections: server.poolMax + exportsAtOnce + besidePools, onEvent })
  }
  if (tables === 'await') await awaitTables(knex, { onEvent, signal, patienceMs })
  else await prepareDatabase(knex, { seed, onEvent, signal })
}

/** Reports whether the error has ended the session, as a failed write to the log of PostgreSQL does. PGlite has only one session. */
function isFatal(error: unknown): boolean {
  const severity = typeof error === 'object' && error !== null && 'severity' in error ? error.severity : undefined
  return severity === 'PANIC' || severity === 'FATAL'
}
