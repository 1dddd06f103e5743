import { createHash } from 'node:crypto'
import { endware, html, json, ndjson } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { faultsOf, parsePage } from '../../support/parsed-page.js'
import { serve } from '../../support/serve.js'
import { api, product, servePages } from './trial-pages.js'

let pages: Awaited<ReturnType<typeof servePages>>
beforeAll(async () => {
  pages = await servePages()
})
afterAll(() => pages.close())

describe('page', () => {
  test.each([
    ['/products', 200],
    ['/product', 200],
    ['/missing', 404],
    ['/nowhere', 404],
    ['/busy', 503],
    ['/invalid?limit=x&other=1', 400],
    ['/problem', 409],
    ['/broken', 500],
    ['/unwritable', 500],
    ['/table', 406],
  ])('%s is an HTML document with status %i and without parse errors', async (path, status) => {
    const got = await pages.get(path)
    expect([got.status, got.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8'])
    expect(faultsOf(got.page)).toEqual([])
    expect(got.headers.get('vary')).toBe('Accept')
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.page.find('html')[0]?.attributes.get('lang')).toBe('en')
    for (const landmark of ['header', 'main', 'h1', 'title']) expect(got.page.find(landmark)).toHaveLength(1)
    const ids = got.page.elements.flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    expect(got.content).not.toContain('secret')
  })

  test.each(['/products', '/missing', '/broken'])(
    '%s has a Content-Security-Policy that allows its own stylesheet only',
    async (path) => {
      const { headers, page } = await pages.get(path)
      const [style] = page.find('style')
      const hash = createHash('sha256')
        .update(style?.text ?? '')
        .digest('base64')
      expect(headers.get('content-security-policy')).toBe(
        `default-src 'none'; style-src 'sha256-${hash}'; img-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    },
  )

  test('the fields of pages are absent from other formats', async () => {
    const { headers } = await pages.get('/products', { accept: 'application/json' })
    expect(headers.get('content-security-policy')).toBeNull()
  })

  test('a page of twenty items has less than 30 kB of markup', async () => {
    const items = Array.from({ length: 20 }, (_, n) => ({ ...product, id: n }))
    const sized = async (value: unknown) =>
      Buffer.byteLength((await api.render(value, { accept: 'text/html' })).content ?? '')
    expect(await sized([])).toBeLessThan(10_000)
    expect(await sized(items)).toBeLessThan(30_000)
  })
})

describe('page of a value', () => {
  test('shows the request, the status, the operation and a table of the items', async () => {
    const { page } = await pages.get('/products?limit=2&format=html')
    expect(page.find('p', { class: 'request' })[0]?.text).toBe('GET /products?limit=2&format=html 200 OK')
    expect(page.find('title')[0]?.text).toBe('List products · Trial & Error')
    expect(page.find('h1')[0]?.text).toBe('List products')
    expect(page.find('p', { class: 'description' })[0]?.text).toBe('All of them.')
    expect(page.find('th').map(({ text }) => text)).toEqual(['id', 'name', 'price', 'addedAt'])
    expect(page.find('td', { 'data-name': 'id' }).map(({ text }) => text)).toEqual(['7', '8'])
    expect(page.find('td', { 'data-name': 'price' })[0]?.text.trim()).toBe('amount 3290 currency EUR')
    expect(page.find('time')[0]).toMatchObject({ text: '1970-01-01 00:00:00 UTC' })
    expect(page.find('time')[0]?.attributes.get('datetime')).toBe('1970-01-01T00:00:00.000Z')
  })

  test.each([
    ['its title', { title: 'The SKU is taken', name: 'x' }, 'The SKU is taken'],
    ['its name', { id: 7, name: 'A <Pan>' }, 'A <Pan>'],
    ['the summary of the operation if its name has a line break', { name: 'a\nb' }, 'Read one'],
    ['the summary of the operation if its name is too long', { name: 'x'.repeat(121) }, 'Read one'],
    ['the summary of the operation if its name is empty', { name: ' ' }, 'Read one'],
    ['the summary of the operation if its name is not a text', { title: 7, name: { first: 'Ada' } }, 'Read one'],
    ['the summary of the operation if the value is a list', [{ name: 'Pan' }], 'Read one'],
  ])('has the heading: %s', async (_name, value, heading) => {
    const serving = await serve((request, response) =>
      api.endpoint({ summary: 'Read one' }, () => value)(request, response),
    )
    const response = await fetch(serving.url, { headers: { accept: 'text/html' } })
    const page = parsePage(await response.text())
    await serving.close()
    expect(page.find('h1')[0]?.text).toBe(heading)
    expect(page.find('title')[0]?.text).toBe(`${heading} · Trial & Error`)
    expect(page.text).toContain('Read one')
  })

  test('shows times readably, and other texts unchanged', async () => {
    const times = ['2026-02-28T23:30:00.5-01:30', '2024-02-29T00:00:00Z']
    const none = [
      '2026-02-30T00:00:00Z',
      '2026-01-31T24:00:00Z',
      '9999-12-31T23:59:59-01:00',
      '0000-01-01T00:00:00+01:00',
    ]
    const { content } = await api.render([...times, ...none], { accept: 'text/html' })
    const page = parsePage(String(content))
    expect(page.find('time').map(({ text }) => text)).toEqual(['2026-03-01 01:00:00 UTC', '2024-02-29 00:00:00 UTC'])
    expect(page.find('span', { class: 'text' }).map(({ text }) => text)).toEqual(none)
  })

  test('links to the other pages of a list by its Link fields', async () => {
    const { page } = await pages.get('/products')
    const links = page.find('a').filter(({ parent }) => parent === 'nav')
    expect(links.map(({ text, attributes }) => [text, attributes.get('href'), attributes.get('rel')])).toEqual([
      ['To the start', '/products', 'first'],
      ['Next page →', '/products?after=8', 'next'],
    ])
    expect(page.find('a', { href: '/licence' })).toHaveLength(1)
  })

  test('links from an item to its list', async () => {
    const { page } = await pages.get('/product')
    const links = page.find('a').filter(({ parent }) => parent === 'nav')
    expect(links.map(({ text, attributes }) => [text, attributes.get('href'), attributes.get('rel')])).toEqual([
      ['↑ The list', '/products', 'collection'],
    ])
  })

  test('unfolds two levels at first', async () => {
    const { page } = await pages.get('/product')
    const folds = page.find('details').map(({ attributes }) => attributes.has('open'))
    expect(folds).toEqual([true, false, false, false])
    expect(page.find('summary')[0]?.text).toBe('1 item')
    expect(page.find('p', { class: 'deprecated' })).toHaveLength(1)
    expect(page.find('a', { href: '/products/7' })).toHaveLength(1)
  })

  test('shows header fields, without cookies', async () => {
    const { page, headers } = await pages.get('/product')
    expect(headers.get('set-cookie')).toBe('session=secret')
    const names = page.find('dt').map(({ text }) => text)
    expect(names.at(-1)).toBe('Cache-Control')
    expect(names).not.toContain('Set-Cookie')
  })

  test('shows the location of a created resource, and no command that repeats the request', async () => {
    const { status, page } = await pages.get('/products', { method: 'POST' })
    expect(status).toBe(201)
    expect(page.find('a', { href: '/products/7' })).toHaveLength(1)
    expect(page.text).not.toContain('curl')
  })

  test('does not exist for an endpoint that returns nothing', async () => {
    const { status, headers, content } = await pages.get('/nothing')
    expect([status, content, headers.get('content-security-policy')]).toEqual([204, '', null])
  })
})

describe('formats on a page', () => {
  test('each have a link and a command', async () => {
    const { page } = await pages.get('/products?limit=2&format=html&a=%20b')
    const links = page.find('a').filter(({ parent }) => parent === 'li')
    expect(links.map(({ text, attributes }) => [text, attributes.get('href')])).toEqual([
      ['JSON', '?limit=2&a=%20b&format=json'],
      ['XML', '?limit=2&a=%20b&format=xml'],
      ['CSV', '?limit=2&a=%20b&format=csv'],
    ])
    expect(
      page
        .find('code')
        .map(({ text }) => text)
        .slice(0, 3),
    ).toEqual(
      ['application/json', 'application/xml', 'text/csv'].map(
        (type) => `curl -H 'Accept: ${type}' '${pages.url}/products?limit=2&a=%20b'`,
      ),
    )
    for (const { attributes } of links) {
      const target = new URL(attributes.get('href') ?? '', `${pages.url}/products`)
      const { status, headers } = await pages.get(target.pathname + target.search)
      expect([status, headers.get('content-type')]).not.toContain('text/html; charset=utf-8')
      expect(status).toBe(200)
    }
  })

  test('of a failure are those that can represent failures', async () => {
    const { page } = await pages.get('/missing')
    expect(
      page
        .find('a')
        .filter(({ parent }) => parent === 'li')
        .map(({ text }) => text),
    ).toEqual(['JSON', 'XML'])
  })

  test('have no link if no query parameter can name them', async () => {
    const plain = endware({ codecs: [json(), ndjson(), html()] })
    const { content } = await plain.render(product, { accept: 'text/html', url: '/it’s[1]' })
    const page = parsePage(String(content))
    expect(page.find('a').filter(({ parent }) => parent === 'li')).toEqual([])
    expect(page.find('code').map(({ text }) => text)).toEqual([
      "curl -g -H 'Accept: application/json' '/it’s[1]'",
      "curl -g -H 'Accept: application/x-ndjson' '/it’s[1]'",
    ])
  })
})

test.each([
  ['html() with a service that is not a string', { service: 1 }],
  ['html() with a link that is not a function', { link: '/x' }],
])('%s throws a TypeError', (_name, options) => {
  expect(() => html(options as never)).toThrow(TypeError)
})

test('endware() with html() as its only codec throws', () => {
  expect(() => endware({ codecs: [html()] })).toThrow(/for programs/)
})
