import type { RequestListener, ServerResponse } from 'node:http'
import { endware, noContent, notFound, ok, status } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { closingSource } from '../../support/closing-source.js'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ onFailure: () => {} })
let serving: Serving | undefined
afterEach(async () => {
  await serving?.close()
  serving = undefined
})

/** Serves an outcome behind middleware, and returns the raw answer to one request. */
async function answerTo(request: string, outcome: unknown, middleware?: (response: ServerResponse) => void) {
  const endpoint = api.endpoint(() => outcome)
  const listener: RequestListener = (arriving, response) => {
    middleware?.(response)
    endpoint(arriving, response)
  }
  serving = await serve(listener)
  const client = await RawClient.connect(serving.port)
  client.send(`${request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  const [head = '', content = ''] = (await client.toTheEnd()).split('\r\n\r\n')
  const fields = head.split('\r\n').slice(1)
  const sent = (name: string): string | undefined =>
    fields.find((each) => each.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2)
  return { line: head.split('\r\n')[0], fields, sent, content }
}

describe('the length of an answer', () => {
  const rows: readonly (readonly [what: string, method: string, outcome: unknown, length: string | undefined])[] = [
    ['of ASCII', 'GET', ok('abc'), '5'],
    ['of ASCII asked for by HEAD', 'HEAD', ok('abc'), '5'],
    ['of text in octets, not in characters', 'GET', ok('ä€😀'), '11'],
    ['of one octet more than characters', 'GET', ok('é'), '4'],
    ['of bytes', 'GET', Uint8Array.of(1, 2, 255), '3'],
    ['of a 200 without content is 0', 'GET', ok(), '0'],
    ['of a redirect without content', 'GET', status(303), '0'],
    ['of a 204 is not sent (RFC 9110 §8.6)', 'GET', noContent(), undefined],
    ['of a 304 is not sent (RFC 9110 §8.6)', 'GET', status(304), undefined],
  ]
  test.each(rows)('%s', async (_what, method, outcome, length) => {
    const { sent, content } = await answerTo(`${method} /`, outcome)
    expect(sent('content-length')).toBe(length)
    expect(sent('transfer-encoding')).toBeUndefined()
    expect(content.length).toBe(method === 'HEAD' ? 0 : Number(length ?? 0))
  })
})

test('a middleware that may change the content leaves the length to GET, and none to HEAD', async () => {
  const changing = (response: ServerResponse): void => {
    response.write = response.write.bind(response)
  }
  expect((await answerTo('GET /', ok('abc'), changing)).sent('content-length')).toBe('5')
  await serving?.close()
  expect((await answerTo('HEAD /', ok('abc'), changing)).sent('content-length')).toBeUndefined()
})

test('a stream asked for by HEAD is closed, and its answer has no content', async () => {
  const source = closingSource()
  const { line, sent, content } = await answerTo('HEAD /', source)
  expect([line, content, source.isClosed]).toEqual(['HTTP/1.1 200 OK', '', true])
  expect(sent('content-length')).toBeUndefined()
})

test.each(['abc', 'é', 'äöü', '€', '😀', '\u0080'])('the text %j arrives as UTF-8', async (text) => {
  const { content } = await answerTo('GET /', ok(text))
  expect(Buffer.from(content, 'latin1').toString('utf8')).toBe(JSON.stringify(text))
})

describe('fields that middleware has set', () => {
  const rows: readonly (readonly [
    name: string,
    before: string | string[],
    own: readonly (readonly [string, string])[],
    values: readonly string[],
  ])[] = [
    ['Vary', 'Origin', [], ['Origin, Accept']],
    ['Vary', 'accept', [], ['Accept']],
    ['Vary', '*', [], ['*']],
    ['Vary', ['Origin', 'Cookie'], [], ['Origin, Cookie, Accept']],
    ['Link', '</a>; rel="up"', [['link', '</b>; rel="next"']], ['</a>; rel="up"', '</b>; rel="next"']],
    ['Set-Cookie', ['a=1', 'b=2'], [['set-cookie', 'c=3']], ['a=1', 'b=2', 'c=3']],
    ['Cache-Control', 'no-store', [['cache-control', 'max-age=1']], ['max-age=1']],
    ['Linked', 'a', [['linked', 'b']], ['b']],
    ['X-Link', 'a', [['x-link', 'b']], ['b']],
    ['Vary-By', 'a', [['vary-by', 'b']], ['b']],
    ['X-Content-Type-Options', 'sniff', [], ['nosniff']],
    ['Content-Type', 'text/plain', [], ['application/json; charset=utf-8']],
  ]
  test.each(rows)('%s: %j is kept or replaced by what the endpoint sets', async (name, before, own, values) => {
    const outcome = own.reduce((result, [field, value]) => result.withNonCanonicalHeader(field, value), ok({}))
    const { fields } = await answerTo('GET /', outcome, (response) => response.setHeader(name, before))
    const found = fields.filter((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}: `))
    expect(found.map((each) => each.slice(name.length + 2))).toEqual(values)
  })

  test('are restored, alone, when the head of an answer fails', async () => {
    const middleware = (response: ServerResponse): void => {
      response.setHeader('Cache-Control', 'no-store').setHeader('Link', '</a>; rel="up"')
      const { writeHead } = response
      response.writeHead = (...head: unknown[]) => {
        response.writeHead = writeHead
        Reflect.apply(writeHead, response, [head[0], head[1], { ...(head[2] as object), 'X-Bad': 'a\nb' }])
        throw new Error('unreachable, since Node refuses a line break')
      }
    }
    const date = 'Sun, 06 Nov 1994 08:49:37 GMT'
    const own = { 'x-own': '1', 'cache-control': 'public', link: '</b>; rel="next"', date }
    const outcome = notFound().withHeaders(own)
    const { line, sent, content } = await answerTo('GET /', outcome, middleware)
    expect(line).toBe('HTTP/1.1 500 Internal Server Error')
    expect([sent('cache-control'), sent('link'), sent('x-own')]).toEqual(['no-store', '</a>; rel="up"', undefined])
    expect(Date.parse(sent('date') ?? '')).toBeGreaterThan(Date.parse(date))
    expect(JSON.parse(content)).toMatchObject({ status: 500 })
  })

  test('stay unsent where middleware wants no Date', async () => {
    const { sent } = await answerTo('GET /', ok({}), (response) => {
      response.sendDate = false
    })
    expect(sent('date')).toBeUndefined()
  })
})

