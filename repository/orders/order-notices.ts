import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { OrderNoticeListener, OrderNotices } from '../../domain/orders/order-notices.js'
import { connectionFailure } from '../connection-failure.js'
import type { OnDatabaseEvent } from '../database-event.js'

export interface PostgresqlNoticesOptions {
  /** The URL of a PostgreSQL server that keeps sessions. PgBouncer in transaction mode does not. */
  readonly url: string
  /** Returns the URL as it is now, with the present password. It is called before each connection. @default `url` */
  readonly currentUrl?: () => Promise<string | undefined>
  readonly onEvent: OnDatabaseEvent
  /** The interval of checks of the connection, in milliseconds. @default 20000 */
  readonly checkMs?: number
  /** The time limit of an answer, in milliseconds. @default 5000 */
  readonly answerMs?: number
}

/** Notices that all processes get. */
export interface SharedNotices extends OrderNotices {
  /** Connects, and stays connected until `close`. Notices are local before. */
  start(): void
  /** Ends the connection. Only listeners of this process get notices afterwards. */
  close(): Promise<void>
}

const channel = 'endware_orders'
const notPassedOn = new Error('notices are not passed on; DATABASE_LISTEN_URL must lead to PostgreSQL itself')
const [firstPauseMs, longestPauseMs] = [250, 10_000]

/** The time for which notices are gathered before they are sent together, in milliseconds. */
const gatherMs = 5

/**
 * Returns notices by LISTEN and NOTIFY, on a separate connection that is opened again when it is lost. NOTIFY is not part of the
 * transactions that change orders: it takes a lock of the whole server at COMMIT, so orders would wait for the disk one after the other.
 *
 * @see docs/decisions/notices-beside-transactions.md
 */
export function postgresqlNotices(options: PostgresqlNoticesOptions): SharedNotices {
  const { url, currentUrl, onEvent, checkMs = 20_000, answerMs = 5_000 } = options
  const instance = randomUUID()
  const listeners = new Set<OrderNoticeListener>()
  const gathered = new Set<string>()
  const closing = new AbortController()
  let connected: pg.Client | undefined
  let isLost = false
  let gathering: NodeJS.Timeout | undefined

  const tell: OrderNoticeListener = (id) => {
    for (const listener of listeners) listener(id)
  }

  /** The last query on the connection, which takes one at a time. */
  let last: Promise<unknown> = Promise.resolve()

  function inTurn(query: () => Promise<unknown>): Promise<unknown> {
    const result = last.then(query)
    last = result.catch(() => undefined)
    return result
  }

  /** Sends what has been gathered when its turn comes. A lost notice has no lasting effect, because watches also query the versions at intervals. */
  function flush(): Promise<unknown> {
    const sending = inTurn(async () => {
      gathering = undefined
      const notices = [...gathered].map((id) => `${instance} ${id}`)
      gathered.clear()
      if (notices.length === 0) return
      await connected?.query('select pg_notify($1, notice) from unnest($2::text[]) as notice', [channel, notices])
    })
    return sending.catch(() => undefined)
  }

  /** Listens until the connection is lost. Resolves to the reason. */
  async function listenOnce(): Promise<unknown> {
    const connection = {
      connectionString: (await currentUrl?.()) ?? url,
      keepAlive: true,
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
    }
    const client = new pg.Client({ ...connection, application_name: 'endware-notices' })
    const lost = new Promise<unknown>((resolve) => {
      client.once('error', resolve)
      client.once('end', () => resolve(new Error('the connection has ended')))
    })
    client.on('error', () => undefined)
    client.on('notification', ({ payload = '' }) => {
      const [sender, id] = payload.split(' ', 2)
      if (sender !== instance && id) tell(id)
    })
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      const failure = await Promise.race([lost, unheard(client, connection)])
      if (failure !== undefined) return failure
      connected = client
      if (isLost) onEvent({ name: 'notices-restored', message: 'Notices of other instances arrive again.' })
      isLost = false
      tell(undefined) // Changes may have been missed during the outage.
      return await Promise.race([lost, silent(client)])
    } catch (error) {
      return error
    } finally {
      connected = undefined
      const ended = client.end().catch(() => undefined)
      if (closing.signal.aborted) await Promise.race([ended, pause(answerMs, undefined, { ref: false })])
    }
  }

  /**
   * Sends a notice from another session and waits for it. Resolves to the failure when it does not arrive: PgBouncer in transaction mode
   * takes a LISTEN, and passes no notice on.
   */
  async function unheard(client: pg.Client, connection: pg.ClientConfig): Promise<unknown> {
    const heard = new Promise<undefined>((resolve) => {
      client.on('notification', ({ payload }) => payload === instance && resolve(undefined))
    })
    const other = new pg.Client({ ...connection, application_name: 'endware' })
    other.on('error', () => undefined)
    try {
      await other.connect()
      await other.query('select pg_notify($1, $2)', [channel, instance])
      return await Promise.race([heard, pause(answerMs, notPassedOn, { signal: closing.signal, ref: false })])
    } catch (error) {
      return error
    } finally {
      await other.end().catch(() => undefined)
    }
  }

  /** Resolves when the connection no longer answers. A cut network gives no other sign. */
  async function silent(client: pg.Client): Promise<unknown> {
    try {
      for (;;) {
        await pause(checkMs, undefined, { signal: closing.signal, ref: false })
        await inTurn(() => client.query('select 1'))
      }
    } catch (error) {
      return error
    }
  }

  async function run(): Promise<void> {
    for (let failures = 0; ; ) {
      const since = performance.now()
      const reason = await listenOnce()
      if (closing.signal.aborted) return
      // After a connection that lasted for some time, the count of failures begins again.
      if (performance.now() - since > longestPauseMs) failures = 0
      failures += 1
      if (!isLost) {
        const message = `Notices of other instances do not arrive: ${connectionFailure(reason).reason}. Orders are looked at more often.`
        onEvent({ name: 'notices-lost', message })
        isLost = true
      }
      const next = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)
      await pause(next, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    }
  }

  let ended: Promise<void> | undefined
  return {
    start() {
      ended ??= run()
    },
    get isComplete() {
      return connected !== undefined
    },
    send(id) {
      tell(id)
      if (connected === undefined || closing.signal.aborted) return
      gathered.add(id)
      gathering ??= setTimeout(flush, gatherMs).unref()
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      clearTimeout(gathering)
      const isSent = await Promise.race([flush().then(() => true), pause(answerMs, false, { ref: false })])
      closing.abort()
      if (isSent) await ended
    },
  }
}
