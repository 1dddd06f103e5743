import { Script } from 'node:vm'
import { docsPages } from '@endware/restapi/docs'
import { describe, expect, test } from '@jest/globals'
import connect from 'connect'
import express from 'express'
import express4 from 'express4'
import request from 'supertest'
import { parse } from 'yaml'
import { app, appOf, sample, textAt } from './docs-app.js'

describe('the files', () => {
  test('the document is served as JSON and as YAML', async () => {
    const { body, type } = await request(app).get('/docs/openapi.json').expect(200)
    expect([type, body]).toEqual(['application/json', JSON.parse(JSON.stringify(sample))])
    const yaml = await request(app).get('/docs/openapi.yaml').buffer(true).expect(200)
    expect(yaml.type).toBe('application/yaml')
    expect(parse(yaml.text)).toEqual(body)
  })

  test('each link of each page leads to a file of the reference, by a relative reference', async () => {
    const seen = new Set(['./'])
    for (const path of seen) {
      const { text, type } = await request(app)
        .get(`/docs/${path.replace('./', '')}`)
        .buffer(true)
        .expect(200)
      if (type !== 'text/html') continue
      expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/)
      for (const [, target = ''] of text.matchAll(/ (?:href|src)="([^"#][^"]*)"/g)) {
        if (target === 'data:,') continue
        expect(target).toMatch(/^(?:\.\/|[\w.-]+)$/)
        seen.add(target)
      }
    }
    const operations = Object.values(sample.paths).flatMap((item) => Object.values(item))
    expect(seen.size).toBe(operations.length + 5)
  })

  test('Vary of an earlier middleware, such as CORS, stays', async () => {
    const shop = express()
      .use((_request, response, next) => {
        response.vary('Origin')
        next()
      })
      .use('/docs', docsPages(sample))
    const { headers } = await request(shop).get('/docs/openapi.json').expect(200)
    expect(headers.vary).toBe('Origin, Accept-Encoding')
  })

  test.each([
    ['/docs/', 'no-cache'],
    ['/docs/listThings', 'no-cache'],
    ['/docs/openapi.json', 'no-cache'],
    ['script', 'public, max-age=31536000, immutable'],
  ])(
    '%s is compressed once, revalidated by a strong tag, and has a strict policy in a 304 as well',
    async (name, caching) => {
      const path = name === 'script' ? `/docs/${/src="([^"]*)"/.exec(await textAt('/docs/'))?.[1]}` : name
      const tags = new Set<string>()
      for (const coding of ['br', 'gzip', 'identity']) {
        const asked = { 'Accept-Encoding': coding === 'br' ? 'gzip;q=1, br;q=0.1' : coding }
        const { headers } = await request(app).head(path).set(asked).expect(200)
        expect(headers['content-encoding'] ?? 'identity').toBe(coding)
        expect(headers).toMatchObject({ vary: 'Accept-Encoding', 'cache-control': caching })
        expect(headers.etag).toMatch(/^"[\w-]{22}"$/)
        expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
        tags.add(String(headers.etag))
        const unchanged = await request(app).get(path).set(asked).set('If-None-Match', String(headers.etag)).expect(304)
        expect(unchanged.headers).toMatchObject({
          etag: headers.etag,
          'content-security-policy': headers['content-security-policy'],
          'cache-control': caching,
        })
        await request(app).get(path).set(asked).set('If-Match', '"other"').expect(412)
      }
      expect(tags.size).toBe(3)
    },
  )

  test('a coding that the client refuses is not used', async () => {
    const { headers } = await request(app).head('/docs/').set('Accept-Encoding', 'br;q=0, gzip; q=0.000').expect(200)
    expect(headers['content-encoding']).toBeUndefined()
  })

  test('other paths are passed on, and other methods are a 405 in the envelope', async () => {
    for (const path of ['/docs/none', '/docs/openapi', '/docs/__proto__', '/docs/../docs/%2e', '/docs//'])
      expect((await request(app).get(path).expect(404)).body).toMatchObject({ error: 'Not Found' })
    const { headers, body } = await request(app).post('/docs/').expect(405)
    expect([headers.allow, body.error]).toEqual(['GET, HEAD', 'Method Not Allowed'])
  })

  test.each([
    ['Express 5', () => express()],
    ['Express 4', () => express4()],
    ['connect', () => connect()],
  ] as const)('on %s the mount path leads to the overview', async (_, make) => {
    const host = make() as ReturnType<typeof connect>
    host.use('/a:b/docs', docsPages(sample))
    const { headers } = await request(host).get('/a:b/docs?x=1').expect(301)
    expect(headers.location).toBe('./docs/')
    expect(await textAt('/a:b/docs/', host as never)).toContain('<h1>Things')
    expect(await textAt('/a:b/docs/listThings', host as never)).toContain('<h1>The things')
  })

  test('without a router, the handler answers every request itself', async () => {
    const handler = docsPages(sample)
    await request(handler).get('/').expect(200)
    await request(handler).get('/none').expect(404)
    await request(handler).put('/').expect(405).expect('Allow', 'GET, HEAD')
  })

  test('the script is one that engines can parse', async () => {
    const name = /src="([^"]*)"/.exec(await textAt('/docs/'))?.[1]
    const { body, text } = await request(app).get(`/docs/${name}`).buffer(true)
    expect(() => new Script(text ?? String(body))).not.toThrow()
  })
})

