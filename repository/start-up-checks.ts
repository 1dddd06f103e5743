import type { Knex } from 'knex'
import type { OnDatabaseEvent } from './database-event.js'

export interface StartUpChecks {
  /** The most connections of one instance at once. */
  readonly connections: number
  readonly onEvent: OnDatabaseEvent
  /** Returns the time of this machine, in milliseconds since 1970. @default Date.now */
  readonly clock?: (() => number) | undefined
}

/** The oldest major version of PostgreSQL that the service supports. */
export const oldestSupported = 14

/** The difference of the clocks from which there is a warning, in milliseconds. */
const clockLimitMs = 5_000

/** The data that may be lost while a setting is off. */
const risks = {
  fsync: 'A crash of the machine may destroy the whole database.',
  synchronous_commit: 'A crash of the database loses the latest acknowledged orders.',
  full_page_writes: 'A crash of the machine may leave half-written pages, which destroys data.',
} as const

/**
 * Looks at the version, the settings, the clock and the connections of a PostgreSQL server. Reports each finding as `database-check`. The
 * service goes on: only the person who runs it knows what may be lost.
 */
export async function checkServer(
  knex: Knex,
  { connections, onEvent, clock = Date.now }: StartUpChecks,
): Promise<void> {
  const report = (setting: string, value: string | number, message: string) =>
    onEvent({ name: 'database-check', setting, value: String(value), message })
  const sent = clock()
  const { rows } = await knex.raw(`
    select current_setting('server_version_num')::integer / 10000 as version, current_setting('server_version') as full_version,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
      (select count(distinct pid)::integer from pg_stat_activity
        where application_name = 'endware-notices' and datname = current_database()) as others,
      current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer as connections`)
  const received = clock()
  const [server] = rows

  if (server.version < oldestSupported) {
    const supported = `Versions from ${oldestSupported} are supported`
    report('server_version', server.full_version, `PostgreSQL ${server.full_version} is too old. ${supported}.`)
  }
  for (const [setting, risk] of Object.entries(risks)) {
    if (server[setting] === 'off') report(setting, 'off', `PostgreSQL runs with ${setting} off. ${risk}`)
  }
  // The clock of the database was read at some moment between the two readings of this process.
  const ahead = Math.round(Number(server.now) - (sent + received) / 2)
  if (Math.abs(ahead) - (received - sent) / 2 >= clockLimitMs) {
    const way = ahead > 0 ? 'ahead of' : 'behind'
    const message = `The clock of the database is ${Math.abs(ahead) / 1000} s ${way} that of this machine. Deadlines of payments are wrong by that.`
    report('clock', `${ahead} ms`, message)
  }
  // Each instance that runs has one connection for notices.
  const instances = server.others + 1
  if (instances * connections > server.connections) {
    const all = instances === 1 ? '' : `, and with the ${server.others} that run already ${instances * connections}`
    const message = `This instance may open ${connections} connections (DATABASE_POOL, EXPORTS_AT_ONCE and 2 more)${all}. PostgreSQL has ${server.connections} for all instances (max_connections).`
    report('max_connections', server.connections, message)
  }
}
