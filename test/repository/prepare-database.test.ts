import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import pg from 'pg'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { describeOnPostgresql } from '../support/database.js'
import { EventList } from '../support/event-list.js'
import { expectRecords } from '../support/expect-records.js'
import { openedDatabases } from '../support/opened-databases.js'

const { undo, opened, newPlace } = openedDatabases()

describeOnPostgresql('a PostgreSQL database', () => {
  describe('that is read-only', () => {
    const readOnly = async () => {
      const { url = '' } = await newPlace()
      const database = new URL(url).pathname.slice(1)
      await query(url, `alter database ${database} set default_transaction_read_only = on`)
      const end = () =>
        query(
          url,
          'set default_transaction_read_only = off',
          `alter database ${database} reset default_transaction_read_only`,
        )
      return { url, end }
    }

    test('is awaited until it takes changes, with a message a try', async () => {
      const { url, end } = await readOnly()
      const events = new EventList<DatabaseEvent>()
      const opening = opened({ url, seed: false, onEvent: events.add })
      const { message } = await events.next('database-awaits-writes')
      expectRecords(events.all.slice(0, 1), ['database-awaits-writes'])
      expect(message).toMatch(
        /^The database at \S+ is read-only: it is a replica, or default_transaction_read_only is on\./,
      )
      await end()
      expect(await (await opening).knex('products').count()).toEqual([{ count: 0 }])
    })

    test('is refused at the end of the patience', async () => {
      const { url } = await readOnly()
      await expect(opened({ url, patienceMs: 0 })).rejects.toMatchObject({ code: 'database-read-only' })
    })
  })

  describe('whose tables another program prepares', () => {
    test('is awaited and not changed', async () => {
      const { url } = await newPlace()
      const events = new EventList<DatabaseEvent>()
      const opening = opened({ url, tables: 'await', onEvent: events.add })
      const { message } = await events.next('database-outdated')
      expect(message).toMatch(
        /^The tables are older than this version; missing: 0001-products, .*npm run migrate -- up$/,
      )
      await opened({ url, seed: false })
      expect(await (await opening).knex('products').count()).toEqual([{ count: 0 }])
      expectRecords(events.all, ['database-outdated'])
    })

    /** Creates a role without rights, and returns its name and the URL of the database for it. */
    async function newRole(url: string) {
      const role = `reader_${randomBytes(6).toString('hex')}`
      await query(url, `create role ${role} login`)
      undo.push(() => query(url, `drop owned by ${role}`, `drop role ${role}`))
      const as = new URL(url)
      as.username = role
      return { role, as: as.href }
    }

    test('is refused with the statements that grant missing rights', async () => {
      const { url = '' } = await newPlace()
      await opened({ url, seed: false })
      const { role, as } = await newRole(url)
      const opening = () => opened({ url: as, tables: 'await', patienceMs: 0 })

      await query(url, 'revoke usage on schema public from public')
      const refused = (message: string | RegExp) =>
        expect(opening()).rejects.toMatchObject({
          code: 'database-refused',
          message: expect.stringMatching(message),
        })
      const lacks = `^The role \`${role}\` lacks rights on tables. The owner of the tables can grant them with`
      await refused(`${lacks}: grant usage on schema public to ${role};$`)
      await query(
        url,
        `grant usage on schema public to ${role}`,
        `grant select, insert, update, delete on all tables in schema public to ${role}`,
        `revoke update, delete on products from ${role}`,
        `revoke select on knex_migrations from ${role}`,
      )
      await refused(
        `: grant select on public.knex_migrations to ${role}; grant update, delete on public.products to ${role};$`,
      )
      await query(
        url,
        `grant select on public.knex_migrations to ${role}; grant update, delete on public.products to ${role};`,
      )
      await (await opening()).ping()
    })

    test('is not judged by tables of other applications in schemas that it does not search', async () => {
      const { url = '' } = await newPlace()
      const path = `alter database ${new URL(url).pathname.slice(1)} set search_path = "$user", "Our, ""shop""", Missing`
      await query(
        url,
        path,
        'create schema "Our, ""shop"""',
        'create schema other',
        'create table other.orders (id int)',
      )
      await opened({ url, seed: false })
      const { role, as } = await newRole(url)
      const opening = opened({ url: as, tables: 'await', patienceMs: 0 })
      await expect(opening).rejects.toMatchObject({
        code: 'database-refused',
        message: expect.stringMatching(`: grant usage on schema "Our, ""shop""" to ${role};$`),
      })
    })

    test('is refused in the end with the command', async () => {
      const { url } = await newPlace()
      await expect(opened({ url, tables: 'await', patienceMs: 0 })).rejects.toMatchObject({
        code: 'database-outdated',
        message: expect.stringMatching(/npm run migrate -- up$/),
      })
    })
  })
})

async function query(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
