import { expect, test } from '@jest/globals'
import pg from 'pg'
import { describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

describeOnPostgresql('a database that becomes read-only', () => {
  test('fails changes with 503 and one record until it ends, but no reads', async () => {
    const services = new ServiceProcesses()
    const { url: databaseUrl = '', drop } = await placeOnPostgresql()
    const name = new URL(databaseUrl).pathname.slice(1)
    const folder = await services.folder()
    const token = await trialTokenOf(folder)
    const service = services.start({ env: { DATA_FOLDER: folder, DATABASE_URL: databaseUrl } })
    const url = await service.url()

    /** Changes a setting of the database, which holds for new sessions alone. */
    async function set(statement: string, ...more: readonly string[]): Promise<void> {
      const client = new pg.Client(databaseUrl)
      await client.connect()
      await client.query('set default_transaction_read_only = off')
      for (const each of [`alter database ${name} ${statement}`, ...more]) await client.query(each)
      await client.end()
    }
    const endOthers = `select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`
    const post = () => {
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
      return fetch(`${url}/v1/products`, { method: 'POST', headers, body: JSON.stringify(newProduct()) })
    }
    const read = async () => (await fetch(`${url}/v1/products?limit=1`)).status
    const readiness = async () => {
      const answer = await fetch(`${url}/readyz`)
      const { parts } = (await answer.json()) as { parts: { name: string; ready: boolean }[] }
      return [answer.status, parts.find((part) => part.name === 'writes')?.ready]
    }

    expect(await readiness()).toEqual([200, true])
    await set('set default_transaction_read_only = on', endOthers)
    await service.output(/"database-read-only"/)
    await readiness() // The sessions have ended. Once the service answers this request, it has seen that, too.
    for (let count = 0; count < 5; count += 1) {
      const refused = await post()
      expect([refused.status, refused.headers.get('retry-after'), await read()]).toEqual([503, '2', 200])
    }
    expect(await readiness()).toEqual([200, false])

    // The sessions of the pool began while the database was read-only. None of them is used for the next change.
    await set('reset default_transaction_read_only')
    await service.output(/"database-writable"/)
    expect([(await post()).status, await read()]).toEqual([201, 200])
    expect(await readiness()).toEqual([200, true])
    const names = service.records.map((record) => record['event.action'])
    expect(names.filter((each) => each === 'database-read-only' || each === 'database-writable')).toEqual([
      'database-read-only',
      'database-writable',
    ])
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(0)
    await services.clean()
    await drop()
  })
})
