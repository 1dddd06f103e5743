import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request, { type Response } from 'supertest'
import { uncalledCatalogue } from '../../../api/products/uncalled-catalogue.js'
import { pageLimits } from '../../../domain/products/catalogue.js'
import type { Product } from '../../../domain/products/product.js'
import { StorageUnavailable } from '../../../domain/storage-unavailable.js'
import { newProduct, storedProduct } from '../../support/example-products.js'
import { serve } from '../../support/serve.js'
import { failingShop, openShop, type Shop, shopOf } from '../../support/shop.js'
import { asAssistant } from '../../support/tokens.js'
import { readXml, xmlTwin } from '../../support/xml-twin.js'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const list = '/v1/products'
const xml = { Accept: 'application/xml' }

async function added(properties: Parameters<typeof newProduct>[0] = {}) {
  const { body } = await request(shop.app).post(list).set(asAssistant).send(newProduct(properties)).expect(201)
  return body
}

describe('a page', () => {
  const category = 'Läufer & <Co>'
  const names = ['alpha', 'Beta', 'çedille', 'delta', 'Echo']
  let byTime: string[]

  beforeAll(async () => {
    const products: { readonly name: string; readonly id: string; readonly createdAt: string }[] = []
    for (const name of names.toReversed()) products.push(await added({ name, category }))
    const key = ({ createdAt, id }: (typeof products)[number]) => createdAt + id
    byTime = products.toSorted((one, other) => (key(one) < key(other) ? -1 : 1)).map(({ name }) => name)
  })

  test('links to the next page in the format that was requested by name', async () => {
    const first = await request(shop.app).get('/v1/products?limit=1&format=xml').expect(200)
    const next = /^<([^>]+)>; rel="next"$/.exec(String(first.headers.link))?.[1] ?? ''
    await request(shop.app)
      .get(next)
      .expect(200)
      .expect('content-type', /^application\/xml/)
  })

  test('links to the next page of the same list, whatever its query contains', async () => {
    const asked = 'What? / who&'
    for (const name of ['one', 'two']) await added({ name, category: asked })
    // RFC 3986 §3.4: a question mark and a slash need no encoding in a query
    const first = await request(shop.app).get('/v1/products?category=What?+/+who%26&limit=1').expect(200)
    const next = /^<([^>]+)>; rel="next"$/.exec(String(first.headers.link))?.[1] ?? ''
    const second = await request(shop.app).get(next).expect(200)
    expect([...first.body, ...second.body].map(({ name }) => name)).toEqual(['one', 'two'])
  })

  test.each([
    ['name', () => names],
    ['-name', () => names.toReversed()],
    ['createdAt', () => byTime],
    ['-createdAt', () => byTime.toReversed()],
  ])('is in the order of %s, which its Link keeps to', async (sort, wanted) => {
    const target = `${list}?${new URLSearchParams({ category, sort, limit: '3' })}`
    const first = await request(shop.app).get(target).expect(200)
    const next = /^<([^>]+)>; rel="next"$/.exec(String(first.headers.link))?.[1] ?? ''
    const second = await request(shop.app).get(next).expect(200)
    expect([...first.body, ...second.body].map(({ name }) => name)).toEqual(wanted())
  })

  test('of another order refuses the cursor', async () => {
    const { headers } = await request(shop.app).get(`${list}?limit=1&sort=-name`).expect(200)
    const next = /^<([^>]+)>; rel="next"$/.exec(String(headers.link))?.[1] ?? ''
    const { body } = await request(shop.app).get(next.replace('sort=-name', 'sort=name')).expect(400)
    expect(body.detail).toContain('belongs to a list with another order or other filters')
  })

  test.each([
    ['inStock=true', 'inStock=false'],
    ['inStock=true', ''],
    ['', 'inStock=true'],
    ['currency=EUR&minPrice=1', 'currency=EUR&maxPrice=1'],
  ])('of the filters "%s" refuses its cursor for "%s"', async (filters, others) => {
    const { headers } = await request(shop.app).get(`${list}?limit=1&${filters}`).expect(200)
    const after = /after=([\w-]+)/.exec(String(headers.link))?.[1]
    const { body } = await request(shop.app).get(`${list}?limit=1&${others}&after=${after}`).expect(400)
    expect(body.detail).toContain('belongs to a list with another order or other filters')
    await request(shop.app).get(`${list}?limit=5&${filters}&after=${after}`).expect(200)
  })

  test('leads by its Link through all products in the order of their names, each once', async () => {
    const seen: string[] = []
    let target: string | undefined = `${list}?${new URLSearchParams({ category, limit: '2' })}`
    const lengths: number[] = []
    while (target !== undefined) {
      const answer: Response = await request(shop.app).get(target).expect(200)
      lengths.push(answer.body.length)
      seen.push(...answer.body.map(({ name }: { name: string }) => name))
      target = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link))?.[1]
    }
    expect([seen, lengths]).toEqual([names, [2, 2, 1]])
  })

  test.each([
    [0, 'no such category'],
    [1, 'a single one'],
    [2, 'two of them'],
  ])('a list of %i is the same in XML', async (count, only) => {
    for (let number = 0; number < count; number += 1) await added({ category: only })
    const target = `${list}?${new URLSearchParams({ category: only })}`
    const json = await request(shop.app).get(target).expect(200)
    const { root, content } = await readXml((await request(shop.app).get(target).set(xml).expect(200)).text)
    expect(json.body).toHaveLength(count)
    expect([root, content]).toEqual(['products', xmlTwin(json.body, 'product')])
  })

  test.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=x', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['limit=', '/limit'],
    ['category=', '/category'],
    ['category[a]=b', '/category[a]'],
    ['catgory=Kitchen', '/catgory'],
    ['sort=stock', '/sort'],
    ['sort=price', '/currency'],
    ['minPrice=1', '/currency'],
    ['maxPrice=1', '/currency'],
    ['currency=EUR&minPrice=2&maxPrice=1', '/maxPrice'],
    ['currency=eur', '/currency'],
    ['currency=EUR&minPrice=-1', '/minPrice'],
    ['currency=EUR&maxPrice=1.5', '/maxPrice'],
    ['inStock=maybe', '/inStock'],
    ['search=', '/search'],
    ['search=%00', '/search'],
    ['search=%EF%BF%BF', '/search'],
    [`search=${'x'.repeat(201)}`, '/search'],
    ['sort=name&sort=-name', '/sort'],
  ])('refuses %s, and says where', async (query, pointer) => {
    const { body } = await request(shop.app).get(`${list}?${query}`).expect(400)
    expect(body.errors).toEqual([{ in: 'query', pointer, message: expect.any(String) }])
  })

  test.each(['x', 'bm9uc2Vuc2U', 'x'.repeat(5000)])('refuses the cursor %s', async (after) => {
    const { body } = await request(shop.app).get(`${list}?after=${after}`).expect(400)
    expect(body.detail).toBe('the cursor is not one that this list has given out')
  })
})

