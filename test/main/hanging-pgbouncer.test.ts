import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type DatabasePlace, placeOnPostgresql } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { describeWithPgbouncer, TestPgbouncer } from '../support/pgbouncer.js'
import { ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

/** The patience of a client, in milliseconds: between the time limit of the service, 5 s, and twice that. */
const patience = 8_000

describeWithPgbouncer('a PgBouncer that accepts connections and answers nothing', () => {
  const services = new ServiceProcesses()
  let place: DatabasePlace
  let bouncer: TestPgbouncer

  beforeAll(async () => {
    place = await placeOnPostgresql()
    bouncer = await TestPgbouncer.start(String(place.url), 3)
  })
  afterAll(async () => {
    await services.clean()
    bouncer.resume()
    await bouncer.stop()
    await place.drop()
  })

  test('fails the first order in time with 503; a repetition places it once', async () => {
    const folder = await services.folder()
    const headers = { Authorization: `Bearer ${await trialTokenOf(folder)}`, 'Content-Type': 'application/json' }
    const env = { DATA_FOLDER: folder, DATABASE_URL: bouncer.url, DATABASE_LISTEN_URL: String(place.url) }
    const url = await services.start({ env }).url()
    const post = (path: string, content: object, key = randomUUID()) =>
      fetch(url + path, {
        method: 'POST',
        headers: { ...headers, 'Idempotency-Key': `"${key}"` },
        body: JSON.stringify(content),
        signal: AbortSignal.timeout(patience),
      })
    const { id } = (await (await post('/v1/products', newProduct({ stock: 10 }))).json()) as { id: string }
    const order = { lines: [{ productId: id, quantity: 1 }] }
    expect((await post('/v1/orders', order)).status).toBe(201) // opens a connection, which then stays idle

    bouncer.hang()
    const key = randomUUID()
    const failed = await post('/v1/orders', order, key)
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '2'])
    bouncer.resume()
    expect((await post('/v1/orders', order, key)).status).toBe(201)
    const { stock } = (await (await fetch(`${url}/v1/products/${id}`)).json()) as { stock: number }
    expect(stock).toBe(8)
  })
})
