import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { until } from '../support/broker.js'
import { Random } from '../support/crash/random.js'
import { type DatabasePlace, describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { FaultyService } from '../support/faults/faulty-service.js'
import { onQuietMachine, report } from '../support/faults/figures.js'
import { hostileRequests, sendHostile } from '../support/faults/hostile-requests.js'
import { leavingClients } from '../support/faults/leaving-clients.js'
import { slowBodies, slowHeads, slowReaders } from '../support/faults/slow-clients.js'
import { loadDuring } from '../support/faults/steady-load.js'
import { isFull, rounds } from '../support/rounds.js'
import { sumOf } from '../support/scraped.js'

/** `npm test` leaves out what waits for a time limit: those of the library's server are tested with short ones. */
const whenFull = isFull ? test : test.skip

/** The category of products of which a list has more than 1 MB. */
const largeCategory = 'Large'

/** Traces of the inside that no answer may have. */
const leak = /node_modules|\.[jt]s:\d+|\bselect\b.+\bfrom\b|postgres/i

describeOnPostgresql('a service with hostile clients', () => {
  let place: DatabasePlace
  let service: FaultyService
  let product = ''

  beforeAll(async () => {
    place = await placeOnPostgresql()
    service = await FaultyService.start({ DATABASE_URL: place.url ?? '' })
    product = await service.added(newProduct({ stock: 1_000_000 }))
  })
  afterAll(async () => {
    await service.stop()
    await place.drop()
  })

  let errorsBefore = 0
  beforeEach(() => {
    errorsBefore = service.records('error').length
  })

  const paths = () => ['/v1/products?limit=5', `/v1/products/${product}`]
  /** Sends normal reads while the work is done. */
  const reads = (rate: number, work: () => Promise<unknown>) =>
    loadDuring({ url: service.url, rate, requests: paths().map((path) => ({ path })) }, work)
  const seconds = (some: number, all: number) => () => pause(rounds(some, all) * 1_000)
  const metric = async (name: string) => sumOf(await service.metrics(), name)
  /** The open files and sockets of the service beside its connections to PostgreSQL. */
  const files = async () => (await metric('process_open_fds')) - (await metric('db_client_connection_count'))
  const most = (times: readonly number[]) => Math.round(Math.max(...times))

  test('answers every normal request beside 500 slow heads and 100 slow bodies', async () => {
    const baseline = await reads(rounds(10, 50), seconds(0.5, 10))
    const heads = slowHeads(service.port, 500)
    const bodies = slowBodies(service.port, 100, service.headers)
    const load = await reads(rounds(10, 50), seconds(2, 36))
    heads.leave()
    bodies.leave()
    const more = { 'heads closed': heads.closedAfterMs.length, 'bodies closed': bodies.closedAfterMs.length }
    report({ fault: 'T9 500 slow heads, 100 slow bodies', load, baseline, more })
    expect(Object.keys(load.answers)).toEqual(['200'])
    // The time limits are 10 and 30 seconds.
    if (isFull) expect([heads.closedAfterMs.length >= 1_000, bodies.closedAfterMs.length]).toEqual([true, 100])
    onQuietMachine(() => {
      expect(load.p99).toBeLessThanOrEqual(2 * baseline.p99)
      expect(most(heads.closedAfterMs)).toBeLessThanOrEqual(13_000)
      expect(most(bodies.closedAfterMs)).toBeLessThanOrEqual(33_000)
    })
  })

  test('takes little memory for slow readers of a large list', async () => {
    await addLargeProducts()
    const path = `/v1/products?category=${largeCategory}&limit=100`
    const count = rounds(20, 200)
    const size = async () => (await fetch(service.url + path)).arrayBuffer().then(({ byteLength }) => byteLength)
    // Fast readers take memory, too: it is not given back.
    for (let round = 0; round < rounds(1, 40); round += 1) {
      expect(Math.min(...(await Promise.all(Array.from({ length: 20 }, size))))).toBeGreaterThan(1_000_000)
    }
    const baseline = await reads(rounds(10, 50), seconds(0.5, 5))
    const before = await metric('process_resident_memory_bytes')
    let peak = before
    const readers = slowReaders(service.port, count, path, 1)
    const load = await reads(rounds(10, 50), async () => {
      for (let second = 0; second < rounds(1, 15); second += 1) {
        await pause(1_000)
        peak = Math.max(peak, await metric('process_resident_memory_bytes'))
      }
    })
    readers.leave()
    const growth = Math.round((peak - before) / 2 ** 20)
    report({ fault: 'T10 200 readers of 1 kB/s', load, baseline, more: { 'growth MiB': growth } })
    expect(Object.keys(load.answers)).toEqual(['200'])
    onQuietMachine(() => expect(growth).toBeLessThanOrEqual(64))
  })

  whenFull('cuts off readers of 1 kB/s for whom many bytes wait (npm run test:faults)', async () => {
    const path = `/v1/products?category=${largeCategory}&limit=100`
    await service.untilIdle()
    const start = performance.now()
    const readers = slowReaders(service.port, 5, path, 40)
    const load = await reads(50, async () => {
      await service.untilMetric('http_server_active_requests', {}, (requests) => requests >= 5)
      await service.untilIdle()
    })
    const cutMs = Math.round(performance.now() - start)
    readers.leave()
    report({ fault: 'T10 5 readers for whom bytes wait', load, more: { 'all cut after ms': cutMs } })
    expect(Object.keys(load.answers)).toEqual(['200'])
    // The rate is measured over 20 seconds, from the moment at which bytes wait. All were still being served until then.
    expect(cutMs).toBeGreaterThanOrEqual(20_000)
    onQuietMachine(() => expect(cutMs).toBeLessThanOrEqual(35_000))
  })

  test('holds nothing for clients that leave at any moment, and logs no error', async () => {
    const random = new Random()
    process.stderr.write(`clients that leave: CRASH_SEED=${random.seed}\n`)
    await service.untilIdle()
    const before = await files()
    const { port } = service
    const load = await reads(20, () =>
      leavingClients({ port, count: rounds(200, 2_000), rate: 200, random, request: leftRequest }),
    )
    const end = performance.now()
    await service.untilIdle()
    await until(async () => (await files()) <= before)
    const settledMs = Math.round(performance.now() - end)
    report({ fault: 'T11 2,000 clients leave, 200 a second', load, more: { 'settled after ms': settledMs } })
    expect(Object.keys(load.answers)).toEqual(['200'])
    expect(errors()).toEqual([])
    onQuietMachine(() => expect(settledMs).toBeLessThanOrEqual(5_000))
  })

  test('answers each hostile request as it deserves, and all normal ones', async () => {
    const requests = hostileRequests(service.headers)
    const wrong: unknown[] = []
    const times: number[] = []
    const baseline = await reads(20, seconds(0.5, 5))
    await service.metrics() // the delays count from the scrape before
    const load = await reads(20, async () => {
      for (let round = 0; round < rounds(1, 2); round += 1) {
        for (const request of requests) {
          if (isFull) await pause(100) // a body of 1 MiB takes up to 200 ms, in which nothing else is done
          const { status, octets, text, ms } = await sendHostile(service.port, request)
          times.push(ms)
          const isRight = status !== undefined && request.statuses.includes(status)
          if (!isRight || octets > 64 * 1024 || leak.test(text)) wrong.push([request.name, status, text.slice(0, 300)])
        }
      }
    })
    const delay = Math.round((await metric('nodejs_eventloop_lag_p99_seconds')) * 1_000)
    report({
      fault: `T12 ${requests.length} hostile requests`,
      load,
      baseline,
      more: { 'slowest hostile ms': most(times), 'event loop p99 ms': delay },
    })
    expect(wrong).toEqual([])
    expect(Object.keys(load.answers)).toEqual(['200'])
    expect(errors()).toEqual([])
    onQuietMachine(() => {
      expect(most(times)).toBeLessThanOrEqual(1_000)
      expect(delay).toBeLessThanOrEqual(100)
    })
  })

  /** The records of errors of this test, except of exports beyond the number that may run at once. */
  const errors = () =>
    service
      .records('error')
      .slice(errorsBefore)
      .filter((record) => record['error.code'] !== 'exports-busy')

  /** Adds a hundred products, of which a list has more than 1 MB. */
  async function addLargeProducts(): Promise<void> {
    const large = { category: largeCategory, description: '\u{4e2d}'.repeat(4_000) }
    const lines = Array.from({ length: 100 }, () => JSON.stringify(newProduct(large)))
    const headers = { ...service.headers, 'Content-Type': 'application/x-ndjson' }
    const body = `${lines.join('\n')}\n`
    expect((await fetch(`${service.url}/v1/products/import`, { method: 'POST', headers, body })).status).toBe(200)
  }

  /** Returns a request of a client that leaves: lists, exports, orders and new products. */
  function leftRequest(index: number): string {
    const fields = Object.entries(service.headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const text = (line: string, header = '', body = '') =>
      `${line} HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${fields.join('')}${header}\r\n${body}`
    const lines = JSON.stringify({ lines: [{ productId: product, quantity: 1 }] })
    const kinds = [
      () => text('GET /v1/products?limit=100'),
      () => text('GET /v1/products/export', 'Accept: application/x-ndjson\r\n'),
      () => text('POST /v1/orders', `Idempotency-Key: "left-${index}"\r\n`, lines),
      () => text('POST /v1/products', '', JSON.stringify(newProduct())),
      () => text(`GET /v1/products/${product}`, 'Accept: application/xml\r\n'),
    ]
    return kinds[index % kinds.length]?.() ?? ''
  }
})
