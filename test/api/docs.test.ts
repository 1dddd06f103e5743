import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { parse } from 'yaml'
import { shopDocument } from '../../api/openapi-document.js'
import { uncalledCatalogue } from '../../api/uncalled-catalogue.js'
import { shopOf } from '../support/shop.js'

const { app } = shopOf(uncalledCatalogue)
const chrome = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8'
const served = shopDocument({ url: '/', description: 'This service' })

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

  test('but for the server it is the one in openapi.yaml', () => {
    const { servers, ...rest } = shopDocument()
    expect({ ...rest, servers: served.servers }).toEqual(served)
    expect(servers).not.toEqual(served.servers)
  })

  test.each(['/openapi.json', '/openapi.yaml'])('%s is a page in a browser, not a download', async (path) => {
    const { type, text } = await request(app).get(path).set('Accept', chrome).expect(200)
    expect(type).toBe('text/html')
    expect(text).toContain('listProducts')
  })

  test('it is not to be had in XML, and cannot be changed', async () => {
    const { body } = await request(app).get('/openapi.json').set('Accept', 'application/xml').expect(406)
    expect(body.additional.available).toEqual(['application/json', 'application/yaml', 'text/html'])
    const { headers } = await request(app).put('/openapi.json').expect(405)
    expect(headers.allow).toBe('GET, HEAD, OPTIONS')
  })
})

describe('the viewer', () => {
  test('its page runs no script but those of the service, and says so', async () => {
    for (const accept of [chrome, '*/*']) {
      const { headers, type } = await request(app).get('/docs').set('Accept', accept).expect(200)
      expect(type).toBe('text/html')
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      )
    }
  })

  test('every file that the page names is there, from this service, with a fitting type', async () => {
    const { text } = await request(app).get('/docs')
    const targets = [...text.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, target = '']) => target)
    expect(targets).toHaveLength(9)
    for (const target of targets) {
      expect(target).toMatch(/^\/(?!\/)/)
      const { type } = await request(app).get(target).expect(200)
      expect([target, type]).toEqual([target, typeOf(target)])
    }
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/)
  })

  test('none of what is ours names another host, and the script asks no validator', async () => {
    for (const path of ['/docs', '/docs/docs.js', '/docs/docs.css']) {
      const { body, text } = await request(app).get(path)
      expect(text ?? String(body)).not.toMatch(/\/\/[a-z]/i)
    }
    const { body, text } = await request(app).get('/docs/docs.js')
    expect(text ?? String(body)).toContain('validatorUrl: null')
  })

  test('browsers keep the files of one version for good', async () => {
    const { text } = await request(app).get('/docs')
    const [script = ''] = /\/docs\/swagger-ui-[\d.]+\/swagger-ui-bundle\.js/.exec(text) ?? []
    const { headers } = await request(app).head(script).expect(200)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    await request(app).get(script).set('If-None-Match', String(headers.etag)).expect(304)
  })

  test('of the package nothing is served that the page does not need', async () => {
    const { text } = await request(app).get('/docs')
    const [folder = ''] = /\/docs\/swagger-ui-[\d.]+\//.exec(text) ?? []
    for (const name of ['', 'index.html', 'package.json', 'swagger-ui-bundle.js.map', '%2e%2e/yaml/package.json'])
      await request(app).get(`${folder}${name}`).expect(404)
  })
})

test.each(['/openapi.json', '/openapi.yaml', '/docs', '/docs/docs.js', '/docs/docs.css'])(
  '%s is sent again only when it has changed, and answers HEAD',
  async (path) => {
    const { headers, status } = await request(app).head(path)
    const policy = headers['content-security-policy']
    expect([status, Number(headers['content-length']) > 0]).toEqual([200, true])
    const unchanged = await request(app).get(path).set('If-None-Match', String(headers.etag)).expect(304)
    expect(unchanged.headers.etag).toBe(headers.etag)
    expect(unchanged.headers['cache-control']).toBe('no-cache')
    // browsers put that in the place of the one they have
    expect(unchanged.headers['content-security-policy']).toBe(policy)
  },
)

function typeOf(path: string): string {
  const [, extension = ''] = /\.(\w+)$/.exec(path) ?? []
  const types: Readonly<Record<string, string>> = {
    css: 'text/css',
    js: 'text/javascript',
    json: 'application/json',
    png: 'image/png',
    yaml: 'application/yaml',
  }
  return types[extension] ?? 'application/json'
}