describe('the connection after a body that nobody reads', () => {
  const most = 16 * 1024 * 1024
  test.each([
    ['of 16 MiB is kept', `Content-Length: ${most}`, false],
    ['of more is closed', `Content-Length: ${most + 1}`, true],
    ['in chunks is closed', 'Transfer-Encoding: chunked', true],
  ])('%s', async (_what, framing, isClosed) => {
    serving = await serve(api.endpoint(() => ok({ a: 1 })))
    const client = await RawClient.connect(serving.port)
    client.send(`POST / HTTP/1.1\r\nHost: x\r\n${framing}\r\n\r\n`)
    const answer = await client.until(/\{"a":1\}$/)
    expect(/\r\nConnection: close\r\n/.test(answer)).toBe(isClosed)
    client.leave()
  })

  test('is kept where the body was read, in chunks as well', async () => {
    serving = await serve(api.endpoint({ body: z.unknown() }, ({ body }) => body))
    const client = await RawClient.connect(serving.port)
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked'
    client.send(`${head}\r\n\r\n7\r\n{"a":1}\r\n0\r\n\r\n`)
    expect(await client.until(/\{"a":1\}$/)).toMatch(/\r\nConnection: keep-alive\r\n/)
    client.leave()
  })

  test('is kept where the request had none', async () => {
    serving = await serve(api.endpoint(() => ok({ a: 1 })))
    const client = await RawClient.get(serving.port)
    expect(await client.until(/\{"a":1\}$/)).toMatch(/\r\nConnection: keep-alive\r\n/)
    client.leave()
  })
})
