import { expect, test } from '@jest/globals'
import request from 'supertest'
import { uncalledCatalogue } from '../../../api/products/uncalled-catalogue.js'
import type { Catalogue } from '../../../domain/products/catalogue.js'
import { serve } from '../../support/serve.js'
import { shopOf } from '../../support/shop.js'
import { asCaller } from '../../support/tokens.js'

const empty: Catalogue = {
  ...uncalledCatalogue,
  list: async () => ({ items: [] }),
  all: async function* () {},
}

/** The shop whose price filter is on for these callers. Keeps the callers that were asked for. */
function shopFor(callers: readonly (string | undefined)[]) {
  const asked: (string | undefined)[] = []
  const { app } = shopOf(empty, {
    offersPriceFilter: async (caller) => {
      asked.push(caller)
      return callers.includes(caller)
    },
  })
  return { app, asked }
}

const range = 'currency=EUR&minPrice=1&maxPrice=9'

test.each(['/v1/products', '/v1/products/export'])(
  '%s refuses a switched off range as it does any unknown name',
  async (path) => {
    const { app } = shopFor([])
    const off = await request(app).get(`${path}?currency=EUR&maxPrice=9`).expect(400)
    const unknown = await request(app).get(`${path}?currency=EUR&maxPrix=9`).expect(400)
    const comparable = ({ body }: typeof off) => ({ ...body, requestId: '', timestamp: '' })
    expect(JSON.parse(JSON.stringify(comparable(off)).replaceAll('maxPrice', 'maxPrix'))).toEqual(comparable(unknown))
  },
)

test('every name of a range is named when it is refused', async () => {
  const { body } = await request(shopFor([]).app).get(`/v1/products?${range}`).expect(400)
  expect(body.detail).toBe('the request is not valid: 2 errors')
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/minPrice', '/maxPrice'])
})

test('a QUERY with a switched off range names its place in the content', async () => {
  const serving = await serve(shopFor([]).app)
  const answer = await fetch(`${serving.url}/v1/products`, {
    method: 'QUERY',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ currency: 'EUR', minPrice: 1 }),
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ errors: [{ in: 'body', pointer: '/minPrice' }] })
  await serving.close()
})

test('the range is on for some callers, and off for others and for callers without a token', async () => {
  const { app } = shopFor(['ada'])
  const ada = await asCaller('ada', 'orders:read')
  const bob = await asCaller('bob', 'orders:read')
  await request(app).get(`/v1/products?${range}`).set(ada).expect(200)
  await request(app).get(`/v1/products?${range}`).set(bob).expect(400)
  await request(app).get(`/v1/products?${range}`).expect(400)
})

test.each(['Bearer x.y.z', 'Bearer', 'Basic YTpi'])(
  'a caller with the credentials %s counts as one without a token',
  async (text) => {
    const { app, asked } = shopFor([undefined])
    await request(app).get(`/v1/products?${range}`).set('Authorization', text).expect(200)
    expect(asked).toEqual([undefined])
  },
)

test('a list without a range asks for no flag', async () => {
  const { app, asked } = shopFor([])
  await request(app).get('/v1/products?currency=EUR&sort=price').expect(200)
  await request(app).get('/v1/products/export').expect(200)
  expect(asked).toEqual([])
})
