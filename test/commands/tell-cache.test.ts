import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openProductCache } from '../../cache/open-product-cache.js'
import { tellCache } from '../../commands/tell-cache.js'
import { until } from '../support/broker.js'
import { CountedProduct } from '../support/counted-product.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'

const printed: string[] = []
const print = (line: string) => void printed.push(line)
const settingsOf = (url: string | undefined) => ({ cache: { url, ttl: 60 }, redisPrefix: 'test' })

beforeEach(() => void printed.splice(0))

test('a cache in memory, or none, is not told', async () => {
  await tellCache(settingsOf(undefined), print)
  await tellCache({ cache: undefined, redisPrefix: 'test' }, print)
  expect(printed).toEqual([])
})

describeWithRedis('a cache that a command informs', () => {
  let redis: TestRedis
  beforeEach(async () => {
    redis = await TestRedis.open()
  })
  afterEach(() => redis.kill())

  test('an instance reads what the command has changed', async () => {
    const product = new CountedProduct()
    const cache = openProductCache({
      url: redis.url,
      prefix: 'test',
      ttl: 60,
      deadline: 30_000,
      onEvent: () => undefined,
    })
    await until(async () => {
      const { queries } = product
      await cache.read(product.id, product.load)
      return product.queries === queries
    })
    product.change()
    await tellCache(settingsOf(redis.url), print, 30_000)
    expect(await cache.read(product.id, product.load)).toEqual(product.stored)
    expect(printed).toEqual([])
    await cache.close()
  })

  test('a lost store is a warning with the time that old products last', async () => {
    await redis.kill()
    await tellCache(settingsOf(redis.url), print)
    expect(printed).toEqual(['The cache cannot be reached: instances may show old products for up to 120 seconds.'])
  })
})
