import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import PostgresClient from 'knex/lib/dialects/postgres/index.js'

/** The pauses after which a refused password is looked up again, in milliseconds: its new value may arrive a moment after the change. */
const pausesMs = [100, 300, 900]

/**
 * Returns knex's client of PostgreSQL with one difference: it asks for the present URL before each connection, because passwords and users
 * may change while the service runs. Connections that are open stay open. (A `connection` function of knex cannot do that: while its
 * `expirationChecker` is true, knex also closes every connection that it takes from the pool.)
 */
export function presentClient(currentUrl: () => Promise<string | undefined>): typeof Knex.Client {
  return class extends PostgresClient {
    override async acquireRawConnection() {
      await this.#useUrl()
      for (const pauseMs of pausesMs) {
        try {
          return await super.acquireRawConnection()
        } catch (error) {
          if (!isRefused(error)) throw error
          await pause(pauseMs)
          await this.#useUrl()
        }
      }
      return super.acquireRawConnection()
    }

    async #useUrl(): Promise<void> {
      const connectionString = await currentUrl()
      if (connectionString !== undefined) this.connectionSettings = { ...this.connectionSettings, connectionString }
    }
  }
}

/** Reports whether PostgreSQL refuses the password or the user (class 28). */
function isRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('28')
}
