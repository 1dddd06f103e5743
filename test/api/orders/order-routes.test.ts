import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { ada, bob, newKey, orderClient, ordersPath } from '../../support/order-client.js'
import { openShop, type Shop } from '../../support/shop.js'
import { asAssistant, asCaller } from '../../support/tokens.js'
import { readXml } from '../../support/xml-twin.js'

const list = ordersPath
let shop: Shop
const { stocked, stockOf, placing, placed, cancelling } = orderClient(() => shop.app)
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

describe('placing', () => {
  test('answers with the order, its place and its version, and takes its pieces', async () => {
    const productId = await stocked(5)
    const { headers, body } = await placing([{ productId, quantity: 2 }]).expect(201)
    expect(body).toMatchObject({
      customerId: 'ada',
      status: 'placed',
      total: { amount: 500, currency: 'EUR' },
      lines: [{ productId, quantity: 2, unitPrice: { amount: 250 }, total: { amount: 500 } }],
      version: 1,
    })
    expect(Object.keys(body)).toEqual([
      'id',
      'customerId',
      'status',
      'total',
      'lines',
      'version',
      'placedAt',
      'updatedAt',
      'payBy',
    ])
    expect(headers).toMatchObject({ location: `${list}/${body.id}`, etag: '"1;json"' })
    expect(await stockOf(productId)).toBe(3)
    const read = await request(shop.app).get(String(headers.location)).set(ada).expect(200, body)
    expect(read.headers.etag).toBe('"1;json"')
  })

  test('in XML is the same order that is read in JSON and exported as CSV', async () => {
    const integrator = await asCaller(`integrator-${randomUUID()}`, 'orders:read', 'orders:write')
    const productId = await stocked(5)
    const xml = `<order><lines><line><productId>${productId}</productId><quantity>3</quantity></line></lines></order>`
    const answer = await request(shop.app)
      .post(list)
      .set({ ...integrator, 'Idempotency-Key': newKey(), 'Content-Type': 'application/xml', Accept: 'application/xml' })
      .send(xml)
      .expect(201)
    const { root, content } = await readXml(answer.text)
    expect([root, content]).toMatchObject(['order', { status: 'placed', total: { amount: '750', currency: 'EUR' } }])
    const { body } = await request(shop.app).get(String(answer.headers.location)).set(integrator).expect(200)
    expect(body.lines).toMatchObject([{ productId, quantity: 3 }])
    const csv = await request(shop.app).get(list).set(integrator).set('Accept', 'text/csv').expect(200)
    const [columns, record] = csv.text.split('\r\n')
    expect(columns).toBe(
      'id,customerId,status,cancelReason,paymentId,total.amount,total.currency,version,placedAt,updatedAt,payBy',
    )
    expect(record).toContain(`${body.id},${body.customerId},placed,,,750,EUR,1,`)
  })

  test('more than there is answers 409 with what is left, and takes nothing', async () => {
    const [scarce, plenty] = [await stocked(1), await stocked(9)]
    const lines = [
      { productId: plenty, quantity: 1 },
      { productId: scarce, quantity: 2 },
    ]
    const { body, headers, type } = await placing(lines).expect(409)
    expect([type, body]).toEqual([
      'application/problem+json',
      {
        type: '/problems/out-of-stock',
        title: 'There is not enough in stock',
        status: 409,
        detail: 'there is not enough in stock for a line of the order',
        instance: list,
        timestamp: expect.any(String),
        shortages: [{ productId: scarce, wanted: 2, left: 1 }],
        requestId: headers['x-request-id'],
      },
    ])
    expect([await stockOf(scarce), await stockOf(plenty)]).toEqual([1, 9])
    const xml = await placing(lines).set('Accept', 'application/xml').expect(409)
    expect((await readXml(xml.text)).content).toMatchObject({ shortages: { i: { productId: scarce, left: '1' } } })
  })

  test('unknown products, and several currencies, are a 422', async () => {
    const nowhere = randomUUID()
    const unknown = await placing([{ productId: nowhere, quantity: 1 }]).expect(422)
    expect(unknown.body).toMatchObject({ type: '/problems/unknown-products', productIds: [nowhere] })
    const lines = [
      { productId: await stocked(1, 'EUR'), quantity: 1 },
      { productId: await stocked(1, 'CHF'), quantity: 1 },
    ]
    const several = await placing(lines).expect(422)
    expect(several.body).toMatchObject({ type: '/problems/several-currencies', currencies: ['CHF', 'EUR'] })
  })

  test.each<[string, unknown, string]>([
    ['no lines', [], '/lines'],
    ['an id that is none', [{ productId: '7', quantity: 1 }], '/lines/0/productId'],
    ['no pieces', [{ productId: randomUUID(), quantity: 0 }], '/lines/0/quantity'],
    ['a price of its own', [{ productId: randomUUID(), quantity: 1, price: 0 }], '/lines/0/price'],
    [
      'a product twice',
      Array(2).fill({ productId: '449f7f04-ef38-4cef-8cd9-6343c1eb768b', quantity: 1 }),
      '/lines/1/productId',
    ],
  ])('refuses %s, and says where', async (_, lines, pointer) => {
    const { body } = await placing(lines).expect(400)
    expect(body.errors).toContainEqual({ in: 'body', pointer, message: expect.any(String) })
  })
})

