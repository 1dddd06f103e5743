import { expect, test } from '@jest/globals'
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
    proxy.silence()
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(1)
    expectRecords(service.records, ['stop-overdue'])
    await proxy.cut()
    await services.clean()
    await place.drop()
  }, 60_000)
})
