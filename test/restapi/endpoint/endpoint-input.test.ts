import { endware } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ onFailure: () => {} })
const routes = api.routes(Router())
const query = z.strictObject({
  limit: z.int().max(100).default(20),
  tags: z.array(z.string()).optional(),
  exact: z.boolean().optional(),
  name: z.string().optional(),
})
routes.get(
  '/checked/:id',
  { params: z.object({ id: z.int() }), query, headers: z.strictObject({ 'x-tries': z.int().optional() }) },
  (input) => {
    const { params, query: asked, headers } = input
    return { params, query: asked, headers }
  },
)
routes.get('/cookies', { cookies: z.object({ tries: z.int() }) }, ({ cookies }) => cookies)
routes.get('/unchecked-cookies', (input) => {
  const [first, again] = [input.cookies, input.cookies]
  return { ...first, isOne: first === again }
})
routes.get('/unchecked/:id/*rest', ({ params, query: asked, headers }) => ({
  params,
  query: asked,
  agent: headers['x-agent'],
}))
routes.get(
  '/slow',
  { query: z.object({ a: z.string().refine(async (value) => value === 'x', 'not x') }) },
  () => 'fine',
)

let serving: Serving
beforeAll(async () => {
  serving = await serve(express().use(routes).use(api.fallback()))
})
afterAll(() => serving.close())

const get = async (path: string, headers: Record<string, string> = {}): Promise<readonly [number, unknown]> => {
  const response = await fetch(serving.url + path, { headers })
  return [response.status, await response.json()]
}

describe('endpoint input with a contract reads text by the schema', () => {
  const rows: readonly (readonly [path: string, headers: Record<string, string>, expected: unknown])[] = [
    ['/checked/7', {}, { params: { id: 7 }, query: { limit: 20 }, headers: {} }],
    ['/checked/7?limit=5&exact=true', {}, { params: { id: 7 }, query: { limit: 5, exact: true }, headers: {} }],
    ['/checked/7?tags=a', {}, { params: { id: 7 }, query: { limit: 20, tags: ['a'] }, headers: {} }],
    ['/checked/7?tags=a&tags=b', {}, { params: { id: 7 }, query: { limit: 20, tags: ['a', 'b'] }, headers: {} }],
    ['/checked/7?name=007+%26+co', {}, { params: { id: 7 }, query: { limit: 20, name: '007 & co' }, headers: {} }],
    [
      '/checked/7?',
      { 'x-tries': '3', 'x-other': 'y' },
      { params: { id: 7 }, query: { limit: 20 }, headers: { 'x-tries': 3 } },
    ],
    ['/cookies', { cookie: 'tries=3; other=x' }, { tries: 3 }],
  ]
  test.each(rows)('GET %s %j', async (path, headers, expected) => {
    expect(await get(path, headers)).toEqual([200, expected])
  })
})

describe('endpoint input reports every invalid field at once', () => {
  const rows: readonly (readonly [path: string, headers: Record<string, string>, pointers: readonly string[]])[] = [
    ['/checked/x', {}, ['path /id']],
    ['/checked/7?limit=many', {}, ['query /limit']],
    ['/checked/7?limit=5&limit=6', {}, ['query /limit']],
    ['/checked/7?limit=', {}, ['query /limit']],
    ['/checked/7?name=a&name=b', {}, ['query /name']],
    ['/checked/7?name[a]=b', {}, ['query /name[a]']],
    ['/checked/7?a~b%2Fc=1', {}, ['query /a~0b~1c']],
    ['/checked/x?limit=y&exact=1', { 'x-tries': 'z' }, ['path /id', 'query /limit', 'query /exact', 'header /x-tries']],
    ['/slow?a=y', {}, ['query /a']],
    ['/cookies', { cookie: 'tries=x' }, ['cookie /tries']],
    ['/cookies', {}, ['cookie /tries']],
  ]
  test.each(rows)('GET %s %j -> %j', async (path, headers, pointers) => {
    const [status, answer] = await get(path, headers)
    const { errors } = answer as { errors: { in: string; pointer: string }[] }
    expect(status).toBe(400)
    expect(errors.map((error) => `${error.in} ${error.pointer}`)).toEqual(pointers)
  })

  test.each(['/checked/7?__proto__=1', `/checked/7?${'a=1&'.repeat(1001)}`])(
    'GET %.30s is refused as a whole',
    async (path) => {
      expect(await get(path)).toEqual([
        400,
        expect.objectContaining({ message: expect.stringContaining('the query cannot be read') }),
      ])
    },
  )
})

test('endpoint input without a contract stays text', async () => {
  expect(await get('/unchecked/7/a/b?limit=5&tag=a&tag=b&flag', { 'x-agent': 'me' })).toEqual([
    200,
    { params: { id: '7', rest: ['a', 'b'] }, query: { limit: '5', tag: ['a', 'b'], flag: '' }, agent: 'me' },
  ])
})

test('endpoint input without a schema for cookies has all of them as text, read once', async () => {
  const headers = { cookie: 'tries=3; other=%20' }
  expect(await get('/unchecked-cookies', headers)).toEqual([200, { tries: '3', other: ' ', isOne: true }])
  expect(await get('/unchecked-cookies')).toEqual([200, { isOne: true }])
})
