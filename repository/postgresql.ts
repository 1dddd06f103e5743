import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { aborted } from './aborted.js'
import { connectionFailure } from './connection-failure.js'
import { DatabaseError } from './database-error.js'
import type { OnDatabaseEvent } from './database-event.js'
import type { DatabaseServer } from './database-server.js'

export interface PostgresqlOptions {
  readonly url: string
  readonly currentUrl?: (() => Promise<string | undefined>) | undefined
  readonly poolMax: number
  /** The time for which the start waits for a server that does not answer yet, in milliseconds. */
  readonly patienceMs: number
  /** True to wait until the server takes changes, too: a replica does not. */
  readonly needsWrites?: boolean
  readonly signal?: AbortSignal | undefined
  readonly onEvent: OnDatabaseEvent
}

const connectTimeoutMs = 5_000
const firstPauseMs = 250
const longestPauseMs = 5_000

/**
 * Waits until the PostgreSQL server accepts a connection. The pauses between tries grow.
 * @throws {DatabaseError} `database-url-invalid`; `database-refused` at once when another try cannot succeed, as with a wrong password;
 * `database-unreachable` when the server still does not answer after `patienceMs`, `database-read-only` when it still takes no changes
 */
export async function reachPostgresql(options: PostgresqlOptions): Promise<DatabaseServer> {
  const { url, currentUrl, poolMax } = options
  const connection = {
    connectionString: url,
    application_name: 'endware',
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  }
  const { address, database } = await answer(connection, options)
  return {
    kind: 'postgresql',
    description: `PostgreSQL at ${address}, database ${database}`,
    connection,
    currentUrl,
    poolMax,
    close: async () => {},
  }
}

async function answer(connection: pg.ClientConfig, options: PostgresqlOptions): Promise<Place> {
  const { url, currentUrl = async () => url, patienceMs, needsWrites = false, signal, onEvent } = options
  const deadline = performance.now() + patienceMs
  const stopped = aborted(signal)
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted()
    // A password, or the whole URL, may change during the wait.
    const connectionString = (await Promise.race([currentUrl(), stopped])) ?? url
    const present = { ...connection, connectionString }
    const { address, database } = place(present)
    const failure = await Promise.race([tried(present, needsWrites), stopped])
    if (failure === undefined) return { address, database }

    const { reason, passing } = failure === readOnly ? waiting : connectionFailure(failure)
    const options = { cause: failure }
    if (!passing) {
      if (((await currentUrl()) ?? url) !== connectionString) continue
      throw new DatabaseError(
        'database-refused',
        `The database at ${address} refuses the connection: ${reason}.`,
        options,
      )
    }
    const retryInMs = Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs, deadline - performance.now())
    if (failure === readOnly) {
      const state = `The database at ${address} is read-only: it is a replica, or default_transaction_read_only is on.`
      if (retryInMs <= 0)
        throw new DatabaseError('database-read-only', `${state} Given up after ${seconds(patienceMs)}.`)
      const message = `${state} The start waits; next try in ${seconds(retryInMs)}.`
      onEvent({ name: 'database-awaits-writes', message, attempt, retryInMs })
      await pause(retryInMs, undefined, { signal })
      continue
    }
    if (retryInMs <= 0) {
      const message = `The database at ${address} cannot be reached: ${reason}. Given up after ${seconds(patienceMs)}.`
      throw new DatabaseError('database-unreachable', message, options)
    }
    const message = `The database at ${address} cannot be reached: ${reason}; next try in ${seconds(retryInMs)}.`
    onEvent({ name: 'database-unreachable', message, address, reason, attempt, retryInMs })
    await pause(retryInMs, undefined, { signal })
  }
}

/** The failure of a server that answers and takes no changes. */
const readOnly = new Error('the server is read-only')
const waiting = { reason: readOnly.message, passing: true }

async function tried(connection: pg.ClientConfig, needsWrites: boolean): Promise<unknown> {
  const client = new pg.Client(connection)
  // `pg` emits an error when the connection is cut during `end`. Without a listener it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    if (!needsWrites) return undefined
    const { rows } = await client.query(`select current_setting('transaction_read_only') = 'on' as read_only`)
    return rows[0].read_only ? readOnly : undefined
  } catch (error) {
    return error ?? new Error('unknown failure')
  } finally {
    await client.end().catch(() => {})
  }
}

/** The place of a database, for people. */
interface Place {
  /** Host and port, or the path of the socket. */
  readonly address: string
  readonly database: string
}

function place(connection: pg.ClientConfig): Place {
  try {
    if (!/^postgres(ql)?:\/\//.test(connection.connectionString ?? '')) throw new TypeError('no PostgreSQL URL')
    const { host, port, database = '' } = new pg.Client(connection)
    return { address: host.startsWith('/') ? host : `${host}:${port}`, database }
  } catch {
    // The original error is not the cause here: it may contain the URL with its password.
    const message = 'The URL of the database is not valid. It must be like postgresql://user:password@host:5432/name.'
    throw new DatabaseError('database-url-invalid', message)
  }
}

function seconds(milliseconds: number): string {
  return `${Math.max(milliseconds / 1000, 0.1).toFixed(1)} s`
}
