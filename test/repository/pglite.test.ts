import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Database, type DatabaseOptions, openDatabase } from '../../repository/database.js'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { products } from '../../repository/products.js'
import { type DatabasePlace, emptyPlaceOnPglite, putPreparedPglite } from '../support/database.js'
import { deferred } from '../support/deferred.js'
import { storedProduct } from '../support/example-products.js'
import { expectRecords } from '../support/expect-records.js'

const insertingProcess = fileURLToPath(new URL('../support/inserting-process.mjs', import.meta.url))
const patience = 60_000

let place: DatabasePlace
let events: DatabaseEvent[]
const undo: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  place = await emptyPlaceOnPglite()
  events = []
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await place.drop()
})

async function opened(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const onEvent = (event: DatabaseEvent) => events.push(event)
  const database = await openDatabase({ folder: place.folder, seed: false, onEvent, ...options })
  undo.push(database.close)
  return database
}

/** Starts a process that adds products, and returns the first `count` that were acknowledged to it. */
async function inserting(
  count: number,
): Promise<{ child: ChildProcess; acknowledged: string[]; kill: () => Promise<unknown> }> {
  const child = spawn(process.execPath, [insertingProcess, place.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // The folder is removed with all files of the process.
    env: { ...process.env, TMPDIR: place.folder },
  })
  const exited = once(child, 'exit')
  const kill = () => {
    child.kill('SIGKILL')
    return exited
  }
  undo.push(kill)
  const acknowledged: string[] = []
  const enough = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (sku) => {
      acknowledged.push(sku)
      if (acknowledged.length === count) resolve()
    })
  })
  await Promise.race([enough, exited.then(([code]) => Promise.reject(new Error(`the process ended with ${code}`)))])
  return { child, acknowledged, kill }
}

describe('the built-in database', () => {
  test(
    'is created, prepared and seeded at the first start, and kept',
    async () => {
      // An interrupted first start leaves this folder.
      await mkdir(join(place.folder, 'pglite.unfinished'))
      await writeFile(join(place.folder, 'pglite.unfinished', 'PG_VERSION'), '18\n')

      const database = await opened({ seed: true })
      expect(database.kind).toBe('pglite')
      expect(database.description).toBe(`PGlite (PostgreSQL in this process, for trying out) in ${place.folder}`)
      expect(events.map(({ name }) => name)).toEqual(['database-created', 'database-migrated', 'database-seeded'])
      expectRecords(events, ['database-created', 'database-migrated', 'database-seeded'])
      const product = storedProduct()
      await products(database.knex).add(product)
      await database.close()

      const again = await opened({ seed: true })
      expect(events).toHaveLength(3)
      expect(await products(again.knex).read(product.id)).toEqual(product)
      await again.close()
      expect(await readdir(place.folder)).toEqual(['pglite'])
    },
    patience,
  )

  test(
    'is not opened when it is damaged, and is replaced after --reset',
    async () => {
      await putPreparedPglite(place.folder)
      const database = await opened()
      await products(database.knex).add(storedProduct())
      await database.close()
      await rm(join(place.folder, 'pglite', 'global'), { recursive: true })
      await expect(opened()).rejects.toMatchObject({
        code: 'database-unusable',
        message: expect.stringMatching(/cannot be opened: .* start with --reset\.$/),
      })
      expect(await readdir(place.folder)).toEqual(['pglite'])

      const fresh = await opened({ reset: true })
      expect(await products(fresh.knex).list({ sort: 'name', limit: 1 })).toEqual([])
    },
    patience,
  )

  test(
    'reports that it has stopped when its log cannot be written, and closes',
    async () => {
      await putPreparedPglite(place.folder)
      const stopped = deferred<DatabaseEvent>()
      const database = await opened({
        onEvent: (event) => event.name === 'database-stopped' && stopped.resolve(event),
      })
      await rm(join(place.folder, 'pglite', 'pg_wal'), { recursive: true })
      await expect(
        database.knex.raw('create table t as select 1; select pg_switch_wal(); drop table t'),
      ).rejects.toThrow()
      expect(await stopped.promise).toMatchObject({
        message: expect.stringMatching(/^The built-in database stopped: .*pg_wal/),
      })
      await database.close()
    },
    patience,
  )

  test(
    'is abandoned when the start is aborted, and created by the next one',
    async () => {
      const stop = new AbortController()
      const start = opened({
        signal: stop.signal,
        onEvent: ({ name }) => name === 'database-created' && stop.abort('told to stop'),
      })
      await expect(start).rejects.toBe('told to stop')
      expect(await readdir(place.folder)).not.toContainEqual(expect.stringMatching(/lock$/))
      await putPreparedPglite(place.folder)
      await (await opened()).ping()
    },
    patience,
  )

  test(
    'is abandoned at once when the start is aborted during its preparation',
    async () => {
      await putPreparedPglite(place.folder)
      const stop = new AbortController()
      const start = opened({
        seed: true,
        signal: stop.signal,
        onEvent: ({ name }) => name === 'database-seeded' && stop.abort('told to stop'),
      })
      await expect(start).rejects.toBe('told to stop')
      expect(await readdir(place.folder)).toEqual(['pglite'])
    },
    patience,
  )

  test('needs a folder', async () => {
    const folder = join(place.folder, 'file')
    await writeFile(folder, '')
    await expect(opened({ folder })).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringMatching(/cannot hold the database: EEXIST.*Choose another one\.$/),
    })
  })

  test(
    'has a folder of any length, many queries at once, and one opening',
    async () => {
      const folder = join(place.folder, 'a'.repeat(100), 'é & "b"')
      await putPreparedPglite(folder)
      const database = await opened({ folder })
      const stored = products(database.knex)
      const added = Array.from({ length: 50 }, () => storedProduct())
      await Promise.all(added.map((product) => stored.add(product)))
      expect(await stored.list({ sort: 'name', limit: 100 })).toHaveLength(50)

      await expect(opened({ folder })).rejects.toMatchObject({
        code: 'database-in-use',
        message: expect.stringContaining(`process ${process.pid}`),
      })
      await database.ping()
      await Promise.all([database.close(), database.close()])
      await expect(database.ping()).rejects.toMatchObject({ code: 'storage-unavailable' })
      await (await opened({ folder })).ping()
    },
    patience,
  )
})

test(
  'a process locks the built-in database, and loses no acknowledged change when it is killed',
  async () => {
    await putPreparedPglite(place.folder)
    const first = await inserting(30)
    await expect(opened()).rejects.toMatchObject({
      code: 'database-in-use',
      message:
        `The database in ${place.folder} is in use by process ${first.child.pid}. Only one process can use it at a time. ` +
        'Stop that process, or give this one another folder, or a PostgreSQL server with DATABASE_URL.',
    })
    await first.kill()
    const second = await inserting(5)
    await second.kill()

    const { knex } = await opened()
    const { pid } = second.child
    expect(events.map(({ name }) => name)).toEqual(['database-lock-taken-over'])
    expectRecords(events, ['database-lock-taken-over'])
    expect(events[0]).toMatchObject({ pid, message: expect.stringContaining(`Process ${pid} has died`) })
    const skus = await knex('products').pluck('sku')
    const acknowledged = [...first.acknowledged, ...second.acknowledged]
    expect(skus).toEqual(expect.arrayContaining(acknowledged))
    // The last products may be stored without an acknowledgement.
    expect(skus.length).toBeLessThanOrEqual(acknowledged.length + 2)
  },
  patience,
)
