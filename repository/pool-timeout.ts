import type { Knex } from 'knex'
import { errorText } from './thrown-error.js'

/** The parts of knex's client that concern the wait for a connection. */
interface PooledClient {
  acquireConnection(): Promise<unknown>
  readonly pool: { readonly max: number; numUsed(): number }
}

/**
 * Lets the error of a query that got no connection in time say why. knex guesses that a transaction was forgotten, which sends the reader of
 * the log to the program.
 */
export function nameTimeouts(knex: Knex, acquireTimeoutMs: number): void {
  const client: PooledClient = knex.client
  const acquire = client.acquireConnection.bind(client)
  client.acquireConnection = () =>
    acquire().catch((error: unknown) => {
      if (!errorText(error).startsWith('Knex: Timeout acquiring a connection')) throw error
      const { max } = client.pool
      const reason =
        client.pool.numUsed() < max
          ? 'the database opened no connection'
          : `the pool is exhausted: all of its ${max} connections were in use`
      throw new Error(`timeout after ${acquireTimeoutMs} ms: ${reason}`)
    })
}
