import { createServer, endware, provide, securityScheme } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const verified: string[] = []
const bearer = securityScheme.bearer({
  verify(token) {
    verified.push(token)
    return token === 'good' && { user: 'ada', scopes: [] }
  },
})
const api = endware({ security: { bearer }, limits: { bodyBytes: 100 }, onFailure: () => {} })
const routes = api.routes(Router())
const Note = z.strictObject({ text: z.string() })
const seen: unknown[] = []
const noticing = provide(({ context }) => void seen.push(context))
routes.post('/notes', { body: Note, security: { bearer: [] }, use: [noticing] }, ({ body }) => body)
routes.get('/notes', { security: { bearer: [] } }, () => ({ text: 'a' }))
routes.get('/admin', { security: { bearer: ['admin'] } }, () => ({ text: 'a' }))

let serving: Serving
beforeAll(async () => {
  serving = await serve(express().use(routes).use(api.fallback()), createServer)
})
afterAll(() => serving.close())

const good = 'Authorization: Bearer good'

/** Returns the whole answer to a request. */
async function answerTo(start: string, fields: readonly string[], body = ''): Promise<string> {
  const client = await RawClient.connect(serving.port)
  const length = body === '' ? [] : [`Content-Length: ${body.length}`]
  client.send(
    `${start} HTTP/1.1\r\n${['Host: x', 'Connection: close', ...length, ...fields].join('\r\n')}\r\n\r\n${body}`,
  )
  return client.toTheEnd()
}

describe('the order of decisions', () => {
  const rows: readonly (readonly [
    what: string,
    start: string,
    fields: readonly string[],
    body: string,
    status: number,
  ])[] = [
    ['401 before 406', 'GET /notes', ['Accept: text/csv'], '', 401],
    ['406 after authentication', 'GET /notes', ['Accept: text/csv', good], '', 406],
    ['403 before 406', 'GET /admin', ['Accept: text/csv', good], '', 403],
    ['401 before 415', 'POST /notes', ['Content-Type: text/csv'], 'a', 401],
    ['415 after authentication', 'POST /notes', ['Content-Type: text/csv', good], 'a', 415],
    ['401 before 413', 'POST /notes', ['Content-Type: application/json'], ' '.repeat(101), 401],
    ['401 before 400', 'POST /notes?a=%ff', ['Content-Type: application/json'], '{', 401],
    ['405 before 401', 'DELETE /notes', [], '', 405],
    ['404 before 401', 'GET /nowhere', [], '', 404],
    ['OPTIONS without credentials', 'OPTIONS /notes', [], '', 204],
    ['HEAD as GET', 'HEAD /notes', [], '', 401],
    ['HEAD as GET, authenticated', 'HEAD /notes', [good], '', 200],
  ]
  test.each(rows)('%s', async (_what, start, fields, body, status) => {
    const answer = await answerTo(start, fields, body)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(/^WWW-Authenticate: Bearer/m.test(answer)).toBe(status === 401 || status === 403)
  })

  test('the answer to HEAD has the challenge and no content', async () => {
    const answer = await answerTo('HEAD /notes', [])
    expect(answer).toMatch(/\r\nWWW-Authenticate: Bearer realm="api"\r\n/)
    expect(answer).toMatch(/\r\n\r\n$/)
  })

  test('providers of the contract run after authentication, with what was verified', async () => {
    seen.length = 0
    await answerTo('POST /notes', ['Content-Type: application/json'], '{"text":"a"}')
    expect(seen).toEqual([])
    await answerTo('POST /notes', ['Content-Type: application/json', good], '{"text":"a"}')
    expect(seen).toEqual([{ user: 'ada', scopes: [] }])
  })

  test('the refusal is in the format that Accept asks for', async () => {
    expect(await answerTo('GET /notes', ['Accept: application/xml'])).toMatch(/application\/xml[\s\S]*<status>401</)
    expect(await answerTo('GET /notes', ['Accept: application/problem+json, */*;q=0.1'])).toMatch(/^HTTP\/1\.1 401 /)
  })
})

describe('the body of a stranger', () => {
  const head = (...fields: readonly string[]): string =>
    `POST /notes HTTP/1.1\r\n${['Host: x', 'Content-Type: application/json', ...fields].join('\r\n')}\r\n\r\n`

  test('a stranger who waits for 100 gets the 401 in its place', async () => {
    const client = await RawClient.connect(serving.port)
    client.send(head('Content-Length: 12', 'Expect: 100-continue'))
    const answer = await client.toTheEnd()
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    expect(answer).not.toContain('100 Continue')
  })

  test('a known caller gets the 100, and then the answer', async () => {
    const client = await RawClient.connect(serving.port)
    client.send(head('Content-Length: 12', 'Expect: 100-continue', good, 'Connection: close'))
    await client.until(/^HTTP\/1\.1 100 Continue/)
    client.send('{"text":"a"}')
    expect(await client.toTheEnd()).toMatch(/HTTP\/1\.1 200 OK/)
  })

  test('a body that never comes is not waited for', async () => {
    const client = await RawClient.connect(serving.port)
    client.send(head('Content-Length: 50'))
    expect(await client.until(/\}$/)).toMatch(/^HTTP\/1\.1 401 /)
    client.end()
  })
})

test('two Authorization fields are refused, and neither is verified', async () => {
  verified.length = 0
  const answer = await answerTo('GET /notes', [good, 'Authorization: Bearer bad'])
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*WWW-Authenticate: Bearer realm="api", error="invalid_request"/)
  expect(verified).toEqual([])
})

test('each challenge has a field line of its own', async () => {
  const basic = securityScheme.basic({ verify: () => undefined })
  const both = endware({ security: { bearer, basic } })
  const handler = both.endpoint({ security: [{ bearer: [] }, { basic: [] }] }, () => 'a')
  const other = await serve((request, response) => handler(request, response))
  const client = await RawClient.get(other.port, 'Connection: close')
  const lines = (await client.toTheEnd()).split('\r\n').filter((line) => line.startsWith('WWW-Authenticate'))
  await other.close()
  expect(lines).toEqual([
    'WWW-Authenticate: Bearer realm="api"',
    'WWW-Authenticate: Basic realm="api", charset="UTF-8"',
  ])
})