describe('reading', () => {
  test('another’s order is not there, but for those who may see all', async () => {
    const { path, body } = await placed()
    const unknown = await request(shop.app).get(`${list}/${randomUUID()}`).set(bob).expect(404)
    const foreign = await request(shop.app).get(path).set(bob).expect(404)
    expect(foreign.body.detail).toBe(unknown.body.detail)
    await cancelling(path, bob).expect(404)
    await request(shop.app).get(path).set(asAssistant).expect(200, body)
    await request(shop.app).get(`${list}/none`).set(ada).expect(404)
  })

  test('of a version that the client has is a 304', async () => {
    const { path } = await placed()
    await request(shop.app).get(path).set(ada).set('If-None-Match', '"1;json"').expect(304)
    await cancelling(path).expect(200)
    await request(shop.app).get(path).set(ada).set('If-None-Match', '"1;json"').expect(200)
  })
})

describe('the list', () => {
  test('has the caller’s own orders, the latest first, in pages by their Link', async () => {
    const caller = await asCaller(`lister-${randomUUID()}`, 'orders:read', 'orders:write')
    const ids: string[] = []
    for (let number = 0; number < 5; number += 1) ids.unshift((await placed(caller)).body.id)
    const seen: string[] = []
    let target: string | undefined = `${list}?limit=2`
    while (target !== undefined) {
      const { body, headers }: request.Response = await request(shop.app).get(target).set(caller).expect(200)
      seen.push(...body.map(({ id }: { id: string }) => id))
      target = /^<([^>]+)>; rel="next"$/.exec(String(headers.link))?.[1]
    }
    expect(seen).toEqual(ids)
    const lines = await request(shop.app).get(list).set(caller).set('Accept', 'application/x-ndjson').buffer(true)
    expect(
      lines.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(ids)
    const all = await request(shop.app).get(`${list}?limit=100`).set(asAssistant).expect(200)
    expect(all.body.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(ids))
  })

  test('by status has only those', async () => {
    const caller = await asCaller(`lister-${randomUUID()}`, 'orders:read', 'orders:write')
    await placed(caller)
    const { path, body } = await placed(caller)
    await cancelling(path, caller).expect(200)
    const cancelled = await request(shop.app).get(`${list}?status=cancelled`).set(caller).expect(200)
    expect(cancelled.body).toMatchObject([{ id: body.id, status: 'cancelled', cancelReason: 'requested' }])
    expect(cancelled.body[0]).not.toHaveProperty('lines')
    const lines = await request(shop.app)
      .get(`${list}?status=placed`)
      .set(caller)
      .set('Accept', 'application/x-ndjson')
      .buffer(true)
    expect(lines.text.trimEnd().split('\n')).toHaveLength(1)
  })

  test.each(['status=lost', 'limit=0', 'limit=101', 'after=nowhere', 'customer=bob'])('refuses %s', async (query) => {
    for (const type of ['application/json', 'text/csv']) {
      await request(shop.app).get(`${list}?${query}`).set(ada).set('Accept', type).expect(400)
    }
  })
})

describe('cancelling', () => {
  test('gives the pieces back, and answers with the order in its new version', async () => {
    const { path, body } = await placed()
    const productId = body.lines[0]?.productId ?? ''
    expect(await stockOf(productId)).toBe(4)
    const key = newKey()
    const answer = await cancelling(path, ada, key).expect(200)
    expect(answer.body).toMatchObject({ status: 'cancelled', cancelReason: 'requested', version: 2 })
    expect(answer.headers).toMatchObject({ etag: '"2;json"', 'content-location': path })
    expect(await stockOf(productId)).toBe(5)
    await cancelling(path, ada, key).expect(200, answer.body)
    const { body: problem } = await cancelling(path).expect(409)
    expect(problem).toMatchObject({ type: '/problems/illegal-order-step', from: 'cancelled', to: 'cancelled' })
  })

  test('another’s order is for those who may see all', async () => {
    const { path } = await placed()
    await cancelling(path, asAssistant as typeof ada).expect(200)
  })
})

describe('who may', () => {
  const reader = asCaller('ada', 'orders:read')
  const writer = asCaller('ada', 'orders:write', 'orders:any')

  test('nobody without a token, and nobody without the scope', async () => {
    for (const path of [list, `${list}/${randomUUID()}`]) {
      await request(shop.app).get(path).expect(401)
      await request(shop.app)
        .get(path)
        .set(await writer)
        .expect(403)
    }
    for (const path of [list, `${list}/${randomUUID()}/cancellation`]) {
      await request(shop.app).post(path).expect(401)
      const { headers } = await request(shop.app)
        .post(path)
        .set(await reader)
        .expect(403)
      expect(headers['www-authenticate']).toContain('scope="orders:write"')
    }
  })
})
