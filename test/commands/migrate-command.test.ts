import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { migrateCommand } from '../../commands/migrate-command.js'
import { openDatabase } from '../../repository/database.js'
import { eventBroker } from '../../repository/orders/event-broker.js'
import { sessionSecret } from '../../repository/session-secret.js'
import { type DatabasePlace, describeOnPostgresql, emptyPlaceOnPglite, placeOnPostgresql } from '../support/database.js'
import { VaultDouble } from '../support/vault-double.js'

describeOnPostgresql('npm run migrate on PostgreSQL', () => {
  let place: DatabasePlace
  beforeAll(async () => {
    place = await placeOnPostgresql()
  })
  afterAll(() => place.drop())

  const run = (...argv: string[]) => migrate(place, ...argv)

  test('up applies every migration of an empty database, once', async () => {
    expect(await run('status')).toMatch(/^0001-products {2}not applied$/m)
    expect(await run('up')).toMatch(/^0001-products {2}applied[\s\S]*The tables are up to date\.$/)
    expect(await run('up')).toBe('The tables are up to date already.')
    expect(await run('status')).toMatch(/ 0 not applied: the tables are up to date\.$/)
  })

  test('down undoes one migration, and deletes rows only with --yes', async () => {
    const database = await openDatabase({ ...place, seed: false })
    await sessionSecret(database.knex)
    await eventBroker(database.knex).note()
    await database.close()
    await expect(run('down')).rejects.toMatchObject({
      exitCode: 1,
      message: 'Nothing was changed. To delete these rows: npm run migrate -- down --yes',
    })
    expect(await run('status')).toContain('0008-event-broker  applied')
    expect(await run('down', '--yes')).toBe(
      '0008-event-broker deletes the table event_broker with 1 rows.\n0008-event-broker  undone',
    )
    expect(await run('down', '--yes')).toBe(
      '0007-session-secret deletes the table session_secret with 1 rows.\n0007-session-secret  undone',
    )
    expect(await run('down')).toBe('0006-product-selection  undone')
    expect(await run('status')).toMatch(/^0006-product-selection {2}not applied$/m)
    expect(await run('up')).toMatch(
      /^0006-product-selection {2}applied\n0007-session-secret {2}applied\n0008-event-broker {2}applied$/m,
    )
  })

  test('a URL that refers to Vault is read from there', async () => {
    const vault = new VaultDouble()
    await vault.start()
    vault.put('shop', { database_url: place.url })
    const env = {
      DATABASE_URL: 'vault:secret/data/shop#database_url',
      VAULT_ADDR: vault.address,
      VAULT_TOKEN: vault.token(),
    }
    const lines: string[] = []
    await migrateCommand({ argv: ['status'], env, print: (line) => lines.push(line) })
    expect(lines[0]).toMatch(/^0001-products /)
    await vault.stop()
  })

  test.each([[[]], [['sideways']], [['up', '--yes']], [['status', 'more']]])(
    'the command line %j is answered with the usage',
    async (argv) => {
      await expect(run(...argv)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('Usage:') })
    },
  )
})

test('npm run migrate changes the embedded database', async () => {
  const place = await emptyPlaceOnPglite()
  const { rejects } = expect(migrate(place, 'status'))
  await rejects.toThrow(`There is no database in ${place.folder}: no service has used this folder.`)
  expect(await readdir(place.folder)).toEqual([])
  expect(await migrate(place, 'up')).toMatch(/^0001-products {2}applied[\s\S]*The tables are up to date\.$/)
  expect(await migrate(place, 'down')).toBe('0008-event-broker  undone')
  await place.drop()
})

/** Runs the command on this database, and returns its output. */
async function migrate(place: DatabasePlace, ...argv: string[]): Promise<string> {
  const lines: string[] = []
  const env = { DATA_FOLDER: place.folder, ...(place.url !== undefined && { DATABASE_URL: place.url }) }
  await migrateCommand({ argv, env, print: (line) => lines.push(line) })
  return lines.join('\n')
}
