import knexFactory, { type Knex } from 'knex'
import type { DatabaseServer } from './database-server.js'
import { exactTypes } from './exact-types.js'
import { nameTimeouts } from './pool-timeout.js'
import { presentClient } from './present-client.js'
import { errorText } from './thrown-error.js'

/** A pool of connections to a server. */
export interface Connections {
  readonly knex: Knex
  /** Lets no connection that is open now be used again. Queries that run go on. */
  readonly renew: () => void
}

/**
 * Returns a pool of connections, of which none is open yet.
 * @param limits settings of each session
 * @param acquireTimeoutMs the time for which a query waits for a free connection, in milliseconds
 */
export function connect(
  { connection, currentUrl }: DatabaseServer,
  limits: Knex.PgConnectionConfig,
  poolMax: number,
  acquireTimeoutMs: number,
): Connections {
  const silent = new Set<string>()
  let usable = new WeakSet<object>()
  const knex = knexFactory({
    client: currentUrl === undefined ? 'pg' : presentClient(currentUrl),
    connection: { ...connection, ...limits, types: exactTypes },
    pool: {
      min: 0,
      max: poolMax,
      afterCreate(opened: Identified, done: () => void) {
        usable.add(opened)
        done()
      },
      validate: (opened: Identified) => !silent.delete(opened.__knexUid) && usable.has(opened),
    },
    acquireConnectionTimeout: acquireTimeoutMs,
    compileSqlOnError: false,
    log: silentLog,
  })
  // `pg` gives up a query after its time limit, but the connection still waits for the answer. If the network drops packets silently, it
  // waits forever. Such a connection must leave the pool.
  knex.on('query-error', (error: unknown, { __knexUid, sql }: Failed) => {
    if (errorText(error).endsWith('Query read timeout')) silent.add(__knexUid)
    // knex puts the statement first. It may be long, and texts in the log are cut at their end.
    const before = `${sql} - `
    if (error instanceof Error && error.message.startsWith(before)) {
      error.message = `${error.message.slice(before.length)}${statementAfter}${sql}`
    }
  })
  nameTimeouts(knex, acquireTimeoutMs)
  const renew = () => {
    usable = new WeakSet()
  }
  return { knex, renew }
}

/** The ids that knex gives a connection and its queries. */
interface Identified {
  readonly __knexUid: string
}

interface Failed extends Identified {
  readonly sql: string
}

/** The words between the reason of a failed statement and the statement. */
const statementAfter = ' - in the statement: '

/** Returns the reason of the database, without the statement. */
export function reasonOf(error: unknown): string {
  return errorText(error).split(statementAfter, 1)[0] ?? ''
}

/** A logger without output. knex throws everything that it logs, so nothing is lost. */
const silentLog = { warn() {}, error() {}, deprecate() {}, debug() {} }
