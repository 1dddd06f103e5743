import { badRequest, endware, html, json, problemEnvelope } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { faultsOf, parsePage } from '../../support/parsed-page.js'
import { servePages } from './trial-pages.js'

let pages: Awaited<ReturnType<typeof servePages>>
beforeAll(async () => {
  pages = await servePages()
})
afterAll(() => pages.close())

describe('page of a failure', () => {
  test('shows the message, the help and the request id', async () => {
    const { page } = await pages.get('/missing')
    expect(page.find('title')[0]?.text).toBe('Not Found · 404 Not Found')
    expect(page.find('h1')[0]?.text).toBe('Not Found')
    expect(page.find('p', { class: 'lead' })[0]?.text).toBe('no such product')
    expect(page.find('p', { class: 'help' })[0]?.text).toBe('https://help.example/products')
    expect(page.find('a', { href: 'https://help.example/products' })).toHaveLength(1)
    expect(page.find('dt').map(({ text }) => text)).toEqual(['path', 'timestamp', 'requestId'])
    expect(page.text).toContain('r-1')
  })

  test('lists all errors of a request', async () => {
    const { page } = await pages.get('/invalid?limit=x&other=1')
    expect(page.find('td', { 'data-name': 'pointer' }).map(({ text }) => text)).toEqual(['/limit', '/other'])
    expect(page.find('td', { 'data-name': 'in' }).map(({ text }) => text)).toEqual(['query', 'query'])
  })

  test('shows title, detail, type and extensions of a problem', async () => {
    const { page } = await pages.get('/problem')
    expect(page.find('h1')[0]?.text).toBe('Out of stock')
    expect(page.find('p', { class: 'lead' })[0]?.text).toBe('two are left')
    expect(page.find('a', { href: '/problems/out-of-stock' })).toHaveLength(1)
    expect(page.find('dt').map(({ text }) => text)).toEqual(['type', 'left', 'requestId'])
  })

  test('has the header fields of its error', async () => {
    const { page } = await pages.get('/busy')
    expect(page.find('dt').map(({ text }) => text)).toContain('Retry-After')
  })

  test('shows what its envelope contains, and no more', async () => {
    for (const envelope of [problemEnvelope, () => ({ oops: true }), () => 'oops', () => ['oops']]) {
      const own = endware({ codecs: [json(), html()], envelope })
      const { content, status } = await own.render(badRequest('too many').withHelp('try less'), { accept: 'text/html' })
      const page = parsePage(String(content))
      expect([status, faultsOf(page)]).toEqual([400, []])
      expect(page.text.includes('too many')).toBe(envelope === problemEnvelope)
    }
  })
})
