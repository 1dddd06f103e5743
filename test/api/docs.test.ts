import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { parse } from 'yaml'
import { servedDocument, shopDocument } from '../../api/openapi-document.js'
import { uncalledCatalogue } from '../../api/products/uncalled-catalogue.js'
import { shopOf } from '../support/shop.js'

const { app } = shopOf(uncalledCatalogue)
const chrome = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8'
const served = servedDocument()
const seedProducts: readonly { readonly id: string; readonly category: string }[] = JSON.parse(
  readFileSync(new URL('../../repository/seed-products.json', import.meta.url), 'utf8'),
)

describe('the document', () => {
  test.each([
    ['/openapi.json', undefined, 'application/json'],
    ['/openapi.json', 'application/yaml', 'application/yaml'],
    ['/openapi.yaml', undefined, 'application/yaml'],
    ['/openapi.yaml', '*/*', 'application/yaml'],
    ['/openapi.yaml', 'text/yaml', 'text/yaml'],
    ['/openapi.yaml', 'application/json', 'application/json'],
  ])('%s for Accept: %s is %s, and names the service that sent it', async (path, accept, type) => {
    const sent = request(app).get(path).buffer(true)
    const { headers, text } = await (accept === undefined ? sent : sent.set('Accept', accept)).expect(200)
    expect(headers).toMatchObject({
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-cache',
      vary: 'Accept',
    })
    expect(type === 'application/json' ? JSON.parse(text) : parse(text)).toEqual(served)
  })

  test('is that of openapi.yaml, except for the server', () => {
    const { servers, ...rest } = shopDocument()
    expect({ ...rest, servers: served.servers }).toEqual(served)
    expect(servers).not.toEqual(served.servers)
  })

  test.each(['/openapi.json', '/openapi.yaml'])('%s is in OpenAPI 3.2 for ?version=3.2.0', async (path) => {
    const { text } = await request(app).get(`${path}?version=3.2.0`).buffer(true).expect(200)
    expect(parse(text)).toEqual(servedDocument('3.2.0'))
    const { text: other } = await request(app).get(`${path}?version=3.1.1`).buffer(true).expect(200)
    expect(parse(other)).toEqual(served)
  })

  test('is made once for each version, because that takes long', () => {
    expect(servedDocument()).toBe(served)
    expect(servedDocument('3.2.0')).toBe(servedDocument('3.2.0'))
    expect(servedDocument('3.2.0')).not.toBe(served)
  })

  test('an unknown version is a 400 that names the known ones', async () => {
    const { body } = await request(app).get('/openapi.json?version=3.0.3').expect(400)
    expect(body.detail).toContain('must be one of "3.1.1" or "3.2.0"')
  })

  test.each(['/openapi.json', '/openapi.yaml'])('%s is a page in a browser, not a download', async (path) => {
    const { type, text } = await request(app).get(path).set('Accept', chrome).expect(200)
    expect(type).toBe('text/html')
    expect(text).toContain('listProducts')
  })

  test('has no XML, and cannot be changed', async () => {
    const { body } = await request(app).get('/openapi.json').set('Accept', 'application/xml').expect(406)
    expect(body.available).toEqual(['application/json', 'application/yaml', 'text/html'])
    const { headers } = await request(app).put('/openapi.json').expect(405)
    expect(headers.allow).toBe('GET, HEAD, OPTIONS')
  })
})

describe('the reference', () => {
  test('is at /docs, with the document of the service', async () => {
    const { headers } = await request(app).get('/docs').set('Accept', chrome).expect(301)
    expect(headers.location).toBe('./docs/')
    const { text } = await request(app).get('/docs/').set('Accept', chrome).expect(200)
    expect(text).toContain('<title>Operations</title>')
    const { body } = await request(app).get('/docs/openapi.json').expect(200)
    expect(body).toEqual(served)
    const yaml = await request(app).get('/docs/openapi.yaml').buffer(true).expect(200)
    expect(parse(yaml.text)).toEqual(served)
  })

  test('has its own policy instead of that of the application', async () => {
    const { headers } = await request(app).get('/docs/listProducts').expect(200)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(headers['content-security-policy']).not.toContain('unsafe')
  })

  test('has examples with products of the seed', () => {
    const { parameters = [] } = served.paths['/v1/products/{id}']?.get ?? {}
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'id', example: seedProducts[0]?.id }))
    const filters = served.paths['/v1/products']?.get?.parameters
    expect(filters).toContainEqual(expect.objectContaining({ name: 'category', example: seedProducts[0]?.category }))
  })
})

test.each(['/openapi.json', '/openapi.yaml'])(
  '%s is sent again only when it has changed, and answers HEAD',
  async (path) => {
    const { headers, status } = await request(app).head(path)
    expect([status, Number(headers['content-length']) > 0]).toEqual([200, true])
    const unchanged = await request(app).get(path).set('If-None-Match', String(headers.etag)).expect(304)
    expect(unchanged.headers.etag).toBe(headers.etag)
    expect(unchanged.headers['cache-control']).toBe('no-cache')
    // A browser replaces the policy that it has stored
    expect(unchanged.headers['content-security-policy']).toBe(headers['content-security-policy'])
  },
)
