import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { until } from '../support/broker.js'
import { type DatabasePlace, describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { type DatabaseProxy, databaseProxy } from '../support/database-proxy.js'
import { newProduct } from '../support/example-products.js'
import { FaultyService } from '../support/faults/faulty-service.js'
import { onQuietMachine, report } from '../support/faults/figures.js'
import { type LoadFigures, type LoadRequest, loadDuring } from '../support/faults/steady-load.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'
import { isFull, rounds } from '../support/rounds.js'
import { sumOf } from '../support/scraped.js'

describeWithRedis('with Redis', () => {
  describeOnPostgresql('a service whose Redis and PostgreSQL have faults', () => {
    let place: DatabasePlace
    let database: DatabaseProxy
    let redis: TestRedis
    let service: FaultyService
    let product = ''

    beforeAll(async () => {
      place = await placeOnPostgresql()
      database = await databaseProxy(place.url ?? '')
      await database.open()
      redis = await TestRedis.open()
      const limits = { RATE_LIMITS: 'on', RATE_LIMIT_READS: '1000000/60', RATE_LIMIT_ORDERS: '1000000/60' }
      const env = { DATABASE_URL: database.url, DATABASE_LISTEN_URL: place.url ?? '', REDIS_URL: redis.url, ...limits }
      service = await FaultyService.start(env)
      product = await service.added(newProduct({ stock: 1_000_000 }))
    })
    afterAll(async () => {
      await service.stop()
      redis.resume()
      await redis.kill()
      await database.cut()
      await place.drop()
    })

    const seconds = (some: number, all: number) => () => pause(rounds(some, all) * 1_000)
    const load = (rate: number, requests: readonly LoadRequest[], work: () => Promise<unknown>) =>
      loadDuring({ url: service.url, rate, requests }, work)

    describeStores()
    describeDatabase()

    /** The shared store of the cache and of the limits. */
    function describeStores(): void {
      const reads = () => [{ path: `/v1/products/${product}` }, { path: '/v1/products?limit=5' }]
      const stores = ['shop_cache_store_up', 'shop_rate_limit_store_up']

      /** Resolves when both stores are used again, or both are not. */
      const untilStores = (isUp: boolean) =>
        until(async () => {
          const samples = await service.metrics()
          return stores.every((name) => sumOf(samples, name) === Number(isUp))
        })

      test('answers every read while its Redis is dead, then hangs, and uses it again', async () => {
        await untilStores(true)
        const baseline = await load(rounds(20, 200), reads(), seconds(0.5, 10))
        const faults = [
          { fault: 'T7 Redis dead', begin: () => redis.kill(), end: () => redis.start() },
          { fault: 'T7 Redis hanging', begin: async () => redis.hang(), end: async () => redis.resume() },
        ]
        for (const { fault, begin, end } of faults) {
          let recoveryMs = 0
          const figures = await load(rounds(20, 200), reads(), async () => {
            await begin()
            await untilStores(false)
            await seconds(0.5, 30)()
            await end()
            const start = performance.now()
            await untilStores(true)
            recoveryMs = Math.round(performance.now() - start)
          })
          report({ fault, load: figures, baseline, more: { 'used again after ms': recoveryMs } })
          expect(Object.keys(figures.answers)).toEqual(['200'])
          onQuietMachine(() => {
            expect(figures.p99).toBeLessThanOrEqual(5 * baseline.p99)
            // A read asks Redis twice, for its count and its product, and waits for at most 100 ms each time.
            expect(figures.slowest).toBeLessThanOrEqual(200 + 5 * baseline.slowest)
            expect(recoveryMs).toBeLessThanOrEqual(10_000)
          })
        }
        // A busy machine may make Redis late once more. Each loss and each return has one record, the return a moment later.
        const changes = () => service.actions.filter((action) => /^cache-(lost|restored)$/.test(action))
        await until(async () => changes().length >= 4)
        expect(changes()).toEqual(changes().map((_, index) => (index % 2 === 0 ? 'cache-lost' : 'cache-restored')))
        expect(service.records('error')).toEqual([])
      })
    }

    /** The way to PostgreSQL. */
    function describeDatabase(): void {
      /** Three lists, then an order. */
      const readsAndOrder = (): LoadRequest[] => {
        const list = { path: '/v1/products?limit=5' }
        const headers = { ...service.headers, 'Idempotency-Key': `"${randomUUID()}-{number}"` }
        const body = JSON.stringify({ lines: [{ productId: product, quantity: 1 }] })
        return [list, list, list, { method: 'POST', path: '/v1/orders', headers, body }]
      }
      const faults = [
        { fault: 'T13 500 ms to PostgreSQL', some: 1, all: 25, begin: () => database.delay(rounds(30, 500)) },
        { fault: 'T13 1 % resets', some: 1, all: 20, begin: () => database.reset(0.01) },
        // Silent connections are given up after 5 seconds, for which `npm test` does not wait: `repository/storage-error` has less.
        { fault: 'T13 half-open connections', some: 0, all: 25, begin: () => database.silence() },
      ]

      test('answers 200, 201 or 503 while PostgreSQL is slow or unreachable, and keeps its pool', async () => {
        let baseline: LoadFigures | undefined
        for (const { fault, some, all, begin } of faults) {
          if (!isFull && some === 0) continue
          baseline ??= await load(rounds(20, 100), readsAndOrder(), seconds(0.5, 5))
          const figures = await load(rounds(20, 100), readsAndOrder(), async () => {
            begin()
            await seconds(some, all)()
          })
          database.delay(0)
          database.reset(0)
          await service.untilIdle()
          const after = await load(rounds(20, 100), readsAndOrder(), seconds(0.5, 3))
          report({ fault, load: figures, baseline, more: { 'p99 afterwards': after.p99 } })
          const others = Object.keys(figures.answers).filter((status) => !['200', '201', '503'].includes(status))
          expect([fault, others]).toEqual([fault, []])
          expect([fault, Object.keys(after.answers)]).toEqual([fault, ['200', '201']])
          // A request is answered within 15 seconds.
          onQuietMachine(() => expect(figures.slowest).toBeLessThanOrEqual(15_500))
        }
        await service.untilIdle()
        const pools = await service.metrics()
        const connections = sumOf(pools, 'db_client_connection_count', { db_client_connection_pool_name: 'main' })
        expect(connections).toBeLessThanOrEqual(10)
      })
    }
  })
})
