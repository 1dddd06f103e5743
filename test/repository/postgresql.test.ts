import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type Database, type DatabaseOptions, openDatabase } from '../../repository/database.js'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { preparing } from '../../repository/prepare-database.js'
import { type DatabasePlace, describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { databaseProxy, freePort } from '../support/database-proxy.js'
import { refusingPostgresql } from '../support/refusing-postgresql.js'

const folder = tmpdir()
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function opened(options: Partial<DatabaseOptions>): Promise<Database> {
  const database = await openDatabase({ folder, ...options })
  undo.push(database.close)
  return database
}

async function newPlace(): Promise<DatabasePlace> {
  const place = await placeOnPostgresql()
  undo.push(place.drop)
  return place
}

describe('a server that does not answer', () => {
  test('is given up at the end, in words', async () => {
    const port = await freePort()
    const opening = opened({ url: `postgresql://me:secret@127.0.0.1:${port}/shop`, patienceMs: 0 })
    await expect(opening).rejects.toMatchObject({
      name: 'DatabaseError',
      code: 'database-unreachable',
      message: `The database at 127.0.0.1:${port} can not be reached: nothing answers there (connection refused). Given up after 0.1 s.`,
    })
  })

  test('is tried again and again, each time told of, until the start is broken off', async () => {
    const stop = new AbortController()
    const port = await freePort()
    const events: DatabaseEvent[] = []
    const onEvent = (event: DatabaseEvent): void => {
      events.push(event)
      if (events.length === 2) stop.abort()
    }
    const opening = opened({ url: `postgresql://me:secret@127.0.0.1:${port}/shop`, signal: stop.signal, onEvent })
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' })
    const told = {
      name: 'database-unreachable',
      address: `127.0.0.1:${port}`,
      reason: 'nothing answers there (connection refused)',
    }
    const message = `The database at 127.0.0.1:${port} can not be reached: nothing answers there (connection refused); next try in`
    expect(events).toEqual([
      { ...told, attempt: 1, retryInMs: 250, message: `${message} 0.3 s.` },
      { ...told, attempt: 2, retryInMs: 500, message: `${message} 0.5 s.` },
    ])
  })

  test('and falls silent is not waited for once the start is broken off', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    undo.push(async () => void silent.close())
    await once(silent, 'listening')
    const stop = new AbortController()
    const { port } = silent.address() as AddressInfo
    const opening = opened({
      url: `postgresql://me@127.0.0.1:${port}/shop`,
      signal: stop.signal,
      patienceMs: 2 ** 31 - 1,
    })
    const [socket] = await once(silent, 'connection')
    stop.abort('told to stop')
    await expect(opening).rejects.toBe('told to stop')
    socket.destroy()
  })

  test.each<[string, string | undefined]>([
    ['it is starting up or shutting down', '57P03'],
    ['all of its connections are taken', '53300'],
    ['the connection was cut', undefined],
  ])('may do so later: %s', async (reason, state) => {
    const server = await refusingPostgresql(state, 'not now')
    undo.push(server.close)
    const opening = opened({ url: `postgresql://me@127.0.0.1:${server.port}/shop`, patienceMs: 300 })
    await expect(opening).rejects.toMatchObject({
      code: 'database-unreachable',
      message: expect.stringContaining(reason),
    })
    expect(server.tries()).toBeGreaterThan(1)
  })
})

describe('a server that refuses', () => {
  test.each<[string, string]>([
    ['the user or the password is wrong', '28P01'],
    ['the user may not connect', '28000'],
    ['there is no database of this name', '3D000'],
    ['the user may not use this database', '42501'],
  ])('is not asked twice: %s', async (reason, state) => {
    const server = await refusingPostgresql(state, 'no')
    undo.push(server.close)
    const opening = opened({ url: `postgresql://me:secret@127.0.0.1:${server.port}/shop` })
    await expect(opening).rejects.toMatchObject({
      code: 'database-refused',
      message: `The database at 127.0.0.1:${server.port} refuses the connection: ${reason}.`,
    })
    expect(server.tries()).toBe(1)
  })
})

describe('the URL of a database', () => {
  test.each([
    ['http://me:secret@127.0.0.1/shop'],
    ['me:secret@127.0.0.1/shop'],
    ['postgresql://me:secret@[::1/shop'],
    ['postgresql://me:secret@127.0.0.1:99999/shop'],
    [''],
  ])('can not be %j', async (url) => {
    await expect(opened({ url })).rejects.toMatchObject({
      code: 'database-url-invalid',
      message: expect.not.stringContaining('secret'),
    })
  })

  test('does not go with a reset', async () => {
    const opening = opened({ url: 'postgresql://127.0.0.1/shop', reset: true })
    await expect(opening).rejects.toMatchObject({ code: 'database-refused' })
  })
})

