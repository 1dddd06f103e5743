import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { servePages } from './trial-pages.js'

let pages: Awaited<ReturnType<typeof servePages>>
beforeAll(async () => {
  pages = await servePages()
})
afterAll(() => pages.close())

describe('html() and HTTP', () => {
  test('answers HEAD with the fields of GET and no content', async () => {
    const [got, headed] = [await pages.get('/product'), await pages.get('/product', { method: 'HEAD' })]
    expect(headed.content).toBe('')
    const without = (headers: Headers) =>
      Object.fromEntries([...headers].filter(([name]) => !/^(?:date|connection|keep-alive)$/.test(name)))
    expect(without(headed.headers)).toEqual(without(got.headers))
  })

  test.each(['/product', '/hashed'])(
    '%s as a page has no validators, since a page shows more than the value',
    async (path) => {
      const [page, document] = [await pages.get(path), await pages.get(path, { accept: 'application/json' })]
      expect(document.headers.get('etag')).toMatch(/;json"$/)
      expect([page.headers.get('etag'), page.headers.get('last-modified')]).toEqual([null, null])
      const tag = document.headers.get('etag') ?? ''
      for (const condition of [tag, tag.replace('json', 'html')]) {
        expect((await pages.get(path, { headers: { 'If-None-Match': condition } })).status).toBe(200)
      }
      const since = { 'If-Modified-Since': new Date().toUTCString() }
      expect((await pages.get(path, { headers: since })).status).toBe(200)
    },
  )

  test('answers 304 by date for other formats', async () => {
    const headers = { 'If-Modified-Since': new Date().toUTCString() }
    expect((await pages.get('/product', { accept: 'application/json', headers })).status).toBe(304)
  })

  test('answers 412 when If-Match asks for a version of a page', async () => {
    const { status, page } = await pages.get('/product', { headers: { 'If-Match': '"3;json"' } })
    expect([status, page.find('h1')[0]?.text]).toEqual([412, expect.stringContaining('Precondition Failed')])
  })
})
