import { tmpdir } from 'node:os'
import { type Database, type DatabaseOptions, openDatabase } from '../../repository/database.js'
import { type DatabasePlace, placeOnPostgresql } from './database.js'
import { type DatabaseProxy, databaseProxy } from './database-proxy.js'

/** A database of a test, opened through a proxy that can cut or silence it. */
export interface DatabaseBehindProxy {
  readonly place: DatabasePlace
  readonly proxy: DatabaseProxy
  readonly database: Database
}

/** Opens a database of its own through a proxy. The steps that undo it go to `undo`. */
export async function databaseBehindProxy(
  undo: (() => Promise<unknown>)[],
  options: Partial<DatabaseOptions>,
): Promise<DatabaseBehindProxy> {
  const place = await placeOnPostgresql()
  undo.push(() => place.drop())
  const proxy = await databaseProxy(place.url ?? '')
  undo.push(() => proxy.cut())
  await proxy.open()
  const database = await openDatabase({ url: proxy.url, folder: tmpdir(), seed: false, ...options })
  undo.push(() => database.close())
  return { place, proxy, database }
}
