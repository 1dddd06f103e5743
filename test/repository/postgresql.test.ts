import { expect, test } from '@jest/globals'
import pg from 'pg'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { preparing } from '../../repository/migrations/migrate.js'
import { describeOnPostgresql } from '../support/database.js'
import { databaseProxy } from '../support/database-proxy.js'
import { EventList } from '../support/event-list.js'
import { expectRecords } from '../support/expect-records.js'
import { openedDatabases } from '../support/opened-databases.js'
import { refusingPostgresql } from '../support/refusing-postgresql.js'
import { freePort } from '../support/tcp-proxy.js'

const { undo, opened, newPlace } = openedDatabases()

describeOnPostgresql('a database on PostgreSQL', () => {
  test('is opened when the server starts later', async () => {
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

  test('is opened with the URL that a rotation gives while the start waits', async () => {
    const { url = '' } = await newPlace()
    const old = `postgresql://me:old@127.0.0.1:${await freePort()}/shop`
    let present = old
    const onEvent = ({ name }: DatabaseEvent) => {
      if (name === 'database-unreachable') present = url
    }
    const database = await opened({ url: old, currentUrl: async () => present, seed: false, onEvent })
    expect([present, database.description]).toEqual([url, expect.not.stringContaining('/shop')])
    await database.ping()
  })

  test('is opened with a new password when the one that was read is refused meanwhile', async () => {
    const { url = '' } = await newPlace()
    const refusing = await refusingPostgresql('28P01', 'no')
    undo.push(refusing.close)
    const old = `postgresql://me:old@127.0.0.1:${refusing.port}/shop`
    const currentUrl = async () => (refusing.tries() === 0 ? old : url)
    await (await opened({ url: old, currentUrl, seed: false })).ping()
    expect(refusing.tries()).toBe(1)
  })

  test('is refused with a clear message when it does not exist', async () => {
    const { url = '', drop } = await newPlace()
    await drop()
    await expect(opened({ url })).rejects.toMatchObject({
      code: 'database-refused',
      message: expect.stringContaining('there is no database of this name'),
    })
  })

  test('is prepared once by several processes that open it together', async () => {
    const { url } = await newPlace()
    const events: DatabaseEvent[] = []
    const open = () => opened({ url, onEvent: (event) => events.push(event) })
    const databases = await Promise.all([open(), open(), open(), open()])
    expect(events.map(({ name }) => name)).toEqual(['database-migrated', 'database-seeded'])
    for (const { knex } of databases) {
      expect(await knex('products').count()).toEqual([{ count: 225 }])
    }
  })

  test('is awaited while another process prepares it, until the start is aborted', async () => {
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

  test('is not seeded when it has products or when the option is off', async () => {
    const { url } = await newPlace()
    const unseeded = await opened({ url, seed: false })
    expect(await unseeded.knex('products').count()).toEqual([{ count: 0 }])
    const seeded = await opened({ url })
    await seeded.knex('products').whereNot('sku', 'CT-1001').delete()
    const again = await opened({ url })
    expect(await again.knex('products').count()).toEqual([{ count: 1 }])
  })

  test('of a newer version is used with a warning: migrations only add', async () => {
    const { url } = await newPlace()
    const newer = await opened({ url, seed: false })
    await newer.knex('knex_migrations').insert({ name: '9999-of-tomorrow', batch: 2, migration_time: new Date() })
    const events = new EventList<DatabaseEvent>()
    const older = await opened({ url, seed: false, onEvent: events.add })
    expect(await older.knex('products').count()).toEqual([{ count: 0 }])
    expect(await events.next('database-newer')).toMatchObject({ migrations: ['9999-of-tomorrow'] })
    expectRecords(events.all, ['database-newer'])
  })

  test('is refused with the reason, without SQL, when it cannot be prepared', async () => {
    const { url = '' } = await newPlace()
    const client = new pg.Client(url)
    await client.connect()
    await client.query('create table products ()')
    await client.end()
    await expect(opened({ url })).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringMatching(/: the tables cannot be prepared: relation "products" already exists$/),
    })
  })

  test('has a description of its place without the password', async () => {
    const { url = '' } = await newPlace()
    const database = await opened({ url, seed: false })
    expect(database.kind).toBe('postgresql')
    expect(database.description).toMatch(/^PostgreSQL at \S+, database endware_test_\w+$/)
  })

  test('keeps integers exact, or fails', async () => {
    const { knex } = await opened({ url: (await newPlace()).url, seed: false })
    const { rows } = await knex.raw('select 9007199254740991::bigint as safe, 1::integer as small')
    expect(rows).toEqual([{ safe: Number.MAX_SAFE_INTEGER, small: 1 }])
    await expect(knex.raw('select 9007199254740993::bigint as unsafe')).rejects.toThrow('too large for an exact number')
  })

  test('may be closed more than once', async () => {
    const database = await opened({ url: (await newPlace()).url, seed: false })
    await Promise.all([database.close(), database.close()])
    await database.close()
    await expect(database.ping()).rejects.toMatchObject({ code: 'storage-unavailable' })
  })
})
