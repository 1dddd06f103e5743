import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { describeOnPostgresql } from '../../support/database.js'
import { newProduct } from '../../support/example-products.js'
import { type Serving, serve } from '../../support/serve.js'
import { openShop, type Shop } from '../../support/shop.js'
import { asAssistant } from '../../support/tokens.js'
import { readXml } from '../../support/xml-twin.js'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const list = '/v1/products'
const patch = 'application/merge-patch+json'
const unknown = `${list}/0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a`
const changed = /^the product has been changed in the meantime$/
const unnamed = /^If-Match names no version: /

/** A new product: where it is, its tag, and what is stored. */
async function added(properties: Parameters<typeof newProduct>[0] = {}) {
  const { headers, body } = await request(shop.app).post(list).set(asAssistant).send(newProduct(properties)).expect(201)
  return { path: String(headers.location), tag: String(headers.etag), body }
}

type Method = 'put' | 'patch' | 'delete'

/** A change that would succeed, but for what its condition says. */
function changing(method: Method, path: string, condition: Record<string, string>) {
  const sent = request(shop.app)[method](path).set(asAssistant).set(condition)
  if (method === 'delete') return sent
  return method === 'put' ? sent.send(newProduct()) : sent.type(patch).send({ stock: 5 })
}

describe.each<[Method, number]>([
  ['put', 200],
  ['patch', 200],
  ['delete', 204],
])('%s', (method, done) => {
  test('needs If-Match', async () => {
    const { path, body } = await added()
    const answer = await changing(method, path, {}).expect(428)
    expect(answer.body).toMatchObject({ status: 428, detail: expect.stringContaining('If-Match') })
    await request(shop.app).get(path).expect(200, body)
  })

  test.each([
    ['the present version', '"1;json"'],
    ['the present version, as another format has it', '"1;xml"'],
    ['the present version among others', '"7;json", "1;json"'],
    ['any version', '*'],
  ])('succeeds for %s', async (_, condition) => {
    const { path } = await added()
    await changing(method, path, { 'If-Match': condition }).expect(done)
  })

  test.each([
    ['another version', '"2;json"', changed],
    ['a weak tag', 'W/"1;json"', unnamed],
    ['a tag that is no version', '"one"', changed],
    ['a number that is no version', '"1.0;json"', changed],
    ['a version out of all ranges', '"99999999999999999999;json"', changed],
    ['no tag at all', '1', unnamed],
    ['an empty field', '', unnamed],
  ])('changes nothing for %s', async (_, condition, message) => {
    const { path, body } = await added()
    const answer = await changing(method, path, { 'If-Match': condition }).expect(412)
    expect(answer.body.detail).toMatch(message)
    await request(shop.app).get(path).expect(200, body)
  })

  test.each([
    ['*', '*', 412],
    ['"1;json"', '"1;xml"', 412],
    ['"1;json"', 'W/"1;json"', 412],
    ['"2;json"', '"7;json"', 412],
    ['*', '"7;json"', done],
    ['"1;json"', '"7;json"', done],
  ])('with If-Match: %s and If-None-Match: %s is answered with %i', async (match, noneMatch, status) => {
    const { path, body } = await added()
    await changing(method, path, { 'If-Match': match, 'If-None-Match': noneMatch }).expect(status)
    if (status === 412) await request(shop.app).get(path).expect(200, body)
  })

  test.each([unknown, `${list}/none`])('of the unknown %s is a 404 under any condition', async (path) => {
    // RFC 9110 §13.2.1: a condition is not evaluated if the answer would not be a success without it.
    for (const condition of ['*', '"1;json"']) await changing(method, path, { 'If-Match': condition }).expect(404)
    await changing(method, path, { 'If-Match': '*', 'If-None-Match': '*' }).expect(404)
  })
})

describe('replace', () => {
  test('keeps the id and makes the next version, with a new tag', async () => {
    const { path, tag, body: old } = await added()
    const wanted = newProduct({ name: 'New' })
    const { body, headers } = await request(shop.app)
      .put(path)
      .set(asAssistant)
      .set('If-Match', tag)
      .send(wanted)
      .expect(200)
    expect(body).toMatchObject({ id: old.id, createdAt: old.createdAt, version: 2, ...wanted })
    expect(headers).toMatchObject({ etag: '"2;json"', 'content-location': path })
    await request(shop.app).get(path).expect(200, body)
    await request(shop.app).put(path).set(asAssistant).set('If-Match', tag).send(newProduct()).expect(412)
  })
})

