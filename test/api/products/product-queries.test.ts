import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newProduct } from '../../support/example-products.js'
import { type Serving, serve } from '../../support/serve.js'
import { openShop, type Shop } from '../../support/shop.js'
import { asAssistant } from '../../support/tokens.js'

let shop: Shop
let serving: Serving
const list = '/v1/products'

beforeAll(async () => {
  shop = await openShop()
  serving = await serve(shop.app)
  const products = [
    newProduct({ name: 'Oil lamp', category: 'Camping', price: { amount: 1900, currency: 'EUR' }, stock: 3 }),
    newProduct({ name: 'Lamp', category: 'Home', price: { amount: 2900, currency: 'EUR' }, stock: 0 }),
    newProduct({ name: 'Lamp stand', category: 'Home', price: { amount: 900, currency: 'EUR' }, stock: 5 }),
    newProduct({ name: 'Lamp oil', category: 'Camping', price: { amount: 100, currency: 'USD' }, stock: 9 }),
    newProduct({ name: 'Rope', category: 'Camping', price: { amount: 1500, currency: 'EUR' }, stock: 1 }),
  ]
  for (const product of products) await added(product)
})
afterAll(async () => {
  await serving.close()
  await shop.close()
})

async function added(product: ReturnType<typeof newProduct>): Promise<void> {
  const headers = { 'Content-Type': 'application/json', ...asAssistant }
  const answer = await fetch(serving.url + list, { method: 'POST', headers, body: JSON.stringify(product) })
  expect(answer.status).toBe(201)
}

async function namesOf(answer: Response): Promise<string[]> {
  const products = (await answer.json()) as { readonly name: string }[]
  return products.map(({ name }) => name)
}

const query = (type: string, body: string, headers = {}) =>
  fetch(serving.url + list, { method: 'QUERY', headers: { 'Content-Type': type, ...headers }, body })

test.each<[string, string[]]>([
  ['search=lamp', ['Lamp', 'Lamp oil', 'Lamp stand', 'Oil lamp']],
  ['search=lamp+-oil&sort=-name', ['Lamp stand', 'Lamp']],
  ['search="oil+lamp"', ['Oil lamp']],
  ['currency=EUR&sort=price', ['Lamp stand', 'Rope', 'Oil lamp', 'Lamp']],
  ['currency=EUR&sort=-price&minPrice=1500&maxPrice=1900', ['Oil lamp', 'Rope']],
  ['currency=USD', ['Lamp oil']],
  ['inStock=false', ['Lamp']],
  ['search=lamp&category=Home&currency=EUR&maxPrice=2000&inStock=true', ['Lamp stand']],
  ['currency=GBP&minPrice=1', []],
])('GET ?%s selects %j', async (text, names) => {
  expect(await namesOf(await fetch(`${serving.url}${list}?${text}`))).toEqual(names)
})

describe('QUERY', () => {
  const xml = '<query><search>lamp</search><currency>EUR</currency><maxPrice>2000</maxPrice><sort>price</sort></query>'
  const json = JSON.stringify({ search: 'lamp', currency: 'EUR', maxPrice: 2000, sort: 'price' })

  test.each([
    ['application/json', json],
    ['application/xml', xml],
    ['application/x-www-form-urlencoded', 'search=lamp&currency=EUR&maxPrice=2000&sort=price'],
  ])('in %s is the same query as in a URL', async (type, body) => {
    const answer = await query(type, body)
    expect([answer.status, await namesOf(answer)]).toEqual([200, ['Lamp stand', 'Oil lamp']])
    const url = answer.headers.get('location') ?? ''
    expect(answer.headers.get('content-location')).toBe(url)
    expect(Object.fromEntries(new URL(url, serving.url).searchParams)).toEqual({
      search: 'lamp',
      currency: 'EUR',
      maxPrice: '2000',
      sort: 'price',
    })
    expect(await namesOf(await fetch(serving.url + url))).toEqual(['Lamp stand', 'Oil lamp'])
  })

  test('links to its next page, which GET and QUERY read', async () => {
    const first = await query('application/json', JSON.stringify({ category: 'Camping', limit: 2 }))
    const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
    expect(await namesOf(first)).toEqual(['Lamp oil', 'Oil lamp'])
    expect(await namesOf(await fetch(serving.url + next))).toEqual(['Rope'])
    const after = new URL(next, serving.url).searchParams.get('after')
    const second = await query('application/json', JSON.stringify({ category: 'Camping', limit: 2, after }))
    expect(await namesOf(second)).toEqual(['Rope'])
  })

  test('of another order refuses the cursor', async () => {
    const first = await query('application/json', JSON.stringify({ currency: 'EUR', sort: 'price', limit: 1 }))
    const after = /after=([\w-]+)>/.exec(first.headers.get('link') ?? '')?.[1]
    expect((await query('application/json', JSON.stringify({ after }))).status).toBe(400)
  })

  test('without a limit has every product in NDJSON', async () => {
    const answer = await query('application/json', '{}', { Accept: 'application/x-ndjson' })
    expect((await answer.text()).trimEnd().split('\n')).toHaveLength(5)
  })

  test.each([
    ['{"sort":"stock"}', '/sort'],
    ['{"maxPrice":1}', '/currency'],
    ['{"limit":"1"}', '/limit'],
    ['{"colour":"red"}', '/colour'],
  ])('%s is refused, and says where', async (body, pointer) => {
    const answer = await query('application/json', body)
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ errors: [{ in: 'body', pointer, message: expect.any(String) }] }),
    ])
  })

  test.each(['limit=2', 'colour=red'])('refuses ?%s in its URL, because the content is the query', async (text) => {
    const [name] = text.split('=')
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch(`${serving.url}${list}?${text}`, { method: 'QUERY', headers, body: '{"limit":1}' })
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ errors: [{ in: 'query', pointer: `/${name}`, message: `${name} is not allowed` }] }),
    ])
  })

  test('takes the name of a format in its URL, and keeps it in the URLs that it names', async () => {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch(`${serving.url}${list}?format=csv`, { method: 'QUERY', headers, body: '{"limit":1}' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    const again = await fetch(serving.url + answer.headers.get('location'))
    expect([again.status, await again.text()]).toEqual([200, await answer.text()])
  })

  test('is named by the path, with the formats that it reads', async () => {
    const { headers } = await fetch(serving.url + list, { method: 'OPTIONS' })
    expect(headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST, QUERY')
    expect(headers.get('accept-query')).toContain('application/xml')
  })
})
