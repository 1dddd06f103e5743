import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { listen } from '../../../api/http-server.js'
import { localNotices, type OrderNotices } from '../../../domain/orders/order-notices.js'
import { type Database, openDatabase } from '../../../repository/database.js'
import { postgresqlNotices, type SharedNotices } from '../../../repository/orders/order-notices.js'
import {
  type DatabasePlace,
  patient,
  placeOnPglite,
  placeOnPostgresql,
  serverUrl,
  testPlace,
} from '../../support/database.js'
import { EventStreamClient } from '../../support/event-stream-client.js'
import { type OrderDesk, orderDesk, paymentOf } from '../../support/order-desk.js'
import { type Serving, serve } from '../../support/serve.js'
import { type StoredShop, shopOn } from '../../support/shop.js'
import { asAssistant, asCaller } from '../../support/tokens.js'

/** An instance of the service: the one that clients watch, or another on the same database, where there can be one. */
interface Instance {
  readonly shop: StoredShop
  readonly serving: Serving
  readonly database: Database
  readonly notices: OrderNotices
  readonly shared: SharedNotices | undefined
}

async function instanceOn(place: DatabasePlace): Promise<Instance> {
  const database = await openDatabase({ ...place, ...patient, seed: false })
  const shared = place.url === undefined ? undefined : postgresqlNotices({ url: place.url, onEvent: () => undefined })
  shared?.start()
  const notices: OrderNotices = shared ?? localNotices()
  const shop = shopOn(database, notices)
  return { shop, serving: await serve(shop.app), database, notices, shared }
}

async function closed({ shop, serving, shared }: Instance): Promise<void> {
  await serving.close()
  await shared?.close()
  await shop.close()
}

const places: [string, () => Promise<DatabasePlace>][] = [['PGlite', placeOnPglite]]
if (serverUrl !== undefined) places.push(['PostgreSQL, with the changes made by another instance', placeOnPostgresql])

