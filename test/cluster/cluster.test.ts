import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { until } from '../support/broker.js'
import { clusterLoad, stockedProducts, taken } from '../support/cluster-load.js'
import { ClusterProcess } from '../support/cluster-process.js'
import { type DatabasePlace, placeOnPostgresql } from '../support/database.js'
import { EventStreamClient } from '../support/event-stream-client.js'
import { describeBehindNginx } from '../support/nginx.js'
import { hasRedis, TestRedis } from '../support/redis.js'
import { isFull, rounds } from '../support/rounds.js'
import { scraped, sumOf } from '../support/scraped.js'
import { trialTokenOf } from '../support/tokens.js'
import { undisturbed } from '../support/undisturbed.js'

describeBehindNginx('two instances behind nginx', () => {
  let place: DatabasePlace
  let cluster: ClusterProcess
  let redis: TestRedis | undefined
  let folder = ''
  let url = ''
  let token = ''
  let products: string[] = []
  let product = ''

  beforeAll(async () => {
    place = await placeOnPostgresql()
    folder = await mkdtemp(join(tmpdir(), 'shop-test-'))
    token = await trialTokenOf(folder)
    redis = hasRedis ? await TestRedis.open() : undefined
    cluster = new ClusterProcess({
      DATABASE_URL: String(place.url),
      DATA_FOLDER: folder,
      DATABASE_POOL: '8',
      RATE_LIMITS: 'off',
      MAX_EVENT_LOOP_DELAY: 'off',
      ...(redis && { REDIS_URL: redis.url, CACHE_URL: redis.url }),
    })
    url = await cluster.url()
    products = await stockedProducts(url, token)
    product = products[0] ?? ''
  })
  afterAll(async () => {
    await cluster.stop()
    await redis?.kill()
    await place.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const restarts = rounds(1, 30)

  test('restart in turn under load without a failed request or connection', async () => {
    const load = clusterLoad(url, { token, products })
    const start = performance.now()
    for (let restart = 0; restart < restarts; restart += 1) {
      const { code, output } = await cluster.roll()
      expect(output.match(/has stopped with 0/g)).toHaveLength(2)
      expect(code).toBe(0)
    }
    const seconds = Math.round((performance.now() - start) / 1_000)
    const { failures, connections, orders, reads, slow, streams } = await load.stop()
    const figures = { seconds, orders: orders.size, reads, slow, streams, connections, failures: failures.length }
    if (isFull) process.stderr.write(`T8 ${restarts} rolling restarts: ${JSON.stringify(figures)}\n`)
    expect([failures, refusals(cluster.output)]).toEqual([[], []])
    expect(connections).toBe(32)
    for (const count of [orders.size, reads, slow]) expect(count).toBeGreaterThan(0)
    // At most one of the two ends does not belong to the instance of the stream.
    expect(streams).toBeGreaterThan(restarts)
    expect(await taken(url)).toBe(orders.size)
  }, 1_200_000)

  test('a killed instance is started again, and each order is placed once', async () => {
    const before = await taken(url)
    const load = clusterLoad(url, { token, products, clients: 16 })
    for (let kill = 0; kill < rounds(1, 10); kill += 1) {
      const number = (kill % 2) + 1
      const seen = cluster.output.length
      process.kill(cluster.processId(number), 'SIGKILL')
      await cluster.line(new RegExp(`^\\[${number}\\] ended with SIGKILL`, 'm'), seen)
      await cluster.line(new RegExp(`^\\[${number}\\] serves again`, 'm'), seen)
    }
    const { orders, doubtful } = await load.stop()
    // A client that knows nothing of its order sends the request again with the same key.
    const settled = new Set(orders.values())
    for (const [key, ordered] of doubtful) settled.add(await placed(key, ordered))
    expect(settled.size).toBe(orders.size + doubtful.size)
    expect((await taken(url)) - before).toBe(settled.size)
  }, 600_000)

  test('a change through one instance is seen at once through the other', async () => {
    const [one = '', two = ''] = cluster.instances
    const read = async (instance: string) => (await fetch(`${instance}/v1/products/${product}`)).json()
    const changed = { name: 'before' }
    const change = async (round: number) => {
      const [writer, reader] = round % 2 === 0 ? [one, two] : [two, one]
      const before = (await read(reader)) as { version: number }
      changed.name = `name ${round}`
      const response = await fetch(`${writer}/v1/products/${product}`, {
        method: 'PATCH',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/merge-patch+json',
          'If-Match': `"${before.version}"`,
        },
        body: JSON.stringify(changed),
      })
      expect(response.status).toBe(200)
      expect(await read(reader)).toMatchObject(changed)
    }
    for (let round = 0; round < 20; round += 1) await undisturbed(losses, () => change(round))
  })

  test('an order that changes through one instance is an event of the other', async () => {
    const [one = '', two = ''] = cluster.instances
    const id = await placed(`"${randomUUID()}"`)
    const stream = await EventStreamClient.open(`${one}/v1/orders/${id}/events`, { Authorization: `Bearer ${token}` })
    await stream.next()
    await fetch(`${two}/v1/orders/${id}/cancellation`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': `"${randomUUID()}"` },
    })
    expect((await stream.next())?.data).toMatchObject({ type: expect.stringContaining('cancelled') })
    stream.leave()
  })

  test('know the address of the client, and return the request id', async () => {
    const seen = cluster.output.length
    const id = randomUUID()
    const headers = { 'X-Request-Id': id, 'X-Forwarded-For': '192.0.2.7' }
    const response = await fetch(`${url}/v1/products?limit=1`, { headers })
    expect(response.headers.get('x-request-id')).toBe(id)
    await cluster.line(new RegExp(`"http.request.id":"${id}"`), seen)
    expect(cluster.output.slice(seen)).not.toContain('192.0.2.7')
  })

  test.each(['/metrics', '/readyz', '/livez'])('nginx passes no request of %s on', async (path) => {
    const response = await fetch(url + path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  /** Returns the records of requests that were answered with a 5xx, with their reasons. */
  function refusals(output: string): string[] {
    return output.split('\n').filter((line) => /"http.response.status_code":5\d\d/.test(line))
  }

  /** Resolves to the number of times that an instance has lost the cache, once all use it. */
  async function losses(): Promise<number> {
    const isUp = async (instance: string) =>
      sumOf(scraped(await (await fetch(`${instance}/metrics`)).text()), 'shop_cache_store_up') === 1
    await until(async () => !redis || (await Promise.all(cluster.instances.map(isUp))).every(Boolean))
    return cluster.output.split('"cache-lost"').length - 1
  }

  /** Places an order of one piece. Resolves to its id. */
  async function placed(key: string, ordered = product): Promise<string> {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key }
    const body = JSON.stringify({ lines: [{ productId: ordered, quantity: 1 }] })
    const response = await fetch(`${url}/v1/orders`, { method: 'POST', headers, body })
    expect(response.status).toBe(201)
    return ((await response.json()) as { id: string }).id
  }
})
