import { endware, eventStream, json, ndjson, ok, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import compression from 'compression'
import express, { Router } from 'express'
import { deferred } from '../../support/deferred.js'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ codecs: [json(), xml(), ndjson(), eventStream()], onFailure: () => {} })
const routes = api.routes(Router())
const large = { text: 'x'.repeat(5000) }
let end = deferred()
routes.get('/large', () => ok(large).withVersion(7))
routes.get('/hashed', { etag: 'content' }, () => large)
routes.get('/ready', () => ok().withContent(large.text, 'text/plain').withVersion(7))
routes.put('/large', ({ precondition }) => ({ versions: precondition.versions }))
routes.get('/rows', async function* () {
  for (let row = 0; row < 20_000; row++) yield { row, text: 'x'.repeat(20) }
})
routes.get('/events', async function* () {
  yield 'first'
  await end.promise
  yield 'last'
})
routes.get('/failing', async function* () {
  yield 'first'
  throw new Error('a secret')
})

let serving: Serving
beforeAll(async () => {
  serving = await serve(
    express()
      .use(compression({ threshold: 0 }))
      .use(routes)
      .use(api.fallback()),
  )
})
afterAll(() => serving.close())

const get = (path: string, headers: Record<string, string>): Promise<Response> => fetch(serving.url + path, { headers })

describe.each(['/large', '/hashed'])('under a middleware that compresses, %s', (path) => {
  const codings = ['identity', 'gzip', 'br', 'gzip, deflate, br']

  test('has a tag by the weights of codings, and one Vary with 304', async () => {
    const weighed = ['gzip, deflate', 'gzip;q=0.1, deflate', 'br;q=0.1, gzip', 'gzip, br']
    const answers = await Promise.all(weighed.map((coding) => get(path, { 'accept-encoding': coding })))
    const seen = answers.map(({ headers }) => [headers.get('etag'), headers.get('content-encoding')] as const)
    expect(new Set(seen.map(([tag]) => tag)).size).toBe(4)
    expect(seen.map(([, coding]) => coding)).toEqual(['gzip', 'deflate', 'gzip', 'br'])
    const again = await get(path, { 'accept-encoding': 'gzip', 'if-none-match': '*' })
    expect([again.status, again.headers.get('vary')]).toEqual([304, answers[0]?.headers.get('vary')])
  })

  test('has its own tag in each coding and format', async () => {
    const answers = await Promise.all(
      codings.flatMap((coding) =>
        ['application/json', 'application/xml'].map((accept) => get(path, { accept, 'accept-encoding': coding })),
      ),
    )
    const tags = answers.map((answer) => answer.headers.get('etag'))
    expect(new Set(tags).size).toBe(8)
    expect(answers.map((answer) => answer.headers.get('content-encoding'))).toEqual([
      null,
      null,
      'gzip',
      'gzip',
      'br',
      'br',
      'br',
      'br',
    ])
    for (const answer of answers) expect(answer.headers.get('vary')).toBe('Accept, Accept-Encoding')
  })

  test.each(codings)('is a 304 when it is read again with %s', async (coding) => {
    const first = await get(path, { 'accept-encoding': coding })
    const tag = first.headers.get('etag') ?? ''
    const second = await get(path, { 'accept-encoding': coding, 'if-none-match': tag })
    expect([second.status, second.headers.get('etag')]).toEqual([304, tag])
    const other = await get(path, { 'accept-encoding': 'deflate', 'if-none-match': tag })
    expect([other.status, other.headers.get('etag')]).not.toEqual([304, tag])
  })
})

test('content that is not negotiated has a tag of its own for each coding, too', async () => {
  const tags = await Promise.all(
    ['identity', 'gzip'].map(async (coding) =>
      (await get('/ready', { 'accept-encoding': coding })).headers.get('etag'),
    ),
  )
  expect(tags).toEqual(['"7;content"', '"7;content;gzip"'])
})

test('the versions that If-Match names do not depend on the coding', async () => {
  for (const coding of ['identity', 'gzip', 'gzip, br']) {
    const tag = (await get('/large', { 'accept-encoding': coding })).headers.get('etag') ?? ''
    const response = await fetch(`${serving.url}/large`, { method: 'PUT', headers: { 'if-match': tag } })
    expect(await response.json()).toEqual({ versions: ['7'] })
  }
})

test.each(['/large', '/hashed', '/ready', '/none'])(
  'HEAD of %s does not name a length that GET does not have (RFC 9110 §8.6)',
  async (path) => {
    for (const coding of ['gzip', 'br', 'deflate', 'identity']) {
      const headers = { 'accept-encoding': coding }
      const head = await fetch(serving.url + path, { method: 'HEAD', headers })
      const whole = await get(path, headers)
      expect(head.status).toBe(whole.status)
      expect(head.headers.get('etag')).toBe(whole.headers.get('etag'))
      expect([null, whole.headers.get('content-length')]).toContain(head.headers.get('content-length'))
    }
  },
)

describe('streams under a middleware that compresses', () => {
  test('are complete', async () => {
    const response = await get('/rows', { 'accept-encoding': 'gzip' })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(await response.json()).toHaveLength(20_000)
  })

  test('are sent at once: the first event arrives before the last', async () => {
    end = deferred()
    const response = await get('/events', { accept: 'text/event-stream', 'accept-encoding': 'gzip' })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader()
    expect(await reader.read()).toEqual({ done: false, value: 'data: "first"\n\n' })
    end.resolve()
    expect(await reader.read()).toEqual({ done: false, value: 'data: "last"\n\n' })
    expect(await reader.read()).toMatchObject({ done: true })
  })

  test('are incomplete after a failure', async () => {
    const whole = get('/failing', { 'accept-encoding': 'gzip' }).then((response) => response.text())
    await expect(whole).rejects.toThrow()
  })
})
