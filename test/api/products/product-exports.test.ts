import { afterAll, beforeAll, expect, test } from '@jest/globals'
import request from 'supertest'
import { ExportsBusy } from '../../../domain/products/product-error.js'
import { newProduct } from '../../support/example-products.js'
import { failingShop, openShop, type Shop } from '../../support/shop.js'
import { asAssistant } from '../../support/tokens.js'
import { readXml, xmlTwin } from '../../support/xml-twin.js'

const path = '/v1/products/export'
let shop: Shop
let listed: readonly { readonly name: string }[]

beforeAll(async () => {
  shop = await openShop()
  for (let number = 1; number <= 25; number += 1) {
    const product = newProduct({ name: `item ${number}`, category: number % 2 === 0 ? 'Even' : 'Odd' })
    await request(shop.app).post('/v1/products').set(asAssistant).send(product).expect(201)
  }
  listed = (await request(shop.app).get('/v1/products?limit=100').expect(200)).body
})
afterAll(() => shop.close())

test.each(['*/*', 'application/x-ndjson'])('has all products for %s, a line each', async (accept) => {
  const { text, headers } = await request(shop.app).get(path).set('Accept', accept).buffer(true).expect(200)
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual(listed)
  expect(headers['content-disposition']).toBe('attachment; filename="products.ndjson"')
})

test('has all products in XML, which a list has in pages', async () => {
  const { text, headers } = await request(shop.app).get(path).set('Accept', 'application/xml').expect(200)
  expect(await readXml(text)).toEqual({ root: 'products', content: xmlTwin(listed, 'product') })
  expect(headers['content-disposition']).toBe('attachment; filename="products.xml"')
})

test('has all products in CSV', async () => {
  const { text, headers } = await request(shop.app).get(`${path}?format=csv`).expect(200)
  expect(text.match(/^[\da-f-]{36},/gm)).toHaveLength(listed.length)
  expect(headers['content-disposition']).toBe('attachment; filename="products.csv"')
})

test('selects and sorts as the list does', async () => {
  const { text } = await request(shop.app).get(`${path}?category=Even&sort=-name&search=item`).buffer(true).expect(200)
  const names = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).name)
  expect(names).toEqual(
    listed
      .map(({ name }) => name)
      .filter((_, index, all) => Number(all[index]?.slice(5)) % 2 === 0)
      .toReversed(),
  )
})

test.each(['limit=1', 'after=x', 'minPrice=1', 'sort=stock'])('refuses %s', async (query) => {
  await request(shop.app).get(`${path}?${query}`).expect(400)
})

test('has all products in JSON, where failures are, too', async () => {
  const { body, headers } = await request(shop.app).get(path).set('Accept', 'application/json').expect(200)
  expect([body, headers['content-disposition']]).toEqual([listed, 'attachment; filename="products.json"'])
})

test('is 503 when as many exports are running as may run at once, and says when to try again', async () => {
  const { headers, body } = await request(failingShop(new ExportsBusy(2)).app)
    .get(path)
    .expect(503)
  expect([headers['retry-after'], body.detail]).toEqual([
    '10',
    'no more than 2 whole lists are written at once; try again in a while, or read pages',
  ])
})

test('is a page of the first products for a person', async () => {
  const { text, headers } = await request(shop.app).get(path).set('Accept', 'text/html').expect(200)
  expect([text.includes('item 1'), headers['content-disposition']]).toEqual([true, undefined])
})

test('is no product', async () => {
  const { headers } = await request(shop.app).delete(path).set('If-Match', '*').expect(405)
  expect(headers.allow).toBe('GET, HEAD, OPTIONS')
})
