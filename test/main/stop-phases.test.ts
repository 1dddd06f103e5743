import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openDatabase } from '../../repository/database.js'
import { type DatabasePlace, testPlace } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { expectRecords } from '../support/expect-records.js'
import { ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

const services = new ServiceProcesses()
let place: DatabasePlace
let env: Record<string, string>
let token = ''

/** More products than the buffers of a connection hold. */
const count = 3_000

beforeAll(async () => {
  place = await testPlace()
  const folder = place.url === undefined ? place.folder : await services.folder()
  token = await trialTokenOf(folder)
  env = { DATA_FOLDER: folder, SHUTDOWN_DELAY: '5', ...(place.url !== undefined && { DATABASE_URL: place.url }) }
  const { knex, close } = await openDatabase({ ...place, seed: false, statementTimeoutMs: 0, graceMs: 0 })
  await knex.raw(
    `insert into products (id, sku, name, name_key, description, category, price_amount, price_currency, stock, version, created_at, updated_at)
     select gen_random_uuid(), 'SKU-' || number, 'Lantern', 'lantern', repeat('long ', 900), 'Lights', 100, 'EUR', 5, 1, now(), now()
     from generate_series(1, ?) as number`,
    [count],
  )
  await close()
})
afterAll(async () => {
  await services.clean()
  await place.drop()
})

/** Sends a GET request on a connection of its own, and resolves to the answer without reading it. */
async function opened(url: string, accept: string): Promise<IncomingMessage> {
  const headers = { Accept: accept, Authorization: `Bearer ${token}`, Connection: 'close' }
  const [response] = await once(get(url, { headers, agent: false }), 'response')
  return response
}

async function jsonOf<Value>(response: Response): Promise<Value> {
  return (await response.json()) as Value
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return text
}

test('a stop is unready at once, serves on for the delay, then finishes streams and exports', async () => {
  const service = services.start({ env })
  const url = await service.url()
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  const add = { method: 'POST', headers, body: JSON.stringify(newProduct()) }
  const { id: productId } = await jsonOf<{ id: string }>(await fetch(`${url}/v1/products`, add))
  const order = { method: 'POST', headers, body: JSON.stringify({ lines: [{ productId, quantity: 1 }] }) }
  const placed = await fetch(`${url}/v1/orders`, { ...order, headers: { ...headers, 'Idempotency-Key': '"one"' } })
  expect(placed.status).toBe(201)
  const events = await opened(`${url}${placed.headers.get('location')}/events`, 'text/event-stream')
  const exported = await opened(`${url}/v1/products/export`, 'application/x-ndjson')
  expect([events.statusCode, exported.statusCode]).toEqual([200, 200])

  service.kill('SIGTERM')
  await service.record('waiting for load balancers')
  const unready = await fetch(`${url}/readyz`)
  expect([unready.status, (await jsonOf<{ detail: string }>(unready)).detail]).toEqual([503, 'not ready: service'])
  const stillServed = await fetch(`${url}/v1/products?limit=1`)
  expect([stillServed.status, (await jsonOf<unknown[]>(stillServed)).length]).toEqual([200, 1])

  await service.record('draining')
  const [stream, lines] = await Promise.all([textOf(events), textOf(exported)])
  expect(stream).toContain('"type":"order.placed"')
  expect(lines.trimEnd().split('\n')).toHaveLength(count + 1)
  expect([await service.exit(), service.stderr]).toEqual([0, ''])

  expectRecords(service.records, ['ready', 'stopping', 'stop-delayed', 'draining', 'drained', 'stopped'])
  const parts = service.records
    .filter(({ message }) => message === 'a part has stopped')
    .map((record) => record['shop.part'])
  expect(parts.filter((part) => ['background', 'database'].includes(String(part)))).toEqual(['background', 'database'])
  expect(service.records.filter((record) => ['error', 'warn'].includes(String(record['log.level'])))).toEqual([
    expect.objectContaining({ message: expect.stringContaining('keys for trying out') }),
  ])
})
