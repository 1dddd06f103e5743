import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type DatabasePlace, placeOnPostgresql } from '../support/database.js'
import { EventStreamClient } from '../support/event-stream-client.js'
import { newProduct } from '../support/example-products.js'
import { describeWithPgbouncer, TestPgbouncer } from '../support/pgbouncer.js'
import { type ServiceProcess, ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

/** Returns the value of an answer in JSON. */
async function content<Value>(answer: Response): Promise<Value> {
  return (await answer.json()) as Value
}

describeWithPgbouncer('PgBouncer in transaction mode', () => {
  const services = new ServiceProcesses()
  let place: DatabasePlace
  let bouncer: TestPgbouncer
  let headers: Record<string, string>
  let [one, two, polling] = ['', '', '']
  let product = ''
  let unheard: ServiceProcess

  beforeAll(async () => {
    place = await placeOnPostgresql()
    const folder = await services.folder()
    headers = { Authorization: `Bearer ${await trialTokenOf(folder)}`, 'Content-Type': 'application/json' }
    // Fewer connections than any of the services takes: each transaction may come to another one.
    bouncer = await TestPgbouncer.start(String(place.url), 3)
    const unlimited = { RATE_LIMITS: 'off', MAX_EVENT_LOOP_DELAY: 'off' }
    const env = { DATA_FOLDER: folder, DATABASE_URL: bouncer.url, ...unlimited }
    const listening = { ...env, DATABASE_LISTEN_URL: String(place.url) }
    // All of them prepare the tables at once, through PgBouncer.
    const started = [listening, listening, env].map((env) => services.start({ env }))
    unheard = started[2] as ServiceProcess
    const urls = await Promise.all(started.map((service) => service.url()))
    one = urls[0] ?? ''
    two = urls[1] ?? ''
    polling = urls[2] ?? ''
    const body = JSON.stringify(newProduct({ stock: 1_000 }))
    product = (await content<{ id: string }>(await fetch(`${one}/v1/products`, { method: 'POST', headers, body }))).id
  })
  afterAll(async () => {
    await services.clean()
    await bouncer.stop()
    await place.drop()
  })

  /** Places an order. On a busy machine, it may wait too long for one of the three connections, and is then sent again with its key. */
  async function placed(url: string, key = `"${randomUUID()}"`): Promise<{ id: string; status: number }> {
    const body = JSON.stringify({ lines: [{ productId: product, quantity: 1 }] })
    const send = () =>
      fetch(`${url}/v1/orders`, { method: 'POST', headers: { ...headers, 'Idempotency-Key': key }, body })
    let answer = await send()
    while (answer.status === 503) answer = await send()
    const { id } = await content<{ id: string }>(answer)
    return { id, status: answer.status }
  }

  test('orders placed at once, each request twice, are placed once each', async () => {
    const keys = Array.from({ length: 40 }, () => `"${randomUUID()}"`)
    const first = await Promise.all(keys.map((key, index) => placed(index % 2 ? one : two, key)))
    const again = await Promise.all(keys.map((key, index) => placed(index % 2 ? two : one, key)))
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([201]))
    expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id))
    const { stock } = await content<{ stock: number }>(await fetch(`${one}/v1/products/${product}`))
    expect(stock).toBe(960)
  })

  test.each([
    ['over DATABASE_LISTEN_URL', () => two],
    ['by polling without DATABASE_LISTEN_URL', () => polling],
  ])('an order that changes in one instance is an event in another, %s', async (_, url) => {
    const { id } = await placed(one)
    const stream = await EventStreamClient.open(`${url()}/v1/orders/${id}/events`, headers)
    await stream.next()
    const cancelling = { method: 'POST', headers: { ...headers, 'Idempotency-Key': `"${randomUUID()}"` } }
    expect((await fetch(`${one}/v1/orders/${id}/cancellation`, cancelling)).ok).toBe(true)
    expect((await stream.next())?.data).toMatchObject({ type: expect.stringContaining('cancelled') })
    stream.leave()
  })

  test('without DATABASE_LISTEN_URL a record says that notices do not arrive, and what to do', async () => {
    const record = await unheard.output(/"event.action":"notices-lost".*/)
    expect(record[0] + unheard.stdout).toContain('DATABASE_LISTEN_URL must lead to PostgreSQL itself')
  })

  test('whole lists are exported while products change', async () => {
    const changes = Promise.all(Array.from({ length: 20 }, () => placed(two)))
    const exports = [one, two, polling].map(async (url) => {
      const answer = await fetch(`${url}/v1/products`, { headers: { Accept: 'application/x-ndjson' } })
      return (await answer.text()).trim().split('\n')
    })
    const [first, ...others] = await Promise.all(exports)
    for (const lines of others) expect(lines.length).toBe(first?.length)
    expect(first?.length).toBeGreaterThan(20)
    expect((await changes).every(({ status }) => status === 201)).toBe(true)
  })
})