describe('the options', () => {
  test('title and home are shown, and server decides where requests go', async () => {
    const other = appOf(sample, { title: 'Manual', home: '/start', server: 'https://api.example/v2' })
    const { text, headers } = await request(other).get('/docs/listThings').expect(200)
    expect(text).toContain('<title>The things · Manual</title>')
    expect(text).toContain('<a href="/start">Things</a>')
    expect(text).toContain('data-server="https://api.example/v2"')
    expect(headers['content-security-policy']).toContain("connect-src 'self' https://api.example;")
  })

  test.each([
    [[{ url: 'https://api.example' }, { url: '/v3' }], '/v3'],
    [[{ url: 'https://api.example' }, { url: '//evil.example' }], '/'],
  ])('of the servers %j requests go to %s', async (servers, server) => {
    const { text, headers } = await request(appOf({ ...sample, servers })).get('/docs/listThings')
    expect(text).toContain(`data-server="${server}"`)
    expect(headers['content-security-policy']).toContain("connect-src 'self';")
  })

  test('a function makes the document once, at the first request, and its error is passed on', async () => {
    let calls = 0
    const at = appOf(() => {
      calls++
      if (calls === 1) throw new Error('not yet')
      return sample
    })
    expect(calls).toBe(0)
    await request(at).get('/docs/').expect(500)
    await request(at).get('/docs/').expect(200)
    await request(at).get('/docs/openapi.json').expect(200)
    expect(calls).toBe(2)
  })

  test.each([
    [[undefined], /document must be the object that openapi\(\) returns; got undefined/],
    [['openapi.yaml'], /got 'openapi.yaml'/],
    [
      [{ ...sample, openapi: undefined, swagger: '2.0' }],
      /must be of OpenAPI 3.0, 3.1 or 3.2; got one with swagger: '2.0'/,
    ],
    [[{ ...sample, openapi: '4.0.0' }], /must be of OpenAPI 3.0, 3.1 or 3.2; got one with openapi: '4.0.0'/],
    [[{ ...sample, openapi: undefined }], /got one with openapi: undefined/],
    [[sample, { titel: 'x' }], /titel/],
    [[sample, { title: 7 }], /title must be text; got 7/],
    [
      [sample, { server: '//evil.example' }],
      /server must be a path or an http URL, such as \/v1; got '\/\/evil.example'/,
    ],
    [[sample, { server: 'javascript:alert(1)' }], /server must be a path/],
  ])('wrong arguments are a TypeError: %j', (given, message) => {
    expect(() => docsPages(...(given as Parameters<typeof docsPages>))).toThrow(message)
    expect(() => docsPages(...(given as Parameters<typeof docsPages>))).toThrow(TypeError)
  })
})
