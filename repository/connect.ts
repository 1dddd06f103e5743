import knexFactory, { type Knex } from 'knex'
import type pg from 'pg'
import { answerLimit } from './answer-limit.js'
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

export interface ConnectOptions {
  /** The settings of each session. @default none */
  readonly settings?: Knex.PgConnectionConfig
  readonly poolMax: number
  /** The time for which a query waits for a free connection, in milliseconds. */
  readonly acquireTimeoutMs: number
  /** The time in which a statement must have its answer, in milliseconds. Its connection is then cut. @default any */
  readonly answerMs?: number | undefined
}

/** Returns a pool of connections, of which none is open yet. */
export function connect({ connection, currentUrl }: DatabaseServer, options: ConnectOptions): Connections {
  const { settings, poolMax, acquireTimeoutMs, answerMs } = options
  const limit = answerMs === undefined ? () => {} : answerLimit(answerMs)
  let usable = new WeakSet<object>()
  const knex = knexFactory({
    client: currentUrl === undefined ? 'pg' : presentClient(currentUrl),
    connection: { ...connection, ...settings, types: exactTypes },
    pool: {
      min: 0,
      max: poolMax,
      afterCreate(opened: pg.Client, done: () => void) {
        usable.add(opened)
        limit(opened)
        done()
      },
      validate: (opened: pg.Client) => usable.has(opened),
    },
    acquireConnectionTimeout: acquireTimeoutMs,
    compileSqlOnError: false,
    log: silentLog,
  })
  knex.on('query-error', (error: unknown, { sql }: Failed) => {
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

interface Failed {
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