describe.each(places)('the events of an order on %s', (_, makePlace) => {
  let place: DatabasePlace
  let watched: Instance
  let changing: Instance
  let desk: OrderDesk
  beforeAll(async () => {
    place = await makePlace()
    watched = await instanceOn(place)
    changing = place.url === undefined ? watched : await instanceOn(place)
    desk = orderDesk(changing.database)
  })
  afterAll(async () => {
    if (changing !== watched) await closed(changing)
    await closed(watched)
    await place.drop()
  })

  const urlOf = (id: string, { serving }: Instance = watched) => `${serving.url}/v1/orders/${id}/events`
  const open = (id: string, headers = asAssistant as Record<string, string>, at = watched) =>
    EventStreamClient.open(urlOf(id, at), headers)

  /** Waits until nobody is watching any more. */
  async function freed(): Promise<void> {
    while (watched.shop.watches.held.watches > 0) await turn()
    expect(watched.shop.watches.held).toEqual({ watches: 0, orders: 0, timers: 0 })
  }

  test('are sent at once, have the version as id, and end with the order', async () => {
    const { order } = await desk.ordered('ann')
    const client = await open(order.id, await asCaller('ann', 'orders:read'))
    expect([client.status, client.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8'])
    expect(client.headers).toMatchObject({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' })
    expect(await client.next()).toMatchObject({
      id: '1',
      retry: '3000',
      data: { specversion: '1.0', type: 'order.placed', subject: order.id, data: { total: order.total } },
    })
    const { orders } = changing.shop
    const steps = [() => orders.pay(paymentOf(order)), () => orders.ship(order.id), () => orders.deliver(order.id)]
    for (const [index, step] of steps.entries()) {
      const [event] = await Promise.all([client.next(), step()])
      expect(event).toMatchObject({ id: String(index + 2), data: { subject: order.id } })
    }
    expect(await client.next()).toBeUndefined()
    await freed()
    const again = await open(order.id, { ...asAssistant, 'Last-Event-ID': client.lastEventId ?? '' })
    expect(again.status).toBe(204)
    expect((await (await open(order.id)).rest()).map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
  })

  test('are neither lost nor doubled when the connection breaks', async () => {
    const order = await desk.orderThatIs('shipped')
    const { orders } = changing.shop
    let isOver = false
    // Each payment of a paid order is an event that asks for a refund.
    const events = (async () => {
      for (let payment = 0; payment < 20; payment += 1) await orders.pay(paymentOf(order))
      await orders.deliver(order.id)
      isOver = true
    })()
    const received: (string | undefined)[] = []
    let lastEventId: string | undefined
    for (let at = watched; ; at = at === watched ? changing : watched) {
      const client = await open(order.id, { ...asAssistant, ...(lastEventId && { 'Last-Event-ID': lastEventId }) }, at)
      if (client.status === 204) break
      for (let count = 0; count < 3; count += 1) {
        const event = await client.next()
        if (event === undefined) break
        received.push(event.id)
      }
      lastEventId = client.lastEventId ?? lastEventId
      client.leave()
    }
    await events
    expect(isOver).toBe(true)
    expect(received).toEqual(Array.from({ length: 24 }, (_each, index) => String(index + 1)))
    await freed()
  })

  test('are sent beyond the time limit of a request', async () => {
    const { order } = await desk.ordered()
    const { app, watches } = shopOn(watched.database, watched.notices, { timeout: 300 })
    const serving = await serve(app)
    const opened = () => open(order.id, { ...asAssistant, 'Last-Event-ID': '1' }, { ...watched, serving })
    let client = await opened()
    while (client.status === 503) client = await opened() // a busy machine may take longer to begin the stream
    // A request that began later has missed its time limit by now.
    expect(await unfinishedRequest(serving.port)).toMatch(/^HTTP\/1\.1 408 /)
    const [event] = await Promise.all([client.next(), changing.shop.orders.pay(paymentOf(order))])
    expect(event?.id).toBe('2')
    client.leave()
    watches.close()
    await serving.close()
  })

  test('are for the customer of the order, and for those who may see any', async () => {
    const { order } = await desk.ordered('ann')
    const mine = await asCaller('bob', 'orders:read')
    expect(await failure(urlOf(order.id), mine)).toEqual([404, 'there is no order with this id'])
    expect(await failure(urlOf('none'), asAssistant)).toEqual([404, 'there is no order with this id'])
    expect((await failure(urlOf(order.id), {}))[0]).toBe(401)
    expect((await failure(urlOf(order.id), await asCaller('ann', 'orders:write')))[0]).toBe(403)
    const malformed = { ...asAssistant, 'Last-Event-ID': 'x' }
    expect((await failure(urlOf(order.id), malformed))[0]).toBe(400)
    await freed()
  })

  test('are free for others when the client leaves, and limited for each caller', async () => {
    const { order } = await desk.ordered()
    const clients: EventStreamClient[] = []
    for (let count = 0; count < 10; count += 1) clients.push(await open(order.id))
    expect(watched.shop.watches.held).toEqual({ watches: 10, orders: 1, timers: 11 })
    expect(await failure(urlOf(order.id), asAssistant)).toEqual([
      429,
      'no more than 10 orders can be watched at once: end another stream first',
    ])
    expect((await open(order.id, await asCaller('other', 'orders:read', 'orders:any'))).status).toBe(200)
    for (const client of clients) client.leave()
    while (watched.shop.watches.held.watches > 1) await turn()
    const one = await open(order.id)
    expect(one.status).toBe(200)
    watched.serving.server.closeAllConnections()
    await freed()
  })

  test('are not held for HEAD', async () => {
    const { order } = await desk.ordered()
    const answer = await fetch(urlOf(order.id), {
      method: 'HEAD',
      headers: { Accept: 'text/event-stream', ...asAssistant },
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    await freed()
  })
})

test('a stop ends the streams in order and leaves nothing to cut', async () => {
  const place = await testPlace()
  const database = await openDatabase({ ...place, ...patient, seed: false })
  const shop = shopOn(database)
  const server = await listen(shop.app, '127.0.0.1', 0)
  const { order } = await orderDesk(database).ordered()
  const client = await EventStreamClient.open(`${server.url}/v1/orders/${order.id}/events`, asAssistant)
  expect((await client.next())?.id).toBe('1')
  shop.watches.close()
  expect(await server.stop(60_000)).toBe(0)
  expect(await client.next()).toBeUndefined()
  await shop.close()
  await place.drop()
})

/** Sends a request whose body never comes to its end. Resolves to the answer. */
async function unfinishedRequest(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const fields = [
    'Host: shop',
    `Authorization: ${asAssistant.Authorization}`,
    'Content-Type: application/json',
    'Content-Length: 9',
  ]
  socket.write(`POST /v1/products HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n{`)
  const [answer] = await once(socket, 'data')
  socket.destroy()
  return String(answer)
}

async function failure(url: string, headers: Record<string, string>): Promise<[number, string]> {
  const answer = await fetch(url, { headers: { Accept: 'text/event-stream', ...headers } })
  const { detail } = (await answer.json()) as { detail: string }
  return [answer.status, detail]
}
