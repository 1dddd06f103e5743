import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { until } from '../support/broker.js'
import { describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { databaseProxy } from '../support/database-proxy.js'
import { newProduct } from '../support/example-products.js'
import { expectRecords } from '../support/expect-records.js'
import { ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

describeOnPostgresql('a database that is lost while requests use it', () => {
  test('is one error and one return; requests in between have a reason and no stack', async () => {
    const services = new ServiceProcesses()
    const place = await placeOnPostgresql()
    const proxy = await databaseProxy(String(place.url))
    await proxy.open()
    const folder = await services.folder()
    const headers = { Authorization: `Bearer ${await trialTokenOf(folder)}`, 'Content-Type': 'application/json' }
    const service = services.start({ env: { DATA_FOLDER: folder, DATABASE_URL: proxy.url } })
    const url = await service.url()
    const post = (path: string, content: object) =>
      fetch(url + path, {
        method: 'POST',
        headers: { ...headers, 'Idempotency-Key': `"${randomUUID()}"` },
        body: JSON.stringify(content),
      })
    const { id } = (await (await post('/v1/products', newProduct({ stock: 1_000 }))).json()) as { id: string }
    /** Sends reads, orders and changes at once. Resolves to their statuses. */
    async function several(): Promise<number[]> {
      const each = () => [
        fetch(`${url}/v1/products?limit=5`),
        fetch(`${url}/v1/products/${id}`),
        fetch(`${url}/v1/orders`, { headers }),
        post('/v1/orders', { lines: [{ productId: id, quantity: 1 }] }),
        post('/v1/products', newProduct()),
      ]
      const answers = await Promise.all(Array.from({ length: 8 }, each).flat())
      await Promise.all(answers.map((answer) => answer.arrayBuffer()))
      return answers.map(({ status }) => status)
    }
    const isLogged = (name: string) => service.records.some((record) => record['event.action'] === name)

    const underway = several()
    await proxy.cut()
    expect((await underway).filter((status) => status >= 500 && status !== 503)).toEqual([])
    const failed = await several() // before the watch looks, maybe
    await until(() => isLogged('database-lost'))
    expect(new Set([...failed, ...(await several())])).toEqual(new Set([503]))
    await proxy.open()
    await until(() => isLogged('database-restored'))
    expect((await several()).filter((status) => status >= 400)).toEqual([])
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(0)

    const { records } = service
    expectRecords(records, ['database-lost', 'database-restored'])
    const errors = records.filter((record) => record['log.level'] === 'error')
    expect(errors.map((record) => record['event.action'])).toEqual(['database-lost'])
    const unserved = records.filter((record) => record['event.action'] === 'request-unserved')
    expect(unserved.length).toBeGreaterThanOrEqual(80)
    expectRecords(unserved.slice(0, 1), ['request-unserved'])
    for (const record of unserved) {
      expect(record).toMatchObject({ 'shop.failure': 'storage-unreachable', 'shop.reason': expect.any(String) })
      expect(record).not.toHaveProperty('error.stack_trace')
    }
    expect(unserved.at(-1)).toMatchObject({ 'error.code': 'ECONNREFUSED' })
    await services.clean()
    await proxy.cut()
    await place.drop()
  })
})