describe('merge patch', () => {
  test('changes only the members that it names, within the price too', async () => {
    const { path, tag, body: old } = await added()
    const wanted = { price: { amount: 1 }, description: '' }
    const { body, headers } = await request(shop.app)
      .patch(path)
      .set(asAssistant)
      .set('If-Match', tag)
      .type(patch)
      .send(wanted)
      .expect(200)
    const price = { amount: 1, currency: old.price.currency }
    expect(body).toEqual({ ...old, description: '', price, version: 2, updatedAt: expect.any(String) })
    expect(headers).toMatchObject({ etag: '"2;json"', 'content-location': path })
    await request(shop.app).get(path).expect(200, body)
  })

  test('is answered in the format that the client asks for', async () => {
    const { path } = await added()
    const sent = changing('patch', path, { 'If-Match': '*', Accept: 'application/xml' })
    const { root, content } = await readXml((await sent.expect(200)).text)
    expect([root, content]).toEqual(['product', expect.objectContaining({ stock: '5', version: '2' })])
  })

  test.each<[string, unknown, string]>([
    ['a removal', { name: null }, '/name'],
    ['a removal within the price', { price: { currency: null } }, '/price/currency'],
    ['a price that is none', { price: 5 }, '/price'],
    ['an id', { id: 'x' }, '/id'],
    ['a version', { version: 7 }, '/version'],
    ['an unknown member', { price: { vat: 19 } }, '/price/vat'],
    ['a blank name', { name: ' ' }, '/name'],
    ['a list', [], ''],
  ])('refuses %s with a pointer', async (_, wrong, pointer) => {
    const { path, tag, body: old } = await added()
    const { body } = await request(shop.app)
      .patch(path)
      .set(asAssistant)
      .set('If-Match', tag)
      .type(patch)
      .send(wrong as object)
      .expect(400)
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
    await request(shop.app).get(path).expect(200, old)
  })

  test('may be application/json, which generated clients send', async () => {
    const { path, tag } = await added()
    const sent = request(shop.app)
      .patch(path)
      .set(asAssistant)
      .set('If-Match', tag)
      .type('application/json')
      .send('{"stock":7}')
    expect((await sent.expect(200)).body).toMatchObject({ stock: 7, version: 2 })
  })

  test.each(['application/xml', 'application/json-patch+json'])('is not %s', async (type) => {
    const { path, tag } = await added()
    const { headers } = await request(shop.app)
      .patch(path)
      .set(asAssistant)
      .set('If-Match', tag)
      .type(type)
      .send('{}')
      .expect(415)
    expect(headers['accept-patch']).toBe(`${patch}, application/json`)
  })

  test('cannot take the SKU of another product', async () => {
    const [{ path, tag }, { body: other }] = [await added(), await added()]
    const { sku } = other
    const { body } = await request(shop.app)
      .patch(path)
      .set(asAssistant)
      .set('If-Match', tag)
      .type(patch)
      .send({ sku })
      .expect(409)
    expect(body).toMatchObject({ type: '/problems/sku-taken', sku })
  })
})

test('a deleted product is not found', async () => {
  const { path, tag } = await added()
  const { text, headers } = await request(shop.app).delete(path).set(asAssistant).set('If-Match', tag).expect(204)
  expect([text, headers['content-type'], headers['content-length']]).toEqual(['', undefined, undefined])
  await request(shop.app).get(path).expect(404)
  for (const method of ['put', 'patch', 'delete'] as const) {
    await changing(method, path, { 'If-Match': tag }).expect(404)
  }
})

describeOnPostgresql('20 clients at once', () => {
  let serving: Serving
  beforeAll(async () => {
    serving = await serve(shop.app)
  })
  afterAll(() => serving.close())

  /** Sends a request for each of 20 clients at once. Returns the statuses in the order of the clients. */
  async function statusesOf(send: (client: number) => Promise<globalThis.Response>): Promise<number[]> {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, client) => send(client)))
    return answers.map(({ status }) => status).toSorted((one, other) => one - other)
  }

  function sending(method: string, path: string, condition: string, type: string, body: unknown) {
    const headers = { ...asAssistant, 'If-Match': condition, 'Content-Type': type }
    return fetch(serving.url + path, { method, headers, body: JSON.stringify(body) })
  }

  test.each([
    ['PUT', 'application/json', (name: string) => newProduct({ name })],
    ['PATCH', patch, (name: string) => ({ name })],
  ])('that %s the same version: one succeeds, and the others get a 412', async (method, type, bodyOf) => {
    for (let round = 0; round < 5; round += 1) {
      const { path, tag } = await added()
      const statuses = await statusesOf((client) => sending(method, path, tag, type, bodyOf(`client ${client}`)))
      expect(statuses).toEqual([200, ...Array(19).fill(412)])
      const { body } = await request(shop.app).get(path).expect(200)
      expect(body).toMatchObject({ version: 2, name: expect.stringMatching(/^client \d+$/) })
    }
  })

  test('that patch different members of any version lose no change', async () => {
    const { path } = await added()
    const wanted = [{ name: 'patched' }, { category: 'patched' }, { description: 'patched' }, { price: { amount: 7 } }]
    const statuses = await statusesOf((client) => sending('PATCH', path, '*', patch, wanted[client % wanted.length]))
    expect(statuses).toEqual(Array(20).fill(200))
    const { body } = await request(shop.app).get(path).expect(200)
    expect(body).toMatchObject({
      version: 21,
      ...Object.assign({}, ...wanted, { price: { amount: 7, currency: 'EUR' } }),
    })
  })

  test('that change and delete the same version: one succeeds', async () => {
    const { path, tag } = await added()
    const statuses = await statusesOf((client) =>
      client % 2 === 0
        ? fetch(serving.url + path, { method: 'DELETE', headers: { ...asAssistant, 'If-Match': tag } })
        : sending('PATCH', path, tag, patch, { stock: client }),
    )
    expect(statuses.filter((status) => status < 300)).toHaveLength(1)
    for (const status of statuses.slice(1)) expect([404, 412]).toContain(status)
  })
})