describe('the whole list', () => {
  const category = 'Whole lists'
  const names = Array.from({ length: pageLimits.most + 20 }, (_, index) => `item ${String(index).padStart(3, '0')}`)
  const all = `${list}?${new URLSearchParams({ category })}`

  beforeAll(async () => {
    for (const name of names) await added({ name, category })
  })

  test.each(['application/x-ndjson', 'application/jsonl'])('in %s has a line for each product', async (type) => {
    const { text, headers } = await request(shop.app).get(all).set('Accept', type).buffer(true).expect(200)
    expect(headers).toMatchObject({ 'content-type': `${type}; charset=utf-8`, vary: 'Accept' })
    expect(headers).not.toHaveProperty('link')
    const products: Product[] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(products.map(({ name }) => name)).toEqual(names)
    await request(shop.app).get(`${list}/${products[0]?.id}`).expect(200, products[0])
  })

  test('in CSV has a record for each product', async () => {
    const { text } = await request(shop.app).get(all).set('Accept', 'text/csv').expect(200)
    const [columns, ...records] = text.trimEnd().split('\r\n')
    expect(columns).toBe(
      'id,sku,name,description,category,price.amount,price.currency,stock,version,createdAt,updatedAt',
    )
    expect(records.filter((record) => /^[\da-f-]{36},/.test(record))).toHaveLength(names.length)
  })

  test('can be requested by the name of a format, as in a link', async () => {
    const { text, type } = await request(shop.app).get(`${all}&format=ndjson`).buffer(true).expect(200)
    expect([type, text.trimEnd().split('\n').length]).toEqual(['application/x-ndjson', names.length])
  })

  test('may begin after a page', async () => {
    const page = await request(shop.app).get(`${all}&limit=100`).expect(200)
    const after = /after=([\w-]+)>; rel="next"$/.exec(String(page.headers.link))?.[1]
    const rest = await request(shop.app).get(`${all}&after=${after}`).set('Accept', 'application/x-ndjson').buffer(true)
    expect(
      rest.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toEqual(names.slice(100))
  })

  test.each(['application/x-ndjson', 'text/csv'])('in %s is a page if there is a limit', async (type) => {
    const page = await request(shop.app).get(`${all}&limit=2`).set('Accept', type).buffer(true).expect(200)
    expect(page.headers.link).toMatch(/^<\/v1\/products\?category=Whole\+lists&limit=2&after=[\w-]+>; rel="next"$/)
    const lines = page.text.trimEnd().split(/\r?\n/)
    expect(lines.filter((line) => line.includes('item 00'))).toHaveLength(2)
  })

  test('may be empty', async () => {
    const none = `${list}?category=none`
    const lines = await request(shop.app).get(none).set('Accept', 'application/x-ndjson').buffer(true).expect(200)
    const records = await request(shop.app).get(none).set('Accept', 'text/csv').expect(200)
    expect([lines.text, records.text.trimEnd().split('\r\n').length]).toEqual(['', 1])
  })

  test('contains no formula that a spreadsheet would run', async () => {
    await added({ name: '=HYPERLINK("https://evil.example")', category: 'Formulas' })
    const { text } = await request(shop.app).get(`${list}?category=Formulas`).set('Accept', 'text/csv').expect(200)
    expect(text).toContain(`,"'=HYPERLINK(""https://evil.example"")",`)
  })

  test.each([
    [{ after: 'nowhere' }, 400],
    [{ limit: '0' }, 400],
  ])('%j is refused, in a format that can tell', async (query, status) => {
    const sent = request(shop.app)
      .get(`${list}?${new URLSearchParams(query)}`)
      .set('Accept', 'application/x-ndjson')
    const { type, body } = await sent.expect(status)
    expect([type, body.status]).toEqual(['application/problem+json', status])
  })

  test('has the same fields for HEAD', async () => {
    const { headers } = await request(shop.app).head(all).set('Accept', 'text/csv').expect(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  })

  test('is 503 when the storage fails before its first product', async () => {
    const { app } = failingShop(new StorageUnavailable())
    const { headers, body } = await request(app).get(list).set('Accept', 'application/x-ndjson').expect(503)
    expect([headers['retry-after'], body.status]).toEqual(['2', 503])
  })

  const lost = new StorageUnavailable({ cause: new Error('connection terminated'), isUnreachable: true })
  const failed = { 'event.action': 'answer-not-sent', 'shop.failure': 'stream-failed' }
  const unserved = { 'event.action': 'request-unserved', 'shop.failure': 'storage-unreachable' }
  const reason = { 'shop.reason': 'connection terminated' }

  test.each([
    ['fails', new StorageUnavailable(), true, { ...failed, 'log.level': 'error' }],
    ['is lost', lost, false, { ...unserved, ...reason, 'log.level': 'warn' }],
  ])('breaks off when the storage %s later, which is one record', async (_, failure, hasStack, record) => {
    const { app, log } = shopOf({
      ...uncalledCatalogue,
      async *all() {
        yield storedProduct()
        throw failure
      },
    })
    const server = await serve(app)
    try {
      const asking = httpRequest(server.url + list, { headers: { accept: 'application/x-ndjson' } }).end()
      const [answer]: IncomingMessage[] = await once(asking, 'response')
      answer?.resume()
      await expect(once(answer ?? asking, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' })
      expect(log.records).toEqual([expect.objectContaining({ 'http.response.status_code': 200, ...record })])
      expect('error.stack_trace' in (log.records[0] ?? {})).toBe(hasStack)
    } finally {
      await server.close()
    }
  })
})
