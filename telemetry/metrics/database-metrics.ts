import type { Instruments } from './instruments.js'
import { type Reading, reading } from './reading.js'

/** The state of a pool of connections at a moment. */
export interface PoolState {
  /** From a fixed list: `main`, `exports`. */
  readonly name: string
  readonly used: number
  readonly idle: number
  /** The number of queries that wait for a connection. */
  readonly waiting: number
  /** The most connections that the pool opens. */
  readonly max: number
}

/** The state of the outbox at a moment. */
export interface WaitingEvents {
  readonly waiting: number
  readonly parked: number
  /** The time of the oldest waiting event; absent when none waits. */
  readonly oldestAt?: Date | undefined
}

/** The sources of the metrics of the database. */
export interface DatabaseSources {
  /** Returns the states of the pools, without a query. */
  pools(): readonly PoolState[]
  /** Reads the state of the outbox, with a query. */
  outbox(): Promise<WaitingEvents>
}

/** The metrics of the database. */
export interface DatabaseMetrics {
  /** Gives the sources, once the database is open. Before that, the database counts as down and nothing else is known of it. */
  watch(sources: DatabaseSources): void
  /** Counts a statement that took this time. Never throws. */
  statement(seconds: number): void
  /** Notes the clock of the database minus that of this machine. Never throws. */
  clock(aheadMs: number): void
  /** Reads what needs a query, at most once in ten seconds. Resolves within a second, whatever the database does. Never rejects. */
  refresh(): Promise<void>
}

/** The upper bounds of the histogram of statements, in seconds. The time limit of a statement is 5 seconds. */
const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** The pause between queries for metrics, and the longest wait for one, in milliseconds. */
const pace = { everyMs: 10_000, patienceMs: 1_000 }

export function databaseMetrics(make: Instruments): DatabaseMetrics {
  let watched: { readonly pools: DatabaseSources['pools']; readonly outbox: Reading<WaitingEvents> } | undefined
  let outbox: WaitingEvents | undefined

  make.gauge('shop_database_up', (gauge) => gauge.set(outbox === undefined ? 0 : 1))
  make.gauge('shop_outbox_waiting_events', (gauge) => outbox && gauge.set(outbox.waiting))
  make.gauge('shop_outbox_parked_events', (gauge) => outbox && gauge.set(outbox.parked))
  make.gauge('shop_outbox_oldest_age_seconds', (gauge) => outbox && gauge.set(ageOf(outbox)))

  const statement = make.histogram('db_client_operation_duration_seconds', buckets)({})
  const clock = make.gauge('shop_database_clock_difference_seconds')
  const pools = () => watched?.pools() ?? []
  make.gauge('db_client_connection_count', (gauge) => {
    for (const { name, used, idle } of pools()) {
      const pool = { db_client_connection_pool_name: name }
      gauge.set({ ...pool, db_client_connection_state: 'used' }, used)
      gauge.set({ ...pool, db_client_connection_state: 'idle' }, idle)
    }
  })
  make.gauge('db_client_connection_max', (gauge) => {
    for (const { name, max } of pools()) gauge.set({ db_client_connection_pool_name: name }, max)
  })
  make.gauge('db_client_connection_pending_requests', (gauge) => {
    for (const { name, waiting } of pools()) gauge.set({ db_client_connection_pool_name: name }, waiting)
  })

  return {
    watch: (sources) => {
      watched = { pools: sources.pools, outbox: reading(sources.outbox, pace) }
    },
    statement,
    clock: (aheadMs) => clock.set(aheadMs / 1000),
    refresh: async () => {
      outbox = await watched?.outbox()
    },
  }
}

/** Returns the age of the oldest waiting event in seconds; 0 when none waits. */
function ageOf({ oldestAt }: WaitingEvents): number {
  return oldestAt === undefined ? 0 : Math.max(0, Date.now() - oldestAt.getTime()) / 1000
}
