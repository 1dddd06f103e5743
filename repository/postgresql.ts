import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { aborted } from './aborted.js'
import { connectionFailure } from './connection-failure.js'
import { DatabaseError } from './database-error.js'
import type { OnDatabaseEvent } from './database-event.js'
import type { DatabaseServer } from './database-server.js'

export interface PostgresqlOptions {
  readonly url: string
  readonly poolMax: number
  /** The time to wait for a server that does not answer yet, in milliseconds. */
  readonly patienceMs: number
  readonly signal?: AbortSignal | undefined
  readonly onEvent: OnDatabaseEvent
}

const connectTimeoutMs = 5_000
const firstPauseMs = 250
const longestPauseMs = 5_000

/**
 * Waits until the PostgreSQL server accepts a connection, trying again after ever longer pauses.
 * @throws {DatabaseError} `database-url-invalid`; `database-refused` at once when waiting can not help, as with a wrong password;
 * `database-unreachable` when it still does not answer after `patienceMs`
 */
export async function reachPostgresql(options: PostgresqlOptions): Promise<DatabaseServer> {
  const { url, poolMax } = options
  const connection = {
    connectionString: url,
    application_name: 'endware',
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  }
  const { address, database } = place(connection)
  await answer(connection, address, options)
  return {
    kind: 'postgresql',
    description: `PostgreSQL at ${address}, database ${database}`,
    connection,
    poolMax,
    close: async () => {},
  }
}

async function answer(connection: pg.ClientConfig, address: string, options: PostgresqlOptions): Promise<void> {
  const { patienceMs, signal, onEvent } = options
  const deadline = performance.now() + patienceMs
  const stopped = aborted(signal)
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted()
    const failure = await Promise.race([tried(connection), stopped])
    if (failure === undefined) return

    const { reason, passing } = connectionFailure(failure)
    const options = { cause: failure }
    if (!passing) {
      throw new DatabaseError(
        'database-refused',
        `The database at ${address} refuses the connection: ${reason}.`,
        options,
      )
    }
    const retryInMs = Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs, deadline - performance.now())
    if (retryInMs <= 0) {
      const message = `The database at ${address} can not be reached: ${reason}. Given up after ${seconds(patienceMs)}.`
      throw new DatabaseError('database-unreachable', message, options)
    }
    const message = `The database at ${address} can not be reached: ${reason}; next try in ${seconds(retryInMs)}.`
    onEvent({ name: 'database-unreachable', message, address, reason, attempt, retryInMs })
    await pause(retryInMs, undefined, { signal })
  }
}

async function tried(connection: pg.ClientConfig): Promise<unknown> {
  const client = new pg.Client(connection)
  // A connection that is cut while it is being closed has nobody else to tell.
  client.on('error', () => {})
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return error ?? new Error('unknown failure')
  } finally {
    await client.end().catch(() => {})
  }
}

function place(connection: pg.ClientConfig): { address: string; database: string } {
  try {
    if (!/^postgres(ql)?:\/\//.test(connection.connectionString ?? '')) throw new TypeError('no PostgreSQL URL')
    const { host, port, database = '' } = new pg.Client(connection)
    return { address: host.startsWith('/') ? host : `${host}:${port}`, database }
  } catch {
    // The failure itself is kept back, since it may repeat the URL with its password.
    const message = 'The URL of the database is not valid; it looks like postgresql://user:password@host:5432/name.'
    throw new DatabaseError('database-url-invalid', message)
  }
}

function seconds(milliseconds: number): string {
  return `${Math.max(milliseconds / 1000, 0.1).toFixed(1)} s`
}
