import type { Knex } from 'knex'
import type { OnDatabaseEvent } from './database-event.js'

export interface StartUpChecks {
  /** The most connections of one instance at once. */
  readonly connections: number
  readonly onEvent: OnDatabaseEvent
}

/** The oldest major version of PostgreSQL that the service supports. */
export const oldestSupported = 14

/** The data that may be lost while a setting is off. */
const risks = {
  fsync: 'A crash of the machine may destroy the whole database.',
  synchronous_commit: 'A crash of the database loses the latest acknowledged orders.',
  full_page_writes: 'A crash of the machine may leave half-written pages, which destroys data.',
} as const

/**
 * Looks at the version, the settings and the connections of a PostgreSQL server. Reports each finding as `database-check`. The
 * service goes on: only the person who runs it knows what may be lost.
 */
export async function checkServer(knex: Knex, { connections, onEvent }: StartUpChecks): Promise<void> {
  const report = (setting: string, value: string | number, message: string) =>
    onEvent({ name: 'database-check', setting, value: String(value), message })
  const { rows } = await knex.raw(`
    select current_setting('server_version_num')::integer / 10000 as version, current_setting('server_version') as full_version,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes,
      (select count(distinct pid)::integer from pg_stat_activity
        where application_name = 'endware-notices' and datname = current_database()) as others,
      current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer as connections`)
  const [server] = rows

  if (server.version < oldestSupported) {
    const supported = `Versions from ${oldestSupported} are supported`
    report('server_version', server.full_version, `PostgreSQL ${server.full_version} is too old. ${supported}.`)
  }
  for (const [setting, risk] of Object.entries(risks)) {
    if (server[setting] === 'off') report(setting, 'off', `PostgreSQL runs with ${setting} off. ${risk}`)
  }
  // Each instance that runs has one connection for notices.
  const instances = server.others + 1
  if (instances * connections > server.connections) {
    const all = instances === 1 ? '' : `, and with the ${server.others} that run already ${instances * connections}`
    const message = `This instance may open ${connections} connections (DATABASE_POOL, EXPORTS_AT_ONCE and 2 more)${all}. PostgreSQL has ${server.connections} for all instances (max_connections).`
    report('max_connections', server.connections, message)
  }
}
