import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { until } from '../support/broker.js'
import { type DatabasePlace, placeOnPostgresql, serverUrl } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { hasMemcached, TestMemcached } from '../support/memcached.js'
import { hasRedis, TestRedis } from '../support/redis.js'
import { type ServiceProcess, ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'
import { undisturbed } from '../support/undisturbed.js'

const stores = [
  ['Redis', hasRedis, TestRedis.open],
  ['Memcached', hasMemcached, TestMemcached.open],
] as const

for (const [name, isInstalled, open] of stores) {
  const isPossible = isInstalled && serverUrl !== undefined
  const title = isPossible ? name : `${name} (skipped: it needs ${name} and PostgreSQL, and one of them is missing)`
  ;(isPossible ? describe : describe.skip)(`two instances with a cache on ${title}`, () => describeInstances(open))
}

interface Content {
  readonly id: string
  readonly stock: number
  readonly version: number
}

function describeInstances(open: () => Promise<TestRedis | TestMemcached>): void {
  const services = new ServiceProcesses()
  let store: TestRedis | TestMemcached
  let place: DatabasePlace
  let instances: ServiceProcess[]
  let [one, other, token] = ['', '', '']

  beforeAll(async () => {
    store = await open()
    place = await placeOnPostgresql()
    const folder = await services.folder()
    token = await trialTokenOf(folder)
    // A busy machine would be overload, and fast reads a flood: both are refused by other parts of the service.
    const limits = { RATE_LIMITS: 'off', MAX_EVENT_LOOP_DELAY: 'off' }
    const env = { DATA_FOLDER: folder, DATABASE_URL: place.url ?? '', CACHE_URL: store.url, ...limits }
    instances = [services.start({ env })]
    one = (await instances[0]?.url()) ?? ''
    instances.push(services.start({ env }))
    other = (await instances[1]?.url()) ?? ''
    await until(async () => (await storeUp(one)) && (await storeUp(other)))
  })
  afterAll(async () => {
    await services.clean()
    store.resume()
    await store.kill()
    await place.drop()
  })

  const metrics = async (url: string) => (await fetch(`${url}/metrics`)).text()
  const storeUp = async (url: string) => (await metrics(url)).includes('shop_cache_store_up 1')

  async function hits(url: string): Promise<number> {
    const counts = (await metrics(url)).matchAll(/^shop_cache_lookups_total\{[^}]*result="hit"\} (\d+)$/gm)
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
  }

  async function send(method: string, url: string, body?: unknown, fields: Readonly<Record<string, string>> = {}) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...fields }
    return fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  }

  async function added(): Promise<Content> {
    return (await (await send('POST', `${one}/v1/products`, newProduct({ stock: 10 }))).json()) as Content
  }

  /** Reads a product from both instances until each answers from its cache. */
  async function warm(path: string): Promise<void> {
    for (const url of [one, other]) {
      const before = await hits(url)
      await until(async () => {
        await fetch(url + path)
        return (await hits(url)) > before
      })
    }
  }

  const stockAt = async (url: string, path: string) => ((await (await fetch(url + path)).json()) as Content).stock

  test('what one instance changes, the next read of the other has, with its entity tag', async () => {
    await undisturbed(losses, async () => {
      const path = `/v1/products/${(await added()).id}`
      await warm(path)
      for (let stock = 20; stock < 40; stock += 1) {
        const [writer, reader] = stock % 2 === 0 ? [one, other] : [other, one]
        const before = (await fetch(reader + path)).headers.get('ETag') ?? ''
        const changed = await send('PATCH', writer + path, { stock }, { 'If-Match': '*' })
        expect(changed.status).toBe(200)
        const after = await fetch(reader + path, { headers: { 'If-None-Match': before } })
        expect([after.status, ((await after.json()) as Content).stock]).toEqual([200, stock])
        const tag = after.headers.get('ETag') ?? ''
        expect((await fetch(writer + path, { headers: { 'If-None-Match': tag } })).status).toBe(304)
      }
    })
  })

  test('orders change what is read of their products: placed, and cancelled', async () => {
    await undisturbed(losses, async () => {
      const product = await added()
      const path = `/v1/products/${product.id}`
      await warm(path)
      const lines = [{ productId: product.id, quantity: 3 }]
      const placed = await send('POST', `${one}/v1/orders`, { lines }, { 'Idempotency-Key': `"${randomUUID()}"` })
      expect([placed.status, await stockAt(other, path)]).toEqual([201, 7])
      const order = `${other}/v1/orders/${((await placed.json()) as Content).id}`
      const cancelled = await send('POST', `${order}/cancellation`, undefined, {
        'Idempotency-Key': `"${randomUUID()}"`,
      })
      expect([cancelled.status, await stockAt(one, path)]).toEqual([200, 10])
    })
  })

  test('an import changes what is read of its products, and a removed product is a 404', async () => {
    await undisturbed(losses, async () => {
      const product = await added()
      const path = `/v1/products/${product.id}`
      await warm(path)
      const { version, id, createdAt, updatedAt, ...content } = product as unknown as Record<string, unknown>
      const line = JSON.stringify({ ...content, stock: 77 })
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-ndjson' }
      const imported = await fetch(`${one}/v1/products/import`, { method: 'POST', headers, body: `${line}\n` })
      expect([imported.status, await stockAt(other, path)]).toEqual([200, 77])
      expect((await send('DELETE', one + path, undefined, { 'If-Match': '*' })).status).toBe(204)
      expect((await fetch(other + path)).status).toBe(404)
    })
  })

  test('reads go on while the store is dead and while it hangs, with a record of each loss and return', async () => {
    const path = `/v1/products/${(await added()).id}`
    await warm(path)
    const dead = await reading(async () => {
      await store.kill()
      await until(() => !instances.some(isRestored))
      await store.start()
      await until(() => instances.every(isRestored))
    })
    const hanging = await reading(async () => {
      store.hang()
      await until(() => !instances.some(isRestored))
      store.resume()
      await until(() => instances.every(isRestored))
    })
    for (const { failed, count } of [dead, hanging]) expect([count > 0, failed]).toEqual([true, []])
    for (const names of instances.map(cacheRecords)) {
      expect(names).toEqual(names.map((_, index) => (index % 2 === 0 ? 'cache-lost' : 'cache-restored')))
    }

    /** Reads from both instances until the work is done. */
    async function reading(work: () => Promise<void>) {
      let count = 0
      const failed: string[] = []
      let isDone = false
      const client = async (url: string) => {
        while (!isDone) {
          const answer = await fetch(url + path)
          const content = await answer.text()
          count += 1
          if (answer.status !== 200) failed.push(content)
        }
      }
      const clients = [one, other, one, other].map(client)
      await work().finally(() => {
        isDone = true
      })
      await Promise.all(clients)
      return { count, failed }
    }
  })

  function cacheRecords({ records }: ServiceProcess): readonly string[] {
    return records.map((record) => String(record['event.action'])).filter((name) => name.startsWith('cache-'))
  }

  /** Resolves to the number of times that an instance has lost the store, once all use it. */
  async function losses(): Promise<number> {
    await until(async () => instances.every(isRestored) && (await storeUp(one)) && (await storeUp(other)))
    return instances.flatMap(cacheRecords).filter((name) => name === 'cache-lost').length
  }

  /** Reports whether the instance uses the store. */
  const isRestored = (instance: ServiceProcess) => cacheRecords(instance).at(-1) !== 'cache-lost'
}
