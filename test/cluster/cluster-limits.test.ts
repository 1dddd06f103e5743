import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { until } from '../support/broker.js'
import { ClusterProcess } from '../support/cluster-process.js'
import { type DatabasePlace, placeOnPostgresql } from '../support/database.js'
import { describeBehindNginx } from '../support/nginx.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'
import { tally } from '../support/rounds.js'
import { scraped, sumOf } from '../support/scraped.js'

describeWithRedis('limits on Redis', () => {
  describeBehindNginx('two instances behind nginx', () => {
    let place: DatabasePlace
    let redis: TestRedis
    let cluster: ClusterProcess
    let folder = ''

    beforeAll(async () => {
      place = await placeOnPostgresql()
      folder = await mkdtemp(join(tmpdir(), 'shop-test-'))
      redis = await TestRedis.open()
      cluster = new ClusterProcess({
        DATABASE_URL: String(place.url),
        DATA_FOLDER: folder,
        REDIS_URL: redis.url,
        RATE_LIMIT_READS: '10/3600',
        MAX_EVENT_LOOP_DELAY: 'off',
      })
      await cluster.url()
    })
    afterAll(async () => {
      await cluster.stop()
      await redis.kill()
      await place.drop()
      await rm(folder, { recursive: true, force: true })
    })

    /** Returns a metric of each instance. */
    const metric = (name: string) =>
      Promise.all(
        cluster.instances.map(async (url) => sumOf(scraped(await (await fetch(`${url}/metrics`)).text()), name)),
      )

    /** Resolves to the failed calls to Redis of each instance, once both count there. */
    async function failures(): Promise<readonly number[]> {
      await until(async () => (await metric('shop_rate_limit_store_up')).every((up) => up === 1))
      return metric('shop_rate_limit_store_errors_total')
    }

    test('share one limit a client, whatever address it makes up', async () => {
      const url = await cluster.url()
      const read = async (_: unknown, index: number) => {
        const headers = { 'X-Forwarded-For': `192.0.2.${index}`, Forwarded: `for=192.0.2.${index}` }
        return String((await fetch(`${url}/v1/products?limit=1`, { headers })).status)
      }
      // On a busy machine, Redis may answer too late. The instance then counts alone, and the round says nothing.
      for (let before = await failures(), after: readonly number[] = []; ; before = after) {
        await redis.empty()
        const statuses = tally(await Promise.all(Array.from({ length: 30 }, read)))
        after = await failures()
        if (String(after) !== String(before)) continue
        expect(statuses).toEqual({ 200: 10, 429: 20 })
        break
      }
    })
  })
})
