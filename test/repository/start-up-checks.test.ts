import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { openDatabase } from '../../repository/database.js'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { EventList } from '../support/event-list.js'
import { expectRecords } from '../support/expect-records.js'
import { describeWithOwnPostgresql, OwnPostgresql } from '../support/own-postgresql.js'

/** Opens a database with a pool of this size, and returns what the checks of its server find. */
async function findings(url: string | undefined, options: { poolMax?: number } = {}) {
  const events = new EventList<DatabaseEvent>()
  const database = await openDatabase({ url, folder: '/unused', seed: false, onEvent: events.add, ...options })
  await database.close()
  return events.all.flatMap((event) => (event.name === 'database-check' ? [event] : []))
}

describeOnPostgresql('the checks at the start', () => {
  test('find nothing on a server whose settings are safe', async () => {
    const place = await placeOnPostgresql()
    expect(
      (await findings(place.url)).filter(({ setting }) => !['fsync', 'full_page_writes'].includes(setting)),
    ).toEqual([])
    await place.drop()
  })
})

describeWithOwnPostgresql('the checks at the start of an unsafe server', () => {
  let server: OwnPostgresql
  beforeAll(async () => {
    const off = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
    server = await OwnPostgresql.create({ ...off, max_connections: '20', superuser_reserved_connections: '3' })
  })
  afterAll(() => server.remove())

  test('name each setting that is off and what may be lost', async () => {
    const found = await findings(server.url)
    expectRecords(found, ['database-check', 'database-check', 'database-check'])
    expect(found.map(({ setting, message }) => [setting, message])).toEqual([
      ['fsync', 'PostgreSQL runs with fsync off. A crash of the machine may destroy the whole database.'],
      [
        'synchronous_commit',
        'PostgreSQL runs with synchronous_commit off. A crash of the database loses the latest acknowledged orders.',
      ],
      [
        'full_page_writes',
        'PostgreSQL runs with full_page_writes off. A crash of the machine may leave half-written pages, which destroys data.',
      ],
    ])
  })

  test('say the numbers when the pool is too large', async () => {
    const found = await findings(server.url, { poolMax: 14 })
    expect(found.filter(({ setting }) => setting === 'max_connections')).toMatchObject([
      {
        value: '17',
        message: expect.stringMatching(/may open 18 connections .*\. PostgreSQL has 17 for all instances/),
      },
    ])
    expect((await findings(server.url, { poolMax: 13 })).map(({ setting }) => setting)).not.toContain('max_connections')
  })

  test('count the instances that run already', async () => {
    const running = new pg.Client({ connectionString: server.url, application_name: 'endware-notices' })
    await running.connect()
    expect(
      (await findings(server.url, { poolMax: 5 })).filter(({ setting }) => setting === 'max_connections'),
    ).toMatchObject([
      {
        message: expect.stringMatching(
          /may open 9 connections .* with the 1 that run already 18\. PostgreSQL has 17 for all/,
        ),
      },
    ])
    expect((await findings(server.url, { poolMax: 4 })).map(({ setting }) => setting)).not.toContain('max_connections')
    await running.end()
  })
})
