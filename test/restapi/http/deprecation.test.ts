import { endware, notFound, ok } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'

const api = endware({ onFailure: () => {} })

const old = { since: '2026-01-01T00:00:00Z', sunset: '2027-01-01', link: '/news/v2' }
const notices = {
  deprecation: '@1767225600',
  sunset: 'Fri, 01 Jan 2027 00:00:00 GMT',
  link: '</news/v2>; rel="deprecation"',
}

function appWith(deprecated: unknown) {
  const routes = api.routes(Router())
  const contract = { deprecated } as { deprecated: boolean }
  routes.get('/old', contract, () => ok('still here').withVersion(1))
  routes.get('/linked', contract, () => ok([]).withLink('/next', { rel: 'next' }))
  routes.get('/failing', contract, () => notFound())
  return express().use(routes).use(api.fallback())
}

test('every answer of a deprecated operation has the fields of the deprecation', async () => {
  const app = appWith(old)
  const rows: [path: string, fields: Record<string, string>, status: number][] = [
    ['/old', {}, 200],
    ['/old', { Accept: 'application/xml' }, 200],
    ['/old', { Accept: 'text/csv' }, 406],
    ['/old', { 'If-None-Match': '"1;json"' }, 304],
    ['/failing', {}, 404],
  ]
  for (const [path, fields, status] of rows) {
    expect((await request(app).get(path).set(fields).expect(status)).headers).toMatchObject(notices)
  }
})

test('the link of a deprecation is added to the links of the answer', async () => {
  const { headers } = await request(appWith(old)).get('/linked').expect(200)
  expect(headers.link).toBe('</next>; rel="next", </news/v2>; rel="deprecation"')
})

test.each([
  ['a Date without sunset', { since: new Date('2026-01-01T00:00:00.900Z') }, '@1767225600'],
  ['true', true, undefined],
  ['false', false, undefined],
])('a deprecation of %s gives the expected fields', async (_, deprecated, field) => {
  const { headers } = await request(appWith(deprecated)).get('/old').expect(200)
  expect([headers.deprecation, headers.sunset, headers.link]).toEqual([field, undefined, undefined])
})

test('sunset may equal since, and must not be before it', async () => {
  const since = new Date('2026-01-01T00:00:00Z')
  const { headers } = await request(appWith({ since, sunset: since }))
    .get('/old')
    .expect(200)
  expect(headers.sunset).toBe('Thu, 01 Jan 2026 00:00:00 GMT')
  expect(() => appWith({ since, sunset: new Date(since.getTime() - 1) })).toThrow(
    /sunset must not be before deprecated\.since/,
  )
})

test.each([
  ['since', { since: 'soon' }],
  ['since', { since: 1_767_225_600 }],
  ['since', { since: null }],
  ['since', { since: new Date(Number.NaN) }],
  ['sunset', { since: '2026-01-01', sunset: null }],
  ['since', {}],
  ['sunset', { since: '2026-01-01', sunset: 'never' }],
  ['sunset', { since: '2026-01-01', sunset: '2025-12-31' }],
])('an invalid %s is refused when the endpoint is wired: %j', (member, deprecated) => {
  expect(() => appWith(deprecated)).toThrow(new RegExp(`deprecated.${member}`))
})
