import { endware } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const paths: string[] = []
const endpoint = endware({ onFailure: () => {} }).endpoint(({ request }) => {
  paths.push(request.url ?? '')
  return { path: request.url }
})
let serving: Serving
beforeAll(async () => {
  serving = await serve(endpoint)
})
afterAll(() => serving.close())

const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
const last = 'GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
const post = (fields: string, body: string): string => `POST /first HTTP/1.1\r\nHost: x\r\n${fields}\r\n\r\n${body}`
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`

describe('a body that an endpoint does not read', () => {
  const rows: readonly (readonly [name: string, request: string, isKept: boolean])[] = [
    ['of known length', post(`Content-Length: ${smuggled.length}`, smuggled), true],
    ['of known length, large', post('Content-Length: 1000000', smuggled.padEnd(1_000_000)), true],
    ['of known length, too large to be read for nothing', post('Content-Length: 99999999', smuggled), false],
    ['in chunks, not yet ended', post('Transfer-Encoding: chunked', chunk(smuggled)), false],
    ['of unknown coding', post(`Content-Length: ${smuggled.length}\r\nContent-Encoding: x`, smuggled), true],
  ]
  test.each(rows)('never becomes a request: %s', async (_name, request, isKept) => {
    paths.length = 0
    const client = await RawClient.connect(serving.port)
    client.send(request + last)
    const answers = await client.toTheEnd()
    expect(answers.match(/HTTP\/1\.1 \d{3}/g)).toEqual(isKept ? ['HTTP/1.1 200', 'HTTP/1.1 200'] : ['HTTP/1.1 200'])
    expect(paths).toEqual(isKept ? ['/first', '/last'] : ['/first'])
    expect(/\r\nConnection: close\r\n.*\{"path":"\/first"\}/s.test(answers)).toBe(!isKept)
  })
})

test('answers on one connection keep the order of the requests', async () => {
  const client = await RawClient.connect(serving.port)
  const requests = Array.from({ length: 20 }, (_, at) => `GET /${at} HTTP/1.1\r\nHost: x\r\n\r\n`)
  client.send(requests.join('') + last)
  const answers = await client.toTheEnd()
  expect([...answers.matchAll(/"path":"\/(\w+)"/g)].map(([, path]) => path)).toEqual([
    ...Array.from({ length: 20 }, (_, at) => String(at)),
    'last',
  ])
})

test('a connection of HTTP/1.0 stays open only if the client asks for it', async () => {
  for (const [field, isKept] of [
    ['', false],
    ['Connection: keep-alive\r\n', true],
  ] as const) {
    const client = await RawClient.connect(serving.port)
    client.send(`GET /old HTTP/1.0\r\n${field}\r\n`)
    const answer = await client.until(/\{"path":"\/old"\}/)
    expect(/\r\nConnection: keep-alive\r\n/i.test(answer)).toBe(isKept)
    client.leave()
  }
})
