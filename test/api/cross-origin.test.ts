import { expect, test } from '@jest/globals'
import request from 'supertest'
import { uncalledCatalogue } from '../../api/products/uncalled-catalogue.js'
import { shopOf } from '../support/shop.js'

const catalogue = { ...uncalledCatalogue, list: async () => ({ items: [] }) }
const { app } = shopOf(catalogue, { corsOrigins: ['https://shop.example', 'http://localhost:8080'] })
const list = '/v1/products'

test.each(['https://shop.example', 'http://localhost:8080'])(
  'a page of %s may read answers and failures',
  async (origin) => {
    for (const path of [list, '/nowhere']) {
      const { headers } = await request(app).get(path).set('Origin', origin)
      expect(headers['access-control-allow-origin']).toBe(origin)
      for (const name of ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'WWW-Authenticate', 'RateLimit']) {
        expect(headers['access-control-expose-headers']?.split(',')).toContain(name)
      }
      expect(headers['access-control-allow-credentials']).toBeUndefined()
      expect(headers.vary?.split(', ').toSorted()).toEqual(['Accept', 'Origin'])
    }
  },
)

test.each(['https://shop.example.evil.example', 'https://shop.example:8443', 'http://shop.example', 'null'])(
  'a page of %s may not',
  async (origin) => {
    const { headers } = await request(app).get(list).set('Origin', origin).expect(200)
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers.vary).toContain('Origin')
  },
)

test('a preflight is answered with the methods and the fields that a page may send', async () => {
  const { headers } = await request(app)
    .options(list)
    .set('Origin', 'https://shop.example')
    .set('Access-Control-Request-Method', 'PATCH')
    .set('Access-Control-Request-Headers', 'authorization,if-match,content-type')
    .expect(204)
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://shop.example',
    'access-control-allow-headers': 'authorization,if-match,content-type',
    'access-control-max-age': '3600',
  })
  expect(headers['access-control-allow-methods']?.split(',')).toEqual(expect.arrayContaining(['PATCH', 'QUERY']))
})

test('an OPTIONS other than a preflight gets the methods of the path', async () => {
  const { headers } = await request(app).options(list).set('Origin', 'https://shop.example').expect(204)
  expect(headers.allow).toBe('GET, HEAD, OPTIONS, POST, QUERY')
})

test('without origins in the settings, no page of another origin may read anything', async () => {
  const { headers } = await request(shopOf(catalogue).app).get(list).set('Origin', 'https://shop.example').expect(200)
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
})
