import { created, endware, noContent, ok, type Precondition, type Version } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ onFailure: () => {} })
const routes = api.routes(Router())

let target: { version: Version | undefined; modified?: Date } = { version: undefined }
let seen: Precondition['versions'] | 'nothing' = 'nothing'
routes.put('/checked', ({ precondition }) => {
  seen = precondition.versions
  precondition.check(target.version, target.modified)
  return noContent()
})
let calls = 0
routes.put('/required', { body: z.object({ name: z.string() }), requireIfMatch: true }, ({ precondition }) => {
  calls++
  precondition.check(7)
  return ok({ done: true }).withVersion(8)
})
routes.get('/hashed', { etag: 'content' }, () => ({ name: 'the same' }))
routes.get('/hashed/empty', { etag: 'content' }, () => noContent())
routes.get('/hashed/versioned', { etag: 'content' }, () => ok({}).withVersion(7))
routes.get('/hashed/bytes', { etag: 'content' }, () => new Uint8Array([1, 2]))
routes.get('/hashed/created', { etag: 'content' }, () => created({ name: 'the same' }))
routes.post('/hashed', { etag: 'content' }, () => ({ name: 'the same' }))

let serving: Serving
beforeAll(async () => {
  serving = await serve(express().use(routes).use(api.fallback()))
})
afterAll(() => serving.close())

const put = (path: string, headers: Record<string, string>, body?: string): Promise<Response> =>
  fetch(serving.url + path, { method: 'PUT', headers, ...(body !== undefined && { body }) })

const day = (of: string): string => `${of} May 2024 00:00:00 GMT`
const [yesterday, today] = [day('Sat, 04'), day('Sun, 05')]
const missing = undefined

describe('precondition.check', () => {
  const rows: readonly (readonly [
    fields: Record<string, string>,
    version: Version | undefined,
    status: number,
    versions: readonly string[] | undefined,
  ])[] = [
    // none
    [{}, 7, 204, undefined],
    [{}, missing, 204, undefined],
    // If-Match (RFC 9110 §13.1.1)
    [{ 'if-match': '"7;json"' }, 7, 204, ['7']],
    [{ 'if-match': '"7;xml"' }, 7, 204, ['7']],
    [{ 'if-match': '"7;json;gzip+br"' }, 7, 204, ['7']],
    [{ 'if-match': '"7;json"' }, 7n, 204, ['7']],
    [{ 'if-match': '"a%20b%3B;json"' }, 'a b;', 204, ['a b;']],
    [{ 'if-match': '"6;json", "7;json"' }, 7, 204, ['6', '7']],
    [{ 'if-match': '"6;json"' }, 7, 412, ['6']],
    [{ 'if-match': '"007"' }, 7, 412, ['007']],
    [{ 'if-match': '"007"' }, '007', 204, ['007']],
    [{ 'if-match': '"7.0;json"' }, 7, 412, ['7.0']],
    [{ 'if-none-match': '"007"' }, 7, 204, undefined],
    [{ 'if-match': '"7;json"' }, missing, 412, ['7']],
    [{ 'if-match': 'W/"7;json"' }, 7, 412, []],
    [{ 'if-match': 'W/"7;json", "6;json"' }, 7, 412, ['6']],
    [{ 'if-match': 'nonsense' }, 7, 412, []],
    [{ 'if-match': '"%ff;json"' }, 7, 412, []],
    [{ 'if-match': '' }, 7, 412, []],
    [{ 'if-match': '*' }, 7, 204, undefined],
    [{ 'if-match': '*' }, missing, 412, undefined],
    // If-None-Match (§13.1.2)
    [{ 'if-none-match': '*' }, 7, 412, undefined],
    [{ 'if-none-match': '*' }, missing, 204, undefined],
    [{ 'if-none-match': '"7;json"' }, 7, 412, undefined],
    [{ 'if-none-match': 'W/"7;json"' }, 7, 412, undefined],
    [{ 'if-none-match': '"5;json", "6;json"' }, 7, 204, undefined],
    [{ 'if-none-match': '"6;json", "7;json"' }, 7, 412, undefined],
    [{ 'if-none-match': '"7;json"' }, missing, 204, undefined],
    // If-Unmodified-Since (§13.1.4)
    [{ 'if-unmodified-since': today }, 7, 204, undefined],
    [{ 'if-unmodified-since': yesterday }, 7, 412, undefined],
    [{ 'if-unmodified-since': '1' }, 7, 204, undefined],
    // precedence (§13.2.2)
    [{ 'if-match': '"7;json"', 'if-unmodified-since': yesterday }, 7, 204, ['7']],
    [{ 'if-match': '"6;json"', 'if-unmodified-since': today }, 7, 412, ['6']],
    [{ 'if-match': '"7;json"', 'if-none-match': '"7;json"' }, 7, 412, ['7']],
  ]
  test.each(rows)('%j on version %p answers %i', async (fields, version, status, versions) => {
    target = { version, ...(version !== undefined && { modified: new Date(today) }) }
    seen = 'nothing'
    const response = await put('/checked', fields)
    expect(response.status).toBe(status)
    expect(seen).toEqual(versions)
    if (status === 412) expect(await response.json()).toMatchObject({ status: 412, error: 'Precondition Failed' })
  })
})

