import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { servePages } from './trial-pages.js'

let pages: Awaited<ReturnType<typeof servePages>>
beforeAll(async () => {
  pages = await servePages()
})
afterAll(() => pages.close())

describe('the rules of HTTP', () => {
  test('HEAD has the fields of GET and no content', async () => {
    const [got, headed] = [await pages.get('/product'), await pages.get('/product', { method: 'HEAD' })]
    expect(headed.content).toBe('')
    const without = (headers: Headers) =>
      Object.fromEntries([...headers].filter(([name]) => !/^(?:date|connection|keep-alive)$/.test(name)))
    expect(without(headed.headers)).toEqual(without(got.headers))
  })

  test.each(['/product', '/hashed'])('%s has a tag of its own, which is good for a 304', async (path) => {
    const [page, document] = [await pages.get(path), await pages.get(path, { accept: 'application/json' })]
    const tag = page.headers.get('etag') ?? ''
    expect(tag).toMatch(/;html"$/)
    expect(tag).not.toBe(document.headers.get('etag'))
    const again = await pages.get(path, { headers: { 'If-None-Match': tag } })
    expect([again.status, again.content]).toEqual([304, ''])
    const other = await pages.get(path, { accept: 'application/json', headers: { 'If-None-Match': tag } })
    expect(other.status).toBe(200)
  })
})
