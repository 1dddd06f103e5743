import { expect, test } from '@jest/globals'
import request from 'supertest'
import { uncalledCatalogue } from '../../../api/products/uncalled-catalogue.js'
import { storedProduct } from '../../support/example-products.js'
import { shopOf } from '../../support/shop.js'
import { asCaller, tokenOf } from '../../support/tokens.js'

const list = '/v1/products'
const one = `${list}/449f7f04-ef38-4cef-8cd9-6343c1eb768b`
const { app } = shopOf({ ...uncalledCatalogue, list: async () => ({ items: [] }), read: async () => storedProduct() })
const needed = 'Bearer realm="shop", scope="products:write"'

const changes = [
  ['post', list],
  ['put', one],
  ['patch', one],
  ['delete', one],
] as const

test.each(changes)('%s %s without a token is a 401 with a challenge', async (method, path) => {
  const { headers, body } = await request(app)[method](path).expect(401)
  expect(headers['www-authenticate']).toBe(needed)
  expect(body).toMatchObject({ status: 401, requestId: headers['x-request-id'] })
})

test.each(changes)('%s %s without the scope is a 403 that names it', async (method, path) => {
  const customer = await asCaller('customer-1', 'orders:read', 'orders:write', 'orders:any')
  const { headers } = await request(app)[method](path).set(customer).expect(403)
  expect(headers['www-authenticate']).toContain('error="insufficient_scope", scope="products:write"')
})

test('a token that has ended is a 401 that says so', async () => {
  const token = await tokenOf('assistant-1', ['products:write'], { exp: 1 })
  const { headers } = await request(app).post(list).set('Authorization', `Bearer ${token}`).expect(401)
  expect(headers['www-authenticate']).toContain('error="invalid_token", error_description="the token has expired"')
})

test('a stranger’s body is not read: the 401 comes before 406, 415 and 400', async () => {
  await request(app).post(list).set('Accept', 'image/png').set('Content-Type', 'text/plain').send('?').expect(401)
})

test('products can be read without a token, and with a wrong one', async () => {
  for (const path of [list, one]) {
    await request(app).get(path).expect(200)
    await request(app).get(path).set('Authorization', 'Bearer nonsense').expect(200)
  }
})