test.each(['7', 'W/"7;json"', '"%ff;json"', ''])(
  'If-Match: %s names no version, and the answer says so',
  async (ifMatch) => {
    target = { version: 7 }
    const response = await put('/checked', { 'if-match': ifMatch })
    expect(response.status).toBe(412)
    expect(await response.json()).toMatchObject({
      message: 'If-Match names no version: it takes the ETag as it came, in quotes, and a weak one (W/) names none',
    })
  },
)

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, new Date(0), true])(
  'an endpoint that calls check(%p) is answered 500, since that is no version',
  async (version) => {
    target = { version: version as never }
    expect((await put('/checked', {})).status).toBe(500)
  },
)

test('an endpoint that calls check() with a date that is none is answered 500', async () => {
  target = { version: 7, modified: new Date(Number.NaN) } as typeof target
  expect((await put('/checked', {})).status).toBe(500)
})

test.each([
  ['"6;json"', 412, /changed since the version/],
  [undefined, 428, /If-Match/],
])('a refused If-Match: %s gets an answer with the reason', async (ifMatch, status, message) => {
  const headers = { 'content-type': 'application/json', ...(ifMatch !== undefined && { 'if-match': ifMatch }) }
  const response = await put('/required', headers, '{"name":"x"}')
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ message: expect.stringMatching(message) })
})

describe('requireIfMatch (RFC 6585 §3)', () => {
  const valid = '{"name":"x"}'
  const rows: readonly (readonly [
    name: string,
    headers: Record<string, string>,
    body: string,
    status: number,
    calls: number,
  ])[] = [
    ['an unsupported media type', { 'content-type': 'text/plain' }, valid, 415, 0],
    ['a body that is not valid', {}, '{}', 400, 0],
    ['no If-Match', {}, valid, 428, 0],
    ['an outdated If-Match', { 'if-match': '"6;json"' }, valid, 412, 1],
    ['the current If-Match', { 'if-match': '"7;json"' }, valid, 200, 1],
  ]
  test.each(rows)('checks in order: %s', async (_name, headers, body, status, called) => {
    calls = 0
    const response = await put('/required', { 'content-type': 'application/json', ...headers }, body)
    expect([response.status, calls]).toEqual([status, called])
  })

  test('the ETag of an answer is accepted by the next change', async () => {
    const response = await put('/required', { 'content-type': 'application/json', 'if-match': '"7;json"' }, valid)
    expect(response.headers.get('etag')).toBe('"8;json"')
  })
})

describe("etag: 'content'", () => {
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(serving.url + path, { headers })

  test.each(['application/json', 'application/xml'])(
    'makes the tag of %s from the content, and answers a repeated read with 304',
    async (accept) => {
      const first = await get('/hashed', { accept })
      const tag = first.headers.get('etag') ?? ''
      expect(tag).toMatch(/^"[\w-]{43};(?:json|xml)"$/)
      const second = await get('/hashed', { accept, 'if-none-match': tag })
      expect([second.status, second.headers.get('etag'), await second.text()]).toEqual([304, tag, ''])
      expect((await get('/hashed', { accept, 'if-match': tag })).status).toBe(200)
      expect((await get('/hashed', { accept, 'if-match': '"another"' })).status).toBe(412)
    },
  )

  test('makes a tag that differs by format and by content', async () => {
    const paths: readonly (readonly [path: string, accept: string])[] = [
      ['/hashed', 'application/json'],
      ['/hashed', 'text/json'],
      ['/hashed', 'application/xml'],
      ['/hashed/bytes', '*/*'],
    ]
    const tags = await Promise.all(
      paths.map(async ([path, accept]) => (await get(path, { accept })).headers.get('etag')),
    )
    expect(new Set(tags).size).toBe(paths.length)
    expect(tags).not.toContain(null)
  })

  const rows: readonly (readonly [path: string, method: string, tag: string | null])[] = [
    ['/hashed/versioned', 'GET', '"7;json"'],
    ['/hashed/empty', 'GET', null],
  ]
  test.each(rows)('for %s %s makes the tag %p', async (path, method, tag) => {
    expect((await fetch(serving.url + path, { method })).headers.get('etag')).toBe(tag)
  })

  test('tags the answer to a write, and evaluates no condition', async () => {
    const response = await fetch(`${serving.url}/hashed`, { method: 'POST', headers: { 'if-none-match': '*' } })
    expect(response.status).toBe(200)
  })
})
