import { endware, html, json, ok, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'
import { faultsOf, type ParsedPage, parsePage } from '../../support/parsed-page.js'

const api = endware({ codecs: [json(), xml(), html()], formatParameter: 'as', onFailure: () => undefined })
const Lamp = z.object({ name: z.string() })
const routes = api.routes(Router())
routes.get('/lamps/:id', ({ params }) => ok({ name: params.id }).withVersion('7'))
routes.put('/lamps/:id', { body: Lamp, requireIfMatch: true }, ({ body }) => ok(body).withVersion('8'))
routes.patch('/lamps/:id', { body: Lamp, consumes: ['application/merge-patch+json'] }, ({ body }) => ok(body))
routes.delete('/lamps/:id', { requireIfMatch: true }, () => undefined)
routes.get('/lamps', () => [])
routes.post('/lamps', { body: Lamp }, ({ body }) => body)
routes.get('/other/:id', () => ok({}).withVersion('7'))
routes.get('/broken/:id', () => {
  throw new Error('no')
})
routes.delete('/broken/:id', () => undefined)
const app = express().use(routes).use(api.fallback())

async function pageAt(path: string, method: 'get' | 'post' = 'get'): Promise<ParsedPage> {
  const { text } = await request(app)[method](path).set('Accept', 'text/html').set('Host', 'lamps.example').send()
  const page = parsePage(text)
  expect(faultsOf(page)).toEqual([])
  return page
}
const changesOf = (page: ParsedPage): string[] =>
  page
    .find('code')
    .map(({ text }) => text)
    .filter((text) => text.includes(' -X '))

describe('the changes of a resource', () => {
  test('are commands that name the version, and the media type of the body', async () => {
    const page = await pageAt('/lamps/a?as=html')
    expect(changesOf(page)).toEqual([
      `curl -X PUT -H 'If-Match: "7;json"' -H 'Content-Type: application/json' --data-binary @content 'http://lamps.example/lamps/a'`,
      `curl -X PATCH -H 'Content-Type: application/merge-patch+json' --data-binary @content 'http://lamps.example/lamps/a'`,
      `curl -X DELETE -H 'If-Match: "7;json"' 'http://lamps.example/lamps/a'`,
    ])
    const texts = page.find('p').map(({ text }) => text)
    expect(texts).toContain('Methods: GET, HEAD, PUT, PATCH, DELETE')
    expect(texts).toContain('Entity tag of this version: "7;json"')
  })

  test('name an entity tag that the change accepts', async () => {
    const { headers } = await request(app).get('/lamps/a').set('Accept', 'application/json')
    expect(headers.etag).toBe('"7;json"')
  })

  test('need no version where the value has none', async () => {
    const page = await pageAt('/lamps')
    expect(changesOf(page)).toEqual([
      `curl -X POST -H 'Content-Type: application/json' --data-binary @content 'http://lamps.example/lamps'`,
    ])
    expect(page.find('p').filter(({ text }) => text.startsWith('Entity tag'))).toEqual([])
  })

  test.each([
    ['a resource without changes', '/other/a'],
    ['a failure', '/broken/a'],
    ['an unknown path', '/nowhere'],
  ])('are not shown for %s', async (_name, path) => {
    expect((await pageAt(path)).find('h2', { id: 'changes' })).toEqual([])
  })

  test('a page has no entity tag itself', async () => {
    const { headers } = await request(app).get('/lamps/a').set('Accept', 'text/html')
    expect(headers.etag).toBeUndefined()
  })
})
