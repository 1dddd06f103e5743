import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { endware, type FailureReport, html, json, problemEnvelope, provide, securityScheme } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'

const canary = 'canary-7f3a'
const events: unknown[] = []
const note = (event: unknown): void => void events.push(event)
const channelNames = ['negotiation', 'outcome', 'write'].map((name) => `@endware/restapi:${name}`)
beforeAll(() => {
  for (const name of channelNames) subscribe(name, note)
})
afterAll(() => {
  for (const name of channelNames) unsubscribe(name, note)
})

const reports: FailureReport[] = []
const verify = (): undefined => undefined
const schemes = {
  bearer: securityScheme.bearer({ verify }),
  basic: securityScheme.basic({ verify }),
  field: securityScheme.apiKey({ in: 'header', name: 'X-Key', verify }),
  cookie: securityScheme.apiKey({ in: 'cookie', name: 'sid', verify }),
  link: securityScheme.apiKey({
    in: 'query',
    name: 'api key',
    verify: (key) => (key.includes('good') ? {} : undefined),
  }),
  broken: securityScheme.bearer({
    verify() {
      throw new Error('no keys')
    },
  }),
}

/** Returns an application with a route for each scheme, named after it, and routes that fail behind a key in the query. */
function application(options: Parameters<typeof endware>[0]): express.Express {
  const api = endware({ ...options, onFailure: (report) => void reports.push(report), security: schemes })
  const routes = api.routes(Router())
  for (const name of Object.keys(schemes)) routes.get(`/${name}`, { security: { [name]: [] } }, () => ({ a: 1 }))
  routes.get('/fails', { security: { link: [] } }, () => Promise.reject(new Error('failed')))
  routes.get('/query', { security: { link: [] } }, ({ query }) => ({ query }))
  const refusing = provide(() => Promise.reject(new Error('failed')))
  routes.get('/provided', { security: { link: [] }, use: [refusing] }, () => ({ a: 1 }))
  return express().use(routes).use(api.fallback())
}

const basic = Buffer.from(`ada:${canary}`).toString('base64')
const rows: readonly (readonly [path: string, fields: Readonly<Record<string, string>>])[] = [
  ['/bearer', { authorization: `Bearer ${canary}` }],
  ['/bearer', { authorization: `Bearer ${canary} x` }],
  ['/bearer', { authorization: `Basic ${basic}` }],
  ['/basic', { authorization: `Basic ${basic}` }],
  ['/basic', { authorization: `Basic ${canary}!` }],
  ['/field', { 'x-key': canary }],
  ['/cookie', { cookie: `sid=${canary}` }],
  ['/broken', { authorization: `Bearer ${canary}` }],
  [`/link?api%20key=${canary}`, {}],
  [`/link?api+key=${canary}&api%20key=${canary}`, {}],
  [`/fails?a=b&api%20key=good-${canary}`, {}],
  [`/provided?%61pi+key=good-${canary}&a=b`, {}],
  [`/link?api%20key=good-${canary}&b=%ff`, { accept: 'text/csv' }],
  [`/nowhere?api%20key=${canary}`, {}],
]

describe.each([
  ['the default envelope', {}],
  ['problems', { envelope: problemEnvelope }],
  ['pages', { codecs: [html(), json()] }],
])('with %s', (_name, options) => {
  test.each(rows)('no failure, report or event of %s repeats credentials', async (path, fields) => {
    reports.length = 0
    events.length = 0
    const answer = await request(application(options)).get(path).set(fields)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const shown = [answer.text, JSON.stringify(answer.headers), JSON.stringify(events)]
    for (const { cause, ...report } of reports) shown.push(JSON.stringify(report), String((cause as Error).stack))
    for (const text of shown) {
      expect(text).not.toContain(canary)
      expect(text).not.toContain(basic)
    }
  })
})

test('an endpoint gets the query without the API key', async () => {
  const answer = await request(application({})).get(`/query?a=b&api%20key=good-${canary}&c=d`)
  expect(answer.body).toEqual({ query: { a: 'b', c: 'd' } })
})

test('a failure shows the rest of the query as it was sent', async () => {
  const answer = await request(application({})).get(`/fails?a=%20b&api%20key=good-${canary}&&c`)
  expect([answer.status, answer.body.query]).toEqual([500, 'a=%20b&&c'])
})
