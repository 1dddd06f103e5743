import type { Knex } from 'knex'
import type { OnDatabaseEvent } from './database-event.js'
import { errorText } from './thrown-error.js'

/** The part of the pool of knex that concerns the wait for a connection. */
interface PoolEvents {
  on(event: 'acquireFail', listener: (id: number, error: unknown) => void): unknown
  on(event: 'acquireSuccess', listener: () => void): unknown
  readonly max: number
  numUsed(): number
  numPendingAcquires(): number
}

/**
 * Reports once that a query found no free connection in time, and once that nobody waits for one any more, however many queries that
 * concerns.
 */
export function watchPool(knex: Knex, onEvent: OnDatabaseEvent): void {
  const pool: PoolEvents = knex.client.pool
  let isExhausted = false
  pool.on('acquireFail', (_, error) => {
    // A database that makes no connections is not a matter of the pool.
    if (isExhausted || !/timed out/.test(errorText(error)) || pool.numUsed() < pool.max) return
    isExhausted = true
    onEvent({ name: 'pool-exhausted', message: 'No connection to the database was free in time.' })
  })
  pool.on('acquireSuccess', () => {
    if (!isExhausted || pool.numPendingAcquires() > 0) return
    isExhausted = false
    onEvent({ name: 'pool-available', message: 'There are free connections to the database again.' })
  })
}
