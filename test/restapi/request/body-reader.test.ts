import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { gzipSync } from 'node:zlib'
import { type Codec, endware, form, json, unprocessableContent, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import { z } from 'zod'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { rawExchange } from '../../support/raw-exchange.js'
import { type Serving, serve } from '../../support/serve.js'

/** A format whose reader decides the status by itself. */
const picky: Codec = {
  name: 'picky',
  mediaTypes: ['application/x-picky'],
  decode: () => {
    throw unprocessableContent('not to my taste')
  },
}
const limit = 20
const api = endware({ codecs: [json(), xml(), form(), picky], limits: { bodyBytes: limit }, onFailure: () => {} })
const body = z.unknown()
const app = express()
  .post(
    '/any',
    api.endpoint({ body }, (input) => ({ read: input.body })),
  )
  .post(
    '/parsed',
    express.json({ type: '*/*' }),
    api.endpoint({ body, consumes: ['application/xml'] }, (input) => ({ read: input.body })),
  )
  .use(api.fallback())

let serving: Serving
beforeAll(async () => {
  serving = await serve(app)
})
afterAll(() => serving.close())

const post = async (path: string, type: string, content: string | Uint8Array): Promise<readonly [number, unknown]> => {
  const headers = { 'content-type': type }
  const response = await fetch(serving.url + path, { method: 'POST', headers, body: Buffer.from(content) })
  return [response.status, await response.json()]
}

test.each(['text/plain', 'application/octet-stream', 'multipart/form-data; boundary=x', 'application/x+www'])(
  'refuses %s where the formats are read by JSON, XML and forms',
  async (type) => {
    expect((await post('/any', type, 'a=1'))[0]).toBe(415)
  },
)

test.each(['utf-8', 'UTF8', 'us-ascii', 'US-ASCII', '"utf-8"'])(
  'reads a body whose charset is %s, of which UTF-8 is a superset',
  async (charset) => {
    expect(await post('/any', `application/json; charset=${charset}`, '"a"')).toEqual([200, { read: 'a' }])
  },
)

test.each(['utf-16', 'x-utf-8', 'utf-88', 'us-ascii-2'])('refuses JSON whose charset is %s', async (charset) => {
  expect((await post('/any', `application/json; charset=${charset}`, '"a"'))[0]).toBe(415)
})

test('answers with the status of an HttpError that a codec throws', async () => {
  expect(await post('/any', 'application/x-picky', 'x')).toMatchObject([422, { message: 'not to my taste' }])
})

test('refuses a media type that the contract does not consume, though an earlier parser has read the body', async () => {
  expect((await post('/parsed', 'application/json', '{"a":1}'))[0]).toBe(415)
  expect(await post('/parsed', 'application/xml', '{"a":1}')).toEqual([200, { read: { a: 1 } }])
})

describe('the limit of a body', () => {
  const text = (length: number): string => JSON.stringify('x'.repeat(length - 2))
  const chunked = (content: string): Promise<string> =>
    rawExchange(
      serving.port,
      'POST /any HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n' +
        `Transfer-Encoding: chunked\r\n\r\n${content.length.toString(16)}\r\n${content}\r\n0\r\n\r\n`,
    )

  test.each([
    [limit - 1, 200],
    [limit, 200],
    [limit + 1, 413],
  ])('a body of %i bytes is answered with %i', async (length, status) => {
    expect((await post('/any', 'application/json', text(length)))[0]).toBe(status)
    expect(await chunked(text(length))).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  })

  test.each([
    [100, 200],
    [101, 413],
  ])('of %i bytes once inflated is answered with %i', async (length, status) => {
    const roomy = await serve(
      endware({ limits: { bodyBytes: 100 }, onFailure: () => {} }).endpoint({ body }, () => 'read'),
    )
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const response = await fetch(roomy.url, { method: 'POST', headers, body: gzipSync(text(length)) })
    expect(response.status).toBe(status)
    await roomy.close()
  })
})

test('ends a request whose client had left before its body was read', async () => {
  const [left, outcome] = [deferred(), deferred<unknown>()]
  const read = api.endpoint({ body }, () => 'read')
  const slow = await serve((request, response) => {
    request.once('close', () => {
      read(request, response)
      left.resolve()
    })
  })
  subscribe('@endware/restapi:outcome', outcome.resolve)
  const client = await RawClient.connect(slow.port)
  client.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n')
  slow.server.once('request', () => client.leave())
  await left.promise
  expect(await outcome.promise).toMatchObject({ kind: 'failure', status: 400, code: 'request-aborted' })
  unsubscribe('@endware/restapi:outcome', outcome.resolve)
  await slow.close()
})
