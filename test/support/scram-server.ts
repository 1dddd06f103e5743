import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { startPostgresqlBinaries } from './postgresql-binaries.mjs'

/** A PostgreSQL server that asks for passwords, with a role and a database named `shop`. */
export interface ScramServer {
  readonly urlOf: (role: string, password: string) => string
  /** Runs a statement as the superuser. */
  readonly query: (statement: string) => Promise<readonly Record<string, unknown>[]>
  readonly stop: () => Promise<void>
}

/** Starts a server. Resolves to `undefined` when this machine has no binaries for it. */
export async function scramServer(): Promise<ScramServer | undefined> {
  const password = randomUUID()
  const server = await startPostgresqlBinaries({ password }).catch(() => undefined)
  if (server === undefined) return undefined
  const client = new pg.Client(server.url)
  await client.connect()
  await client.query('create role shop login')
  await client.query('create database shop owner shop')
  return {
    urlOf: (role, password) => server.url.replace(/\/\/[^/]*@\/\w+/, `//${role}:${password}@localhost/shop`),
    query: async (statement) => (await client.query<Record<string, unknown>>(statement)).rows,
    async stop() {
      await client.end()
      await server.stop()
    },
  }
}
