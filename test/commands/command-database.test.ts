import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from '@jest/globals'
import { eventsCommand } from '../../commands/events-command.js'
import { importCommand } from '../../commands/import-command.js'
import { temporaryFolder } from '../config/sources/folder.js'
import { describeOnPostgresql } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { openedDatabases } from '../support/opened-databases.js'

const folder = temporaryFolder()
afterAll(folder.remove)
const { undo, opened, newPlace } = openedDatabases()
const file = folder.file('products.ndjson', `${JSON.stringify(newProduct())}\n`)

describeOnPostgresql('with MIGRATE=off, the commands', () => {
  /** Runs the commands that use the database of a running service. Returns the last line of each, or its failure. */
  async function run(url = ''): Promise<string[]> {
    const env = { DATABASE_URL: url, MIGRATE: 'off' }
    const lines: string[] = []
    for (const work of [
      (print: (line: string) => void) => importCommand({ argv: [file], env, print, terminal: false }),
      (print: (line: string) => void) => eventsCommand({ argv: ['waiting'], env, print }),
    ]) {
      const printed: string[] = []
      await work((line) => printed.push(line)).catch(({ message }) => printed.push(message))
      lines.push(printed.at(-1) ?? '')
    }
    return lines
  }

  test('need no more rights than the service', async () => {
    const { url = '' } = await newPlace()
    const { knex } = await opened({ url, seed: false })
    const role = `service_${randomBytes(6).toString('hex')}`
    await knex.raw(`create role ${role} login`)
    undo.push(async () => {
      const owner = await opened({ url, seed: false })
      await owner.knex.raw(`drop owned by ${role}`)
      await owner.knex.raw(`drop role ${role}`)
    })
    await knex.raw(`grant select on knex_migrations to ${role}`)
    await knex.raw(`grant select, insert on order_lines, payments, session_secret to ${role}`)
    await knex.raw(`grant select, insert on event_broker to ${role}`)
    await knex.raw(`grant select, insert, update on orders to ${role}`)
    await knex.raw(`grant select, insert, update, delete on products, outbox, inbox, idempotency_keys to ${role}`)
    const as = new URL(url)
    as.username = role
    expect(await run(as.href)).toEqual([
      '1 created, 0 updated, 0 unchanged, 0 refused.',
      'No event waits to be published.',
    ])
  })

  test('leave tables that are too old as they are', async () => {
    const { url = '' } = await newPlace()
    const outdated = expect.stringMatching(/^The tables are older than this version; .*\n.*: npm run migrate -- up$/)
    expect(await run(url)).toEqual([outdated, outdated])
    const { knex } = await opened({ url, tables: 'leave' })
    expect((await knex.raw(`select to_regclass('knex_migrations') as found`)).rows).toEqual([{ found: null }])
  })
})
