import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { uncalledOrders } from '../../api/orders/uncalled-orders.js'
import { parseXml } from '../support/both-formats.js'
import { limitedShop } from '../support/limited-shop.js'
import { asAssistant, asCaller } from '../support/tokens.js'

const list = '/v1/products'
const two = { limit: 2, window: 60 }
/** The storage of orders that has none. */
const orders = { ...uncalledOrders, list: async () => ({ items: [] }) }

describe('reads beyond the limit', () => {
  test('they are a 429 with the fields of draft 8, in JSON and XML', async () => {
    const { app, counted, log } = limitedShop({ rates: { reads: two } })
    const first = await request(app).get(list).expect(200)
    expect(first.headers).toMatchObject({
      ratelimit: expect.stringMatching(/^"reads"; r=1; t=(?:60|5\d)$/),
      'ratelimit-policy': '"reads"; q=2; w=60',
    })
    await request(app).get(list).expect(200)
    const json = await request(app).get(list).expect(429)
    expect(json.headers).toMatchObject({
      'content-type': expect.stringMatching(/json/),
      ratelimit: expect.stringMatching(/^"reads"; r=0; t=\d+$/),
      'retry-after': expect.stringMatching(/^\d+$/),
      vary: expect.stringMatching(/Accept/),
    })
    expect(JSON.stringify(json.body)).toMatch(/more than 2 reads in 60 seconds/)
    const xml = await request(app).get(list).set('Accept', 'application/xml').expect(429)
    expect(await parseXml(xml.text)).toMatchObject({ status: '429' })
    expect(counted).toEqual(['rejected reads', 'rejected reads'])
    expect(log.records.map((record) => record['log.level'])).toEqual(['info', 'info', 'info', 'info'])
  })

  test('a page of another origin sees the fields of the limit', async () => {
    const { app } = limitedShop({ rates: { reads: two } }, { corsOrigins: ['https://a.example'] })
    const { headers } = await request(app).get(list).set('Origin', 'https://a.example')
    const exposed = String(headers['access-control-expose-headers']).split(/, ?/)
    expect(exposed).toEqual(expect.arrayContaining(['RateLimit', 'RateLimit-Policy', 'Retry-After']))
  })

  test('each format, path and method counts in the same class', async () => {
    const { app } = limitedShop({ rates: { reads: two } })
    await request(app).get(list).set('Accept', 'application/xml').expect(200)
    await request(app).head('/').expect(200)
    await request(app).get(`${list}/unknown`).expect(429)
  })

  test('the document and the reference are not limited', async () => {
    const { app } = limitedShop({ rates: { reads: { limit: 1, window: 60 } } })
    for (const path of ['/openapi.json', '/openapi.yaml', '/docs', '/docs']) {
      expect((await request(app).get(path)).status).toBeLessThan(400)
    }
  })
})

test('each class of operations has its own limit', async () => {
  const one = { limit: 1, window: 60 }
  const { app } = limitedShop({ rates: { reads: one, writes: one, orders: one, transfers: one } })
  const by = async (method: 'get' | 'post', path: string) => (await request(app)[method](path).set(asAssistant)).status
  const operations = [
    ['get', list],
    ['post', list],
    ['post', '/v1/orders'],
    ['post', `${list}/import`],
  ] as const
  for (const [method, path] of operations) expect([path, await by(method, path)]).not.toEqual([path, 429])
  for (const [method, path] of operations) expect([path, await by(method, path)]).toEqual([path, 429])
  // Nobody needs a token for an export, so it counts by address.
  expect(await by('get', `${list}/export`)).toBe(200)
  expect(await by('get', `${list}/export`)).toBe(429)
  expect(await by('post', '/v1/events')).toBe(429)
})

