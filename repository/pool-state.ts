import type { Knex } from 'knex'

/** The state of a pool of connections at a moment. */
export interface PoolState {
  readonly name: string
  readonly used: number
  readonly idle: number
  /** The number of queries that wait for a connection. */
  readonly waiting: number
  /** The maximum number of connections. */
  readonly max: number
}

/** The part of the pool of knex that tells its state. */
interface Pool {
  readonly max: number
  numUsed(): number
  numFree(): number
  numPendingAcquires(): number
}

/** Returns the state of the pool of `knex`. A pool that was closed is empty. */
export function poolState(name: string, knex: Knex): PoolState {
  const pool: Pool | undefined = knex.client.pool
  if (pool === undefined) return { name, used: 0, idle: 0, waiting: 0, max: 0 }
  return {
    name,
    used: pool.numUsed(),
    idle: pool.numFree(),
    waiting: pool.numPendingAcquires(),
    max: pool.max,
  }
}
