import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { newProduct } from '../../support/example-products.js'
import { openShop, type Shop } from '../../support/shop.js'
import { asAssistant } from '../../support/tokens.js'
import { readXml } from '../../support/xml-twin.js'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const list = '/v1/products'
const unknown = `${list}/0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a`
const xml = { Accept: 'application/xml' }
const xmlBody = { 'Content-Type': 'application/xml' }

async function added(properties: Parameters<typeof newProduct>[0] = {}) {
  const { body } = await request(shop.app).post(list).set(asAssistant).send(newProduct(properties)).expect(201)
  return body
}

/** The product as an XML body, written by hand. */
function asXml({ sku, name, description, category, price, stock }: ReturnType<typeof newProduct>): string {
  const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;')
  return `<?xml version="1.0"?><product><sku>${sku}</sku><name>${text(name)}</name><description>${text(description)}</description>
    <category>${text(category)}</category><price><amount>${price.amount}</amount><currency>${price.currency}</currency></price>
    <stock>${stock}</stock></product>`
}

describe('create', () => {
  test('answers with the product and its location', async () => {
    const wanted = newProduct()
    const answer = await request(shop.app).post(list).set(asAssistant).send(wanted).expect(201)
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      ...wanted,
      version: 1,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      updatedAt: answer.body.createdAt,
    })
    expect(Object.keys(answer.body)).toEqual(['id', ...Object.keys(wanted), 'version', 'createdAt', 'updatedAt'])
    expect(answer.headers).toMatchObject({ location: `${list}/${answer.body.id}`, etag: '"1;json"' })
    await request(shop.app)
      .get(answer.headers.location ?? '')
      .expect(200, answer.body)
  })

  test('reads XML like JSON', async () => {
    const wanted = newProduct({ description: '' })
    const { body } = await request(shop.app).post(list).set(asAssistant).set(xmlBody).send(asXml(wanted)).expect(201)
    expect(body).toMatchObject(wanted)
  })

  test('reads its own XML without the members that clients do not set', async () => {
    const { id, version, createdAt, updatedAt, ...mine } = await added()
    const answer = await request(shop.app)
      .post(list)
      .set(asAssistant)
      .set({ ...xmlBody, ...xml })
      .send(asXml({ ...mine, sku: `${mine.sku}-2` }))
      .expect(201)
    expect((await readXml(answer.text)).content).toMatchObject({ name: mine.name, description: mine.description })
    expect([id, version, createdAt, updatedAt]).not.toContain(undefined)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['an id', { id: '0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a' }, '/id'],
    ['a version', { version: 7 }, '/version'],
    ['an unknown member', { colour: 'red' }, '/colour'],
    ['an unknown member of the price', { price: { amount: 1, currency: 'EUR', vat: 19 } }, '/price/vat'],
    ['a fraction', { stock: 1.5 }, '/stock'],
    ['an unsafe integer', { price: { amount: 2 ** 53, currency: 'EUR' } }, '/price/amount'],
    ['a negative stock', { stock: -1 }, '/stock'],
    ['a number as text', { stock: '1' }, '/stock'],
    ['NUL in a name', { name: 'a\u0000b' }, '/name'],
    ['a noncharacter', { description: 'a\uffffb' }, '/description'],
    ['a control character in a description', { description: 'a\u001bb' }, '/description'],
    ['a line end in a name', { name: 'a\nb' }, '/name'],
    ['a blank name', { name: '  ' }, '/name'],
    ['a long name', { name: 'x'.repeat(201) }, '/name'],
    ['a SKU with a space', { sku: 'A 1' }, '/sku'],
    ['a currency in lower case', { price: { amount: 1, currency: 'eur' } }, '/price/currency'],
    ['null', { name: null }, '/name'],
  ])('refuses %s with a pointer', async (_, wrong, pointer) => {
    const { body } = await request(shop.app)
      .post(list)
      .set(asAssistant)
      .send({ ...newProduct(), ...wrong })
      .expect(400)
    for (const error of body.errors) expect(error).toEqual({ in: 'body', pointer, message: expect.any(String) })
    expect(body.errors).not.toEqual([])
  })

  test.each([
    ['a lone surrogate', 'application/json', JSON.stringify(newProduct({ name: 'a\ud800b' }))],
    ['malformed JSON', 'application/json', '{"sku": '],
    ['__proto__', 'application/json', '{"__proto__":{"admin":true}}'],
    ['malformed XML', 'application/xml', '<product><sku></product>'],
    ['a DOCTYPE', 'application/xml', '<!DOCTYPE product [<!ENTITY a "b">]><product>&a;</product>'],
    ['an unknown entity', 'application/xml', '<product><sku>&a;</sku></product>'],
    ['two roots', 'application/xml', '<product/><product/>'],
    ['an empty body', 'application/json', ''],
  ])('refuses %s', async (_, type, body) => {
    const answer = await request(shop.app).post(list).set(asAssistant).set('Content-Type', type).send(body)
    expect([answer.status, answer.body.title]).toEqual([400, 'Bad Request'])
  })

  test('refuses a SKU that another product has', async () => {
    const { sku } = await added()
    const { body } = await request(shop.app).post(list).set(asAssistant).send(newProduct({ sku })).expect(409)
    expect(body).toMatchObject({
      type: '/problems/sku-taken',
      detail: `another product has the SKU ${sku} already`,
      sku,
    })
  })
})

describe('read', () => {
  test('has a strong tag of the version and format, and answers 304 until it changes', async () => {
    const { id } = await added()
    const path = `${list}/${id}`
    const [json, inXml] = [await request(shop.app).get(path), await request(shop.app).get(path).set(xml)]
    expect([json.headers.etag, inXml.headers.etag]).toEqual(['"1;json"', '"1;xml"'])
    expect(json.headers.link).toBe('</v1/products>; rel="collection"')
    const unchanged = await request(shop.app).get(path).set('If-None-Match', '"1;json"').expect(304)
    expect([unchanged.text, unchanged.headers.etag, unchanged.headers.vary]).toEqual(['', '"1;json"', 'Accept'])
    await request(shop.app).get(path).set('If-None-Match', '"1;xml"').expect(200)
    await request(shop.app).get(path).set('If-Match', '"2;json"').expect(412)
  })

  test.each([unknown, `${list}/none`, `${list}/1%00`, `${list}/${'x'.repeat(5000)}`])(
    '%s is not found',
    async (path) => {
      await request(shop.app).get(path).expect(404)
    },
  )
})

test.each(['GET', 'HEAD'] as const)('%s has the same fields', async (method) => {
  const { id } = await added()
  const get = await request(shop.app).get(`${list}/${id}`)
  const answer = await request(shop.app)[method === 'GET' ? 'get' : 'head'](`${list}/${id}`).expect(200)
  for (const name of ['content-type', 'content-length', 'etag', 'vary'])
    expect(answer.headers[name]).toBe(get.headers[name])
  expect(answer.text ?? '').toBe(method === 'GET' ? get.text : '')
})
