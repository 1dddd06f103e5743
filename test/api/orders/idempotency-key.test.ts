import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import request from 'supertest'
import { uncalledOrders } from '../../../api/orders/uncalled-orders.js'
import { uncalledCatalogue } from '../../../api/products/uncalled-catalogue.js'
import { StorageUnavailable } from '../../../domain/storage-unavailable.js'
import { ada, bob, newKey, orderClient, ordersPath } from '../../support/order-client.js'
import { failingShop, openShop, type Shop, shopOf } from '../../support/shop.js'
import { readXml } from '../../support/xml-twin.js'

const list = ordersPath
let shop: Shop
const { stocked, stockOf, placing, placed, cancelling } = orderClient(() => shop.app)
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

test('a repetition gets the same bytes in each format, also after the order went on, and takes nothing', async () => {
  const productId = await stocked(5)
  const key = newKey()
  const lines = [{ productId, quantity: 1 }]
  const inFormat = (type: string) => placing(lines, ada, key).set('Accept', type).buffer(true).expect(201)
  const [json, xml] = [await inFormat('application/json'), await inFormat('application/xml')]
  await cancelling(String(json.headers.location)).expect(200)
  const again = [await inFormat('application/json'), await inFormat('application/xml')]
  expect(again.map(({ text }) => text)).toEqual([json.text, xml.text])
  expect(again[0]?.headers).toMatchObject({ location: json.headers.location, etag: json.headers.etag })
  expect((await readXml(xml.text)).content).toMatchObject({ id: json.body.id })
  expect(await stockOf(productId)).toBe(5)
})

test('a key is needed, in quotation marks', async () => {
  const order = { lines: [{ productId: await stocked(), quantity: 1 }] }
  const { path } = await placed()
  for (const [target, content] of [[list, order] as const, [`${path}/cancellation`, undefined] as const]) {
    for (const key of [
      undefined,
      'order-1',
      '',
      '"',
      '""',
      '"a" "b"',
      '"a", "b"',
      '"ä"',
      "'a'",
      `"${'x'.repeat(256)}"`,
    ]) {
      const sent = request(shop.app).post(target).set(ada).send(content)
      const { body } = await (key === undefined ? sent : sent.set('Idempotency-Key', key)).expect(400)
      expect([key, JSON.stringify(body)]).toEqual([key, expect.stringMatching(/idempotency.key/i)])
    }
  }
})

test('a key of another content is a 422, of another caller or another operation is its own', async () => {
  const productId = await stocked(9)
  const key = newKey()
  const { headers } = await placing([{ productId, quantity: 1 }], ada, key).expect(201)
  const { body } = await placing([{ productId, quantity: 2 }], ada, key).expect(422)
  expect(body.type).toBe('/problems/idempotency-key-reused')
  await placing([{ productId, quantity: 2 }], bob, key).expect(201)
  await cancelling(String(headers.location), ada, key).expect(200)
})

test('a key has the text between its quotation marks, with backslashes before some', async () => {
  const productId = await stocked(9)
  const keys: string[] = []
  const { app } = shopOf(uncalledCatalogue, {
    orders: {
      ...uncalledOrders,
      place: async (_, { key }) => {
        keys.push(key)
        throw new StorageUnavailable()
      },
    },
  })
  for (const key of ['"a b"', '"say \\"hi\\" \\\\"']) {
    const lines = [{ productId, quantity: 1 }]
    await request(app).post(list).set(ada).set('Idempotency-Key', key).send({ lines }).expect(503)
  }
  expect(keys).toEqual(['a b', 'say "hi" \\'])
})

test('of 50 identical requests at once, one makes an order; the others repeat it or are told to wait', async () => {
  for (let round = 0; round < 3; round += 1) {
    const productId = await stocked(100)
    const key = newKey()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => placing([{ productId, quantity: 1 }], ada, key).buffer(true)),
    )
    const made = answers.filter(({ status }) => status === 201)
    const waiting = answers.filter(({ status }) => status === 409)
    expect(made.length + waiting.length).toBe(50)
    expect(new Set(made.map(({ text }) => text)).size).toBe(1)
    for (const { body, headers } of waiting) {
      expect([body.type, headers['retry-after']]).toEqual(['/problems/idempotency-key-in-flight', '1'])
    }
    expect(await stockOf(productId)).toBe(99)
    expect((await placing([{ productId, quantity: 1 }], ada, key).expect(201)).text).toBe(made[0]?.text)
  }
})

test('an outcome that is not known is a 503, and the key resolves it', async () => {
  const { app } = failingShop(new StorageUnavailable())
  const lines = [{ productId: randomUUID(), quantity: 1 }]
  const { headers } = await request(app)
    .post(list)
    .set(ada)
    .set('Idempotency-Key', newKey())
    .send({ lines })
    .expect(503)
  expect(headers['retry-after']).toBe('2')
})

test('the trace of a request goes on to the use case', async () => {
  const traces: unknown[] = []
  const { app } = shopOf(uncalledCatalogue, {
    orders: {
      ...uncalledOrders,
      cancel: async (_id, _access, _request, cause) => {
        traces.push(cause?.trace)
        throw new StorageUnavailable()
      },
    },
  })
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const sent = () => request(app).post(`${list}/1/cancellation`).set(ada).set('Idempotency-Key', newKey())
  await sent().set({ traceparent, tracestate: 'a=b' }).expect(503)
  await sent().set({ traceparent }).expect(503)
  await sent().expect(503)
  expect(traces).toEqual([{ traceparent, tracestate: 'a=b' }, { traceparent }, undefined])
})
