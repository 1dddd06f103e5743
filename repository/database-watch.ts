import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type ClockDifference, clockDifference, clockWatch } from './clock-watch.js'
import { connectionFailure } from './connection-failure.js'
import type { OnDatabaseEvent } from './database-event.js'
import { errorCode, errorText } from './thrown-error.js'

/** A way to a database. */
interface Way {
  readonly url: string
  /** Returns the URL with the password of the moment. @default `url` */
  readonly currentUrl?: () => Promise<string | undefined>
}

/** The `url` is that of a PostgreSQL server; with a PgBouncer, that of the server behind it. */
export interface DatabaseWatchOptions extends Way {
  /** The way through a PgBouncer. */
  readonly pooled?: Way | undefined
  readonly onEvent: OnDatabaseEvent
  /** Receives the reason of an outage, after each check during it. */
  readonly onReason?: (reason: string) => void
  /** Receives the clock of the server minus that of this machine, in milliseconds, after each check that succeeds. */
  readonly onClock?: (aheadMs: number) => void
  /** Returns the time of this machine, in milliseconds since 1970. @default Date.now */
  readonly clock?: () => number
  /** The pause between two checks, in milliseconds. @default 2000 */
  readonly everyMs?: number
  /** The time limit of an answer, in milliseconds. @default 2000 */
  readonly answerMs?: number
}

/** A watch over a PostgreSQL server. */
export interface DatabaseWatch {
  /** Looks at once, on a new connection: settings of a role or database hold for new sessions alone. */
  refresh(): void
  close(): Promise<void>
}

/** PostgreSQL's state of a session that an administrator ended. */
const terminated = '57P01'

/** The number of connections in a row that may be cut before the server counts as lost. */
const mostTries = 3

/** PostgreSQL's state of a server without a free connection. */
const tooManyConnections = '53300'

/** Reports whether a PgBouncer, or the server behind it, has no connection to give, or none in time. */
function isBusy(error: unknown): boolean {
  const busyText = /no more connections allowed|timeout expired$|Query read timeout$/
  return errorCode(error) === tooManyConnections || busyText.test(errorText(error))
}

const looking = `
  select current_setting('transaction_read_only') = 'on' as read_only,
    (extract(epoch from clock_timestamp()) * 1000)::float8 as now`

/** The state of a server at one look. */
type Seen = { readonly reason: string; readonly isPooled?: true } | (Settings & { readonly reason?: undefined })

interface Settings {
  readonly isReadOnly: boolean
  readonly difference: ClockDifference
}

/**
 * Looks at intervals whether the server answers and takes writes, on a connection of its own: a pool without a free connection says
 * nothing about the server. Looks whether a PgBouncer takes connections, too. Reports each change once: `database-lost`, `database-restored`,
 * `database-read-only`, `database-writable`, `clock-differs`, `clock-agrees`.
 */
export function watchPostgresql(options: DatabaseWatchOptions): DatabaseWatch {
  const { pooled, onEvent, onReason, onClock, clock = Date.now, everyMs = 2_000, answerMs = 2_000 } = options
  const reportClock = clockWatch(onEvent)
  const closing = new AbortController()
  let waking = new AbortController()
  let isStale = false
  let client: pg.Client | undefined
  let isLost = false
  let isReadOnly = false

  async function connected({ url, currentUrl }: Way): Promise<pg.Client> {
    const made = new pg.Client({
      connectionString: (await currentUrl?.()) ?? url,
      application_name: 'endware-watch',
      keepAlive: true,
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
    })
    made.on('error', () => undefined)
    await made.connect().catch((error: unknown) => {
      void made.end().catch(() => undefined)
      throw error
    })
    return made
  }

  function disconnect(): void {
    void client?.end().catch(() => undefined)
    client = undefined
  }

  async function look(tries = mostTries): Promise<Seen> {
    const isFirst = client === undefined
    try {
      client ??= await connected(options)
      const sent = clock()
      const { rows } = await client.query(looking)
      return { isReadOnly: rows[0].read_only, difference: clockDifference(Number(rows[0].now), sent, clock()) }
    } catch (error) {
      disconnect()
      // A connection that was cut says nothing about the server, and a late one may have waited for this process. A new one says more.
      const { reason } = connectionFailure(error)
      const isLate = reason === 'there was no answer in time' && tries === mostTries
      const isCut = !isFirst || errorCode(error) === terminated || reason === 'the connection was cut'
      return (isCut || isLate) && tries > 1 && !closing.signal.aborted ? look(tries - 1) : { reason }
    }
  }

  /** Looks through a PgBouncer, on a new connection: an old one does not say whether it takes further ones. */
  async function lookThrough(way: Way, tries = mostTries): Promise<string | undefined> {
    let made: pg.Client | undefined
    try {
      made = await connected(way)
      await made.query('select 1')
      return undefined
    } catch (error) {
      // A PgBouncer without a free connection says no more than a pool without one, which works.
      if (isBusy(error)) return undefined
      const { reason } = connectionFailure(error)
      if (made === undefined) return reason
      return tries > 1 && !closing.signal.aborted ? lookThrough(way, tries - 1) : reason
    } finally {
      void made?.end().catch(() => undefined)
    }
  }

  async function lookAtAll(): Promise<Seen> {
    const seen = await look()
    if (pooled === undefined || seen.reason !== undefined || closing.signal.aborted) return seen
    const reason = await lookThrough(pooled)
    return reason === undefined ? seen : { reason, isPooled: true }
  }

  function report(seen: Seen): void {
    if (seen.reason !== undefined) {
      const { reason, isPooled } = seen
      const place = isPooled ? ' at the PgBouncer of DATABASE_URL' : ''
      if (!isLost)
        onEvent({ name: 'database-lost', message: `The database does not answer${place}: ${reason}.`, reason })
      isLost = true
      onReason?.(reason)
      return
    }
    if (isLost) onEvent({ name: 'database-restored', message: 'The database answers again.' })
    isLost = false
    onClock?.(seen.difference.aheadMs)
    reportClock(seen.difference)
    if (seen.isReadOnly === isReadOnly) return
    isReadOnly = seen.isReadOnly
    if (isReadOnly)
      onEvent({ name: 'database-read-only', message: 'The database is read-only: changes are answered 503.' })
    else onEvent({ name: 'database-writable', message: 'The database takes changes again.' })
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      if (isStale || isReadOnly) disconnect()
      isStale = false
      const seen = await lookAtAll()
      if (closing.signal.aborted) break
      report(seen)
      waking = new AbortController()
      if (isStale) continue
      const signal = AbortSignal.any([closing.signal, waking.signal])
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
    disconnect()
  }

  const ended = run()
  return {
    refresh() {
      if (isReadOnly) return
      isStale = true
      waking.abort()
    },
    async close() {
      closing.abort()
      disconnect()
      await ended
    },
  }
}
