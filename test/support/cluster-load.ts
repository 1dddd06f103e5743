import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { EventStreamClient } from './event-stream-client.js'
import { newProduct } from './example-products.js'
import { type ClientAnswer, type ClientRequest, KeepAliveClient } from './keep-alive-client.js'

/** The work of clients while instances come and go. */
export interface ClusterLoad {
  /** Ends the work. Resolves to its result when every request has ended. */
  stop(): Promise<LoadResult>
}

export interface LoadResult {
  readonly reads: number
  readonly slow: number
  readonly streams: number
  readonly connections: number
  /** The placed orders by their keys. A repeated request of a key has the same one. */
  readonly orders: ReadonlyMap<string, string>
  /** The keys of requests that failed, with their products. Their orders may have been placed. */
  readonly doubtful: ReadonlyMap<string, string>
  readonly failures: readonly string[]
}

const stock = 1_000_000
const category = 'Load'

/** The number of products of the load: one for each client that places orders. Orders of one product wait for each other. */
const productCount = 11

/** Adds the products that the orders of the load take. Resolves to their ids. */
export async function stockedProducts(url: string, token: string): Promise<string[]> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const add = async (_: unknown, index: number) => {
    const body = JSON.stringify(newProduct({ stock, category, sku: `LOAD-${index}` }))
    const response = await fetch(`${url}/v1/products`, { method: 'POST', headers, body })
    return ((await response.json()) as { id: string }).id
  }
  return Promise.all(Array.from({ length: productCount }, add))
}

/** Resolves to the number of pieces that are gone from the stocks in the database. Lists are not read from the cache. */
export async function taken(url: string): Promise<number> {
  const response = await fetch(`${url}/v1/products?category=${category}&limit=100`)
  const listed = (await response.json()) as { stock: number }[]
  if (listed.length !== productCount) throw new Error('the products of the load are not listed')
  return listed.reduce((sum, each) => sum + stock - each.stock, 0)
}

/** Starts clients that read, place orders, send a request that takes 3 seconds, and watch an order. Nothing is repeated. */
export function clusterLoad(
  url: string,
  { token, products, clients = 32 }: { token: string; products: readonly string[]; clients?: number },
): ClusterLoad {
  const authorization = { Authorization: `Bearer ${token}` }
  const failures: string[] = []
  const doubtful = new Map<string, string>()
  const orders = new Map<string, string>()
  const counts = { reads: 0, slow: 0, streams: 0, connections: 0 }
  let isDone = false

  /** Sends a request, and notes what is not an answer with this status and a whole body. */
  async function expecting(
    client: KeepAliveClient,
    status: number,
    path: string,
    options: ClientRequest = {},
  ): Promise<ClientAnswer | undefined> {
    const what = `${options.method ?? 'GET'} ${path}`
    try {
      const answer = await client.send(path, options)
      if (answer.status === status) return answer
      failures.push(`${what}: ${answer.status} ${answer.text}`)
    } catch (error) {
      failures.push(`${what}: ${String(error)}`)
    }
    return undefined
  }

  async function place(client: KeepAliveClient, product: string): Promise<string | undefined> {
    const key = `"${randomUUID()}"`
    const headers = { ...authorization, 'Content-Type': 'application/json', 'Idempotency-Key': key }
    const body = JSON.stringify({ lines: [{ productId: product, quantity: 1 }] })
    const answer = await expecting(client, 201, '/v1/orders', { method: 'POST', headers, body })
    if (answer === undefined) return void doubtful.set(key, product)
    orders.set(key, JSON.parse(answer.text).id)
    return answer.headers.location
  }

  async function read(client: KeepAliveClient, path: string): Promise<void> {
    const answer = await expecting(client, 200, path)
    if (answer === undefined) return
    JSON.parse(answer.text)
    counts.reads += 1
  }

  /** Sends an import whose content takes 3 seconds, which nginx passes on while it arrives. */
  async function importSlowly(client: KeepAliveClient): Promise<void> {
    async function* lines() {
      for (let line = 0; line < 6; line += 1) {
        yield `${JSON.stringify(newProduct({ sku: `SLOW-${line}`, name: randomUUID() }))}\n`
        await pause(500)
      }
    }
    const headers = { ...authorization, 'Content-Type': 'application/x-ndjson' }
    const answer = await expecting(client, 200, '/v1/products/import', { method: 'POST', headers, body: lines() })
    if (answer) counts.slow += 1
  }

  /** Watches an order. The stream ends with its instance; the client comes back with the id of the last event. */
  async function watch(client: KeepAliveClient, product: string): Promise<void> {
    const order = await place(client, product)
    let last: string | undefined
    while (order !== undefined && !isDone) {
      const headers = { ...authorization, ...(last !== undefined && { 'Last-Event-ID': last }) }
      const stream = await EventStreamClient.open(`${url}${order}/events`, headers)
      counts.streams += 1
      if (stream.status !== 200) failures.push(`GET ${order}/events: ${stream.status}`)
      stopping.then(() => stream.leave())
      const events = await stream.rest()
      const repeated = last !== undefined && events.length > 0
      if (repeated) failures.push(`GET ${order}/events: repeated an event`)
      last = stream.lastEventId ?? last
      if (last === undefined && !isDone) failures.push(`GET ${order}/events: no event`)
    }
  }

  const work = [
    (client: KeepAliveClient) => read(client, '/v1/products?limit=5'),
    (client: KeepAliveClient, product: string) => read(client, `/v1/products/${product}`),
    place,
  ]
  let stop = () => {}
  const stopping = new Promise<void>((resolve) => {
    stop = resolve
  })
  const running = Array.from({ length: clients }, async (_, index) => {
    const client = new KeepAliveClient(url)
    const step = { 0: watch, 1: importSlowly }[index] ?? work[index % work.length]
    const product = products[Math.floor(index / work.length) % products.length] ?? ''
    while (!isDone) await step?.(client, product)
    counts.connections += client.connections
    client.close()
  })
  return {
    async stop() {
      isDone = true
      stop()
      await Promise.all(running)
      return { ...counts, orders, doubtful, failures }
    },
  }
}
