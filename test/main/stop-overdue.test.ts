import { expect, test } from '@jest/globals'
import pg from 'pg'
import { describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { databaseProxy } from '../support/database-proxy.js'
import { expectRecords } from '../support/expect-records.js'
import { ServiceProcesses } from '../support/service-process.js'

describeOnPostgresql('a stop that cannot finish', () => {
  test('ends with 1 and one record when the database is silent', async () => {
    const services = new ServiceProcesses()
    const place = await placeOnPostgresql()
    const proxy = await databaseProxy(place.url ?? '')
    await proxy.open()
    const env = { DATA_FOLDER: await services.folder(), DATABASE_URL: proxy.url, SHUTDOWN_GRACE: '0' }
    const service = services.start({ env })
    await service.url()
    await untilListening(place.url ?? '')
    proxy.silence()
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(1)
    expectRecords(service.records, ['stop-overdue'])
    await proxy.cut()
    await services.clean()
    await place.drop()
  })
})

/**
 * Resolves when the connection for notices has had nothing to do for a second. A query that is under way has a time limit of its own, which
 * may end the stop just in time.
 */
async function untilListening(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  const resting = `select 1 from pg_stat_activity where datname = current_database() and application_name = 'endware-notices'
    and state = 'idle' and query like 'listen %' and state_change < now() - interval '1 second'`
  while ((await client.query(resting)).rows.length === 0);
  await client.end()
}
