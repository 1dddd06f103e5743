import { afterEach, beforeEach, expect, test } from '@jest/globals'
import request from 'supertest'
import { until } from '../support/broker.js'
import { expectRecords } from '../support/expect-records.js'
import { type LimitedShop, limitedShop } from '../support/limited-shop.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'

describeWithRedis('limits shared by Redis', () => {
  let redis: TestRedis
  let shops: readonly [LimitedShop, LimitedShop]
  const three = { limit: 3, window: 600 }

  beforeEach(async () => {
    redis = await TestRedis.open()
    await open(30_000)
  })

  /** Opens the two instances. @param deadline the time limit of an answer of Redis, which a busy machine may miss if it is short */
  async function open(deadline: number): Promise<void> {
    const shop = () => limitedShop({ rates: { reads: three }, redis: { url: redis.url, prefix: 'test', deadline } })
    shops = [shop(), shop()]
    await reached(1)
  }

  afterEach(async () => {
    redis.resume()
    await Promise.all(shops.map(({ limits }) => limits.close()))
    await redis.kill()
  })

  const read = async (at: 0 | 1) => (await request(shops[at].app).get('/v1/products')).status
  const names = (at: 0 | 1) => shops[at].events.map(({ name }) => name)
  const reached = async (count: number) =>
    until(() =>
      shops.every((_, at) => names(at as 0 | 1).filter((name) => name === 'limits-store-reached').length >= count),
    )

  test('a client has its limit once, whichever instance it asks', async () => {
    expect([await read(0), await read(1), await read(0)]).toEqual([200, 200, 200])
    expect([await read(0), await read(1)]).toEqual([429, 429])
    const { headers } = await request(shops[1].app).get('/v1/products')
    expect(headers).toMatchObject({ ratelimit: expect.stringMatching(/^"reads"; r=0; t=\d+$/) })
  })

  test('a Redis that hangs fails nothing; instances count alone, then together', async () => {
    await Promise.all(shops.map(({ limits }) => limits.close()))
    await open(100)
    redis.hang()
    for (let count = 0; count < 20; count += 1) expect([200, 429]).toContain(await read(0))
    expect(await read(0)).toBe(429)
    // Only the first request has waited for Redis.
    expect(shops[0].counted.filter((each) => each === 'store failed').length).toBeLessThan(2)
    await until(() => shops.every((_, at) => names(at as 0 | 1).includes('limits-store-lost')))
    const before = shops.map((_, at) => names(at as 0 | 1).length)
    redis.resume()
    await until(() => shops.every(({ events }, at) => events.length > (before[at] ?? 0)))
    // Each change is reported once: the loss and the return alternate.
    for (const { events } of shops) {
      expect(events.every(({ name }, at) => name !== events[at - 1]?.name)).toBe(true)
    }
  })

  test('a Redis that is killed and started again, without its scripts, counts again', async () => {
    expect(await read(0)).toBe(200)
    await redis.kill()
    expect([await read(0), await read(1)]).toEqual([200, 200])
    await until(() => shops.every((_, at) => names(at as 0 | 1).includes('limits-store-lost')))
    await redis.start()
    await reached(2)
    expect([await read(0), await read(1), await read(0), await read(1)]).toEqual([200, 200, 200, 429])
    expectRecords(shops[1].events.slice(-3), ['limits-store-reached', 'limits-store-lost', 'limits-store-reached'])
    expect(shops[1].counted.slice(-4)).toEqual(['store up true', 'store up false', 'store up true', 'rejected reads'])
  })

  test('a Redis that refuses to write fails nothing, and one event has why', async () => {
    const statuses: number[] = []
    await redis.kill()
    await redis.start('--maxmemory', '1')
    await reached(2)
    for (let count = 0; count < 4; count += 1) statuses.push(await read(0))
    expect(statuses).toEqual([200, 200, 200, 429])
    const lost = shops[0].events.filter(({ name }) => name === 'limits-store-lost')
    expect(lost.at(-1)).toMatchObject({ reason: expect.stringMatching(/OOM/) })
    expect(shops[0].counted.filter((each) => each === 'store failed')).toHaveLength(4)
  })
})
