import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { type DatabasePlace, testPlace } from '../support/database.js'
import { OtlpCollector } from '../support/otlp-collector.js'
import { ServiceProcesses } from '../support/service-process.js'
import { freePort } from '../support/tcp-proxy.js'
import { trialTokenOf } from '../support/tokens.js'

const services = new ServiceProcesses()
let place: DatabasePlace
let env: Record<string, string>

beforeAll(async () => {
  place = await testPlace()
  const folder = place.url === undefined ? place.folder : await services.folder()
  await trialTokenOf(folder)
  env = {
    DATA_FOLDER: folder,
    ...(place.url !== undefined && { DATABASE_URL: place.url }),
    OTEL_BSP_SCHEDULE_DELAY: '20',
    OTEL_EXPORTER_OTLP_TIMEOUT: '200',
  }
})
afterEach(() => services.end())
afterAll(async () => {
  await services.clean()
  await place.drop()
})

const lost = 'traces cannot be sent to the collector, and are dropped until they can'
const sent = 'traces are sent to the collector again'

test('an absent collector fails no request, and is one record when it is lost and one when it is back', async () => {
  const port = await freePort()
  const service = services.start({
    env: { ...env, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${port}/v1/traces` },
  })
  const url = await service.url()
  const read = async () => (await fetch(`${url}/v1/products`)).status
  expect(await read()).toBe(200)
  await service.record(lost)
  expect(await Promise.all(Array.from({ length: 20 }, read))).toEqual(Array(20).fill(200))

  const collector = await OtlpCollector.start(port)
  try {
    const names = new Set<string>()
    while (!service.stdout.includes(sent)) {
      await read()
      for (const { name } of collector.spans) names.add(name)
    }
    expect(names).toContain('GET /v1/products')
  } finally {
    await collector.close()
  }
  service.kill('SIGTERM')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  // An export to a busy collector may be late, too. Each change is reported once: the loss and the return alternate.
  const told = service.records.map(({ message }) => message).filter((text) => text === lost || text === sent)
  expect(told.slice(0, 2)).toEqual([lost, sent])
  expect(told.every((text, at) => text !== told[at - 1])).toBe(true)
})

test('a collector that refuses everything does not hold up the stop', async () => {
  const collector = await OtlpCollector.start()
  collector.status = 503
  const service = services.start({ env: { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } })
  await fetch(`${await service.url()}/v1/products`)
  await service.record(lost)
  service.kill('SIGTERM')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  await collector.close()
})

test('OTEL_TRACES_SAMPLER decides about traces, except those that a caller samples', async () => {
  const collector = await OtlpCollector.start()
  const sampler = { OTEL_TRACES_SAMPLER: 'parentbased_always_off', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
  const service = services.start({ env: { ...env, ...sampler } })
  const url = await service.url()
  const traceId = randomBytes(16).toString('hex')
  await (await fetch(`${url}/v1/products`)).text()
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`
  await (await fetch(`${url}/v1/products`, { headers: { traceparent } })).text()
  service.kill('SIGTERM')
  expect(await service.exit()).toBe(0)
  expect(new Set(collector.spans.map((span) => span.traceId))).toEqual(new Set([traceId]))
  await collector.close()
})