describeOnPostgresql('a database on PostgreSQL', () => {
  test('that comes up later is opened then', async () => {
    const proxy = await databaseProxy((await newPlace()).url ?? '')
    undo.push(proxy.cut)
    const events: string[] = []
    const onEvent = ({ name }: DatabaseEvent) => {
      events.push(name)
      if (name === 'database-unreachable' && events.length === 2) void proxy.open()
    }
    const database = await opened({ url: proxy.url, onEvent })
    expect(events.slice(0, 2)).toEqual(['database-unreachable', 'database-unreachable'])
    expect(events.slice(-2)).toEqual(['database-migrated', 'database-seeded'])
    await database.ping()
  })

  test('that is not there is named', async () => {
    const { url = '', drop } = await newPlace()
    await drop()
    await expect(opened({ url })).rejects.toMatchObject({
      code: 'database-refused',
      message: expect.stringContaining('there is no database of this name'),
    })
  })

  test('is prepared once by those that open it together', async () => {
    const { url } = await newPlace()
    const events: DatabaseEvent[] = []
    const open = () => opened({ url, onEvent: (event) => events.push(event) })
    const databases = await Promise.all([open(), open(), open(), open()])
    expect(events.map(({ name }) => name)).toEqual(['database-migrated', 'database-seeded'])
    for (const { knex } of databases) {
      expect(await knex('products').count()).toEqual([{ count: 225 }])
    }
  })

  test('that another one prepares is waited for, and no longer than is wanted', async () => {
    const { url = '' } = await newPlace()
    const client = new pg.Client(url)
    await client.connect()
    undo.push(() => client.end())
    await client.query('select pg_advisory_lock($1)', [preparing])
    const stop = new AbortController()
    const opening = opened({ url, signal: stop.signal })
    const asked = `select 1 from pg_stat_activity where application_name = 'endware' and query like '%advisory%' and datname = current_database()`
    while ((await client.query(asked)).rows.length === 0);
    stop.abort()
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' })

    const later = opened({ url, seed: false })
    await client.query('select pg_advisory_unlock($1)', [preparing])
    await (await later).ping()
  })

  test('is not seeded again when it has products, nor when that is not wanted', async () => {
    const { url } = await newPlace()
    const unseeded = await opened({ url, seed: false })
    expect(await unseeded.knex('products').count()).toEqual([{ count: 0 }])
    const seeded = await opened({ url })
    await seeded.knex('products').whereNot('sku', 'CT-1001').delete()
    const again = await opened({ url })
    expect(await again.knex('products').count()).toEqual([{ count: 1 }])
  })

  test('of a newer version is left alone', async () => {
    const { url } = await newPlace()
    const newer = await opened({ url, seed: false })
    await newer.knex('knex_migrations').insert({ name: '9999-of-tomorrow', batch: 2, migration_time: new Date() })
    await expect(opened({ url })).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringContaining('9999-of-tomorrow'),
    })
  })

  test('that can not be prepared says why, without SQL', async () => {
    const { url = '' } = await newPlace()
    const client = new pg.Client(url)
    await client.connect()
    await client.query(`alter database ${client.database} set default_transaction_read_only = on`)
    await client.end()
    await expect(opened({ url })).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringMatching(
        /: the tables can not be prepared: cannot execute CREATE TABLE in a read-only transaction$/,
      ),
    })
  })

  test('says where it is, without the password', async () => {
    const { url = '' } = await newPlace()
    const database = await opened({ url, seed: false })
    expect(database.kind).toBe('postgresql')
    expect(database.description).toMatch(/^PostgreSQL at \S+, database endware_test_\w+$/)
  })

  test('keeps integers exact, or fails', async () => {
    const { knex } = await opened({ url: (await newPlace()).url, seed: false })
    const { rows } = await knex.raw('select 9007199254740991::bigint as safe, 1::integer as small')
    expect(rows).toEqual([{ safe: Number.MAX_SAFE_INTEGER, small: 1 }])
    await expect(knex.raw('select 9007199254740993::bigint as unsafe')).rejects.toThrow('too great to be exact')
  })

  test('may be closed more than once', async () => {
    const database = await opened({ url: (await newPlace()).url, seed: false })
    await Promise.all([database.close(), database.close()])
    await database.close()
    await expect(database.ping()).rejects.toMatchObject({ code: 'storage-unavailable' })
  })
})
