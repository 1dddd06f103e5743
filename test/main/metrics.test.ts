import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { until } from '../support/broker.js'
import { type DatabasePlace, testPlace } from '../support/database.js'
import { type Sample, scraped, sumOf } from '../support/scraped.js'
import { ServiceProcesses } from '../support/service-process.js'

const services = new ServiceProcesses()
let place: DatabasePlace
let env: Record<string, string>

beforeAll(async () => {
  place = await testPlace()
  const folder = place.url === undefined ? place.folder : await services.folder()
  env = { DATA_FOLDER: folder, ...(place.url !== undefined && { DATABASE_URL: place.url }) }
})
afterEach(() => services.end())
afterAll(async () => {
  await services.clean()
  await place.drop()
})

test('with METRICS_PORT, the metrics of the running service are on that port alone', async () => {
  const service = services.start({ env: { ...env, METRICS_PORT: '0' } })
  const url = await service.url()
  const { 'shop.url': metricsUrl } = await service.record('metrics are served')
  expect((await fetch(`${url}/v1/products?limit=1`)).status).toBe(200)
  expect((await fetch(`${url}/metrics`)).status).toBe(404)
  let samples: readonly Sample[] = []
  // It is not known while the answer of the database is late.
  await until(async () => {
    samples = scraped(await (await fetch(String(metricsUrl))).text())
    return sumOf(samples, 'shop_database_up') === 1
  })
  expect(sumOf(samples, 'db_client_connection_max', { db_client_connection_pool_name: 'main' })).toBeGreaterThan(0)
  expect(sumOf(samples, 'process_cpu_seconds_total')).toBeGreaterThan(0)
  const labels = { http_route: '/v1/products', http_response_status_code: '200' }
  expect(sumOf(samples, 'http_server_request_duration_seconds_count', labels)).toBe(1)
  service.kill('SIGTERM')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
})

test.each([
  [{}, 200],
  [{ METRICS_PORT: 'off' }, 404],
])('with %j, /metrics on the port of the service is a %i', async (more, status) => {
  const service = services.start({ env: { ...env, ...more } })
  expect((await fetch(`${await service.url()}/metrics`)).status).toBe(status)
})
