import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createClient } from 'redis'
import { RedisClient, type RedisClientOptions } from '../../cache/redis-client.js'
import type { RedisEvent } from '../../cache/redis-event.js'
import { RedisUnavailable } from '../../cache/redis-unavailable.js'
import { until } from '../support/broker.js'
import { describeWithRedis, TestRedis } from '../support/redis.js'

describeWithRedis('a client of Redis', () => {
  let redis: TestRedis
  let clients: RedisClient[]
  let events: RedisEvent[]

  beforeEach(async () => {
    redis = await TestRedis.open()
    clients = []
    events = []
  })

  afterEach(async () => {
    redis.resume()
    await Promise.all(clients.map((client) => client.close()))
    await redis.kill()
  })

  /** Connects with a deadline that a busy machine does not miss, unless the options have another. */
  function connect(options: Partial<RedisClientOptions> = {}): RedisClient {
    const onEvent = (event: RedisEvent) => events.push(event)
    const retry = { first: 5, most: 20 }
    const client = new RedisClient({ url: redis.url, name: 'test', deadline: 60_000, onEvent, retry, ...options })
    clients.push(client)
    return client
  }

  const names = () => events.map(({ name }) => name)

  async function connected(options: Partial<RedisClientOptions> = {}): Promise<RedisClient> {
    const client = connect(options)
    await until(() => client.isUp)
    return client
  }

  test('it runs commands, and reports that it has connected, without the password', async () => {
    const client = await connected({ url: redis.url.replace('//', '//default:canary@') })
    await client.run((commands) => commands.set('a', '1'))
    expect(await client.run((commands) => commands.get('a'))).toBe('1')
    const message = 'connected to Redis'
    expect(events).toEqual([{ name: 'redis-reached', message, link: 'test', address: `127.0.0.1:${redis.port}` }])
  })

  test('an error that Redis answers is thrown as it is, and the connection stays', async () => {
    const client = await connected()
    await client.run((commands) => commands.set('a', 'text'))
    await expect(client.run((commands) => commands.incr('a'))).rejects.toThrow('value is not an integer')
    expect(client.isUp).toBe(true)
    expect(names()).toEqual(['redis-reached'])
  })

  test('commands fail at once before the connection, and when Redis was never there', async () => {
    await redis.kill()
    const client = connect()
    await expect(client.run((commands) => commands.ping())).rejects.toThrow(RedisUnavailable)
    await until(() => events.length > 0)
    expect(events).toEqual([expect.objectContaining({ name: 'redis-unreachable', reason: expect.any(String) })])
  })

  test('when Redis hangs, pending commands fail at one deadline, later ones at once', async () => {
    const client = await connected({ deadline: 1_000 })
    redis.hang()
    const pending = Array.from({ length: 50 }, () => client.run((commands) => commands.ping()))
    for (const { status } of await Promise.allSettled(pending)) expect(status).toBe('rejected')
    expect(client.isUp).toBe(false)
    // A deadline of its own for each command would take longer than the test may.
    for (let count = 0; count < 1_000; count += 1) {
      await expect(client.run((commands) => commands.ping())).rejects.toThrow(RedisUnavailable)
    }
    await until(() => names().at(-1) === 'redis-unreachable')
    redis.resume()
    await until(() => client.run((commands) => commands.set('a', '1')).then(Boolean, () => false))
    // Each change is reported once: the loss and the return alternate.
    expect(names().every((name, at) => name !== names()[at - 1])).toBe(true)
  })

  test('a silent loss is noticed without commands', async () => {
    const client = await connected({ heartbeat: 20, deadline: 1_000 })
    redis.hang()
    await until(() => !client.isUp)
    redis.resume()
    await until(() => client.isUp)
  })

  test('finds a killed Redis when it is started again, with one event each', async () => {
    const client = await connected()
    await redis.kill()
    await until(() => events.length === 2)
    await expect(client.run((commands) => commands.ping())).rejects.toThrow(RedisUnavailable)
    await redis.start()
    await until(() => client.isUp)
    expect(names()).toEqual(['redis-reached', 'redis-unreachable', 'redis-reached'])
  })

  test('sets up each connection before its use, and ends it when that fails', async () => {
    const calls: boolean[] = []
    const client: RedisClient = connect({
      setUp: async (commands) => {
        calls.push(client.isUp)
        if (calls.length === 1) throw new Error('cannot subscribe')
        await commands.subscribe('news', (text) => received.push(text))
      },
    })
    const received: string[] = []
    await until(() => client.isUp)
    expect(calls).toEqual([false, false])
    expect(names()).toEqual(['redis-unreachable', 'redis-reached'])
    const other = createClient({ url: redis.url })
    await other.connect()
    await other.publish('news', 'one')
    await until(() => received.length > 0)
    await other.close()
    expect(received).toEqual(['one'])
  })

  test('a wrong password is reported, not shown, and tried again', async () => {
    await redis.kill()
    await redis.start('--requirepass', 'right')
    connect({ url: redis.url.replace('//', '//:canary@') })
    await until(() => events.length > 0)
    expect(JSON.stringify(events)).toMatch(/WRONGPASS/)
    expect(JSON.stringify(events)).not.toMatch(/canary/)
  })

  test('closing ends pending commands and attempts to connect, also while Redis hangs', async () => {
    const client = await connected()
    redis.hang()
    const pending = client.run((commands) => commands.ping())
    const refused = expect(pending).rejects.toThrow(RedisUnavailable)
    await client.close()
    await refused
    await connect().close()
    await expect(client.run((commands) => commands.ping())).rejects.toThrow(RedisUnavailable)
    expect(names()).toEqual(['redis-reached'])
  })
})
