import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { ChangedProducts } from '../../cache/changed-products.js'
import { RedisClient } from '../../cache/redis-client.js'
import { type RedisNotices, redisNotices } from '../../cache/redis-notices.js'
import { until } from '../support/broker.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'

describeWithRedis('notices on Redis', () => {
  let redis: TestRedis
  let open: { close(): Promise<void> }[]

  beforeEach(async () => {
    redis = await TestRedis.open()
    open = []
  })

  afterEach(async () => {
    await Promise.all(open.map((connection) => connection.close()))
    await redis.kill()
  })

  async function connect(deadline = 60_000): Promise<{ notices: RedisNotices; handled: ChangedProducts[] }> {
    const handled: ChangedProducts[] = []
    const client = new RedisClient({ url: redis.url, name: 'test', onEvent: () => undefined, deadline: 60_000 })
    const onChange = (changed: ChangedProducts) => handled.push(changed)
    const notices = redisNotices({ url: redis.url, client, prefix: 'test:', onChange, deadline })
    open.push(client, notices)
    await until(() => client.isUp && notices.isUp)
    return { notices, handled }
  }

  test('a notice is handled by all instances before it resolves', async () => {
    const [sender, ...others] = [await connect(), await connect(), await connect()]
    for (let round = 0; round < 200; round += 1) {
      const ids = [`a${round}`, `b${round}`]
      await sender.notices.tell(ids)
      for (const { handled } of [sender, ...others]) expect(handled.at(-1)).toEqual(ids)
    }
  })

  test('several notices at once are told apart', async () => {
    const [one, other] = [await connect(), await connect()]
    const rounds = Array.from({ length: 50 }, (_, round) => String(round))
    await Promise.all(rounds.flatMap((id) => [one.notices.tell([id]), other.notices.tell([id])]))
    for (const { handled } of [one, other]) expect(handled.flat().filter((id) => id === '7')).toHaveLength(2)
  })

  test('an instance that is subscribed and hangs is awaited once, and not with each change', async () => {
    const { notices } = await connect(1_000)
    const silent = new RedisClient({
      url: redis.url,
      name: 'silent',
      onEvent: () => undefined,
      setUp: (commands) => commands.subscribe('test:changes', () => undefined),
    })
    open.push(silent)
    await until(() => silent.isUp)
    // With a second for each of them, the test would take too long.
    for (let round = 0; round < 200; round += 1) await notices.tell(['a'])
  })

  test('every subscription begins with the notice that all may have changed', async () => {
    const { notices, handled } = await connect()
    expect(handled).toEqual(['all'])
    await redis.kill()
    await until(() => !notices.isUp)
    await expect(notices.tell(['a'])).rejects.toThrow('Redis')
    await redis.start()
    await until(() => notices.isUp)
    expect(handled).toEqual(['all', 'all'])
  })
})