describe('callers', () => {
  test('they have limits of their own, whatever their tokens and addresses are', async () => {
    const { app } = limitedShop({ rates: { reads: two } }, { orders, trustProxy: 1 })
    const statusFor = async (subject: string, address: string) => {
      const fields = { ...(await asCaller(subject, 'orders:read')), 'X-Forwarded-For': address }
      return (await request(app).get('/v1/orders').set(fields)).status
    }
    expect(await statusFor('ada', '192.0.2.1')).toBe(200)
    expect(await statusFor('ada', '192.0.2.2')).toBe(200)
    expect(await statusFor('ada', '192.0.2.3')).toBe(429)
    expect(await statusFor('bob', '192.0.2.3')).toBe(200)
  })

  test('an anonymous request counts by its address', async () => {
    const { app } = limitedShop({ rates: { reads: two } }, { orders })
    const ada = await asCaller('ada', 'orders:read')
    for (const status of [200, 200, 429]) await request(app).get('/v1/orders').set(ada).expect(status)
    for (const status of [200, 200, 429]) await request(app).get(list).expect(status)
  })

  test('no key has a token or the name of a caller', async () => {
    const { app } = limitedShop({ rates: { reads: two } }, { orders })
    const zoe = await asCaller('zoe@example.org', 'orders:read') // a request id, which is a UUID, can contain `ada`
    const { headers } = await request(app).get('/v1/orders').set(zoe)
    expect(JSON.stringify(headers)).not.toMatch(/zoe|eyJ/)
  })
})

describe('X-Forwarded-For', () => {
  const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3']

  test('it does not help without a trusted proxy', async () => {
    const { app } = limitedShop({ rates: { reads: two } })
    const statuses: number[] = []
    for (const address of addresses) {
      statuses.push((await request(app).get(list).set('X-Forwarded-For', address)).status)
    }
    expect(statuses).toEqual([200, 200, 429])
  })

  test('what a client adds before the address of its proxy does not help', async () => {
    const { app } = limitedShop({ rates: { reads: two } }, { trustProxy: ['loopback'] })
    const statuses: number[] = []
    for (const address of addresses) {
      statuses.push((await request(app).get(list).set('X-Forwarded-For', `${address}, 198.51.100.7`)).status)
    }
    expect(statuses).toEqual([200, 200, 429])
  })

  test('behind a trusted proxy, each client has its own limit', async () => {
    const { app } = limitedShop({ rates: { reads: two } }, { trustProxy: ['loopback'] })
    for (const address of [...addresses, ...addresses]) {
      await request(app).get(list).set('X-Forwarded-For', address).expect(200)
    }
  })
})

describe('invalid credentials', () => {
  const bad = { Authorization: 'Bearer no.valid.token' }

  test('too many of one address are a 429 before they are verified, and valid ones too', async () => {
    let verified = 0
    const verifyToken = async () => {
      verified += 1
      return undefined
    }
    const { app, counted } = limitedShop({ refusedCallers: two }, { verifyToken })
    for (const status of [401, 401, 429, 429]) await request(app).get('/v1/orders').set(bad).expect(status)
    const { headers, body } = await request(app).get('/v1/orders').set(bad).expect(429)
    expect(headers).toMatchObject({
      'retry-after': expect.stringMatching(/^(?:60|[1-5]\d)$/),
      ratelimit: expect.stringMatching(/^"credentials"; r=0; t=(?:60|[1-5]\d)$/),
      'ratelimit-policy': '"credentials"; q=2; w=60',
    })
    expect(JSON.stringify(body)).toMatch(/more than 2 invalid credentials in 60 seconds/)
    expect(verified).toBe(2)
    expect(counted).toEqual(['rejected credentials', 'rejected credentials', 'rejected credentials'])
  })

  test('expired tokens and invalid sessions count, those of other addresses do not', async () => {
    const { app } = limitedShop({ refusedCallers: two }, { trustProxy: 1, orders })
    const from = (address: string) => ({ 'X-Forwarded-For': address })
    await request(app).get('/v1/orders').set(from('192.0.2.1')).set(bad).expect(401)
    await request(app).get('/v1/orders').set(from('192.0.2.1')).set('Cookie', 'session=none').expect(401)
    await request(app).get('/v1/orders').set(from('192.0.2.1')).set(bad).expect(429)
    await request(app).get('/v1/orders').set(from('192.0.2.2')).set(bad).expect(401)
    const ada = await asCaller('ada', 'orders:read')
    await request(app).get('/v1/orders').set(from('192.0.2.2')).set(ada).expect(200)
  })

  test('requests without credentials and with too few scopes do not count', async () => {
    const { app } = limitedShop({ refusedCallers: two }, { orders })
    const reader = await asCaller('ada', 'orders:read')
    for (let count = 0; count < 5; count += 1) {
      await request(app).get('/v1/orders').expect(401)
      await request(app).post('/v1/orders').set(reader).expect(403)
    }
    await request(app).get('/v1/orders').set(bad).expect(401)
  })
})
