import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { endware } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { rawExchange } from '../../support/raw-exchange.js'
import { type Serving, serve } from '../../support/serve.js'

let calls = 0
let serving: Serving
beforeAll(async () => {
  const api = endware({ limits: { bodyBytes: 2000 }, onFailure: () => {} })
  serving = await serve(
    api.endpoint({ body: z.unknown() }, ({ body }) => {
      calls++
      return body
    }),
  )
})
afterAll(() => serving.close())

const content = '{"a":1}'
const post = 'POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'

describe('the limit for bodies', () => {
  const chunked = (coding: string): string => `${post}Content-Encoding: ${coding}\r\nTransfer-Encoding: chunked\r\n\r\n`
  const chunk = (octets: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from(`${octets.length.toString(16)}\r\n`), octets, Buffer.from('\r\n')])
  const repeated = (octets: readonly number[], times: number): Buffer =>
    Buffer.concat(Array.from({ length: times }, () => Buffer.from(octets)))
  const emptyBlocks = repeated([0, 0, 0, 0xff, 0xff], 600)
  const rows: readonly (readonly [what: string, coding: string, octets: Uint8Array])[] = [
    ['deflate of empty blocks', 'deflate', Buffer.concat([Buffer.from([0x78, 0x9c]), emptyBlocks])],
    ['gzip of empty blocks', 'gzip', Buffer.concat([gzipSync('').subarray(0, 10), emptyBlocks])],
    ['gzip of empty members', 'x-gzip', repeated([...gzipSync('')], 150)],
    [
      'gzip with an endless name',
      'gzip',
      Buffer.concat([Buffer.from([31, 139, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.alloc(3000, 'x')]),
    ],
    ['Brotli of empty blocks', 'br', Buffer.concat([Buffer.from([0x0b]), repeated([0x06], 3000)])],
    ['data after the end of deflate', 'deflate', Buffer.concat([deflateSync(content), Buffer.alloc(3000)])],
    ['data after the end of Brotli', 'br', Buffer.concat([brotliCompressSync(content), Buffer.alloc(3000)])],
  ]
  test.each(rows)('counts received bytes of %s', async (_what, coding, octets) => {
    const before = calls
    const answers = await rawExchange(
      serving.port,
      chunked(coding),
      chunk(octets.subarray(0, 100)),
      chunk(octets.subarray(100)),
    )
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413'])
    expect(calls).toBe(before)
  })

  test('refuses a Content-Length beyond the limit before the body is read', async () => {
    const body = deflateSync(Buffer.alloc(4_000_000))
    const headers = { 'content-type': 'application/json', 'content-encoding': 'deflate' }
    const response = await fetch(serving.url, { method: 'POST', headers, body })
    expect(response.status).toBe(413)
  })
})

test('the connection takes the next request after an inflated body was too large', async () => {
  const body = gzipSync('x'.repeat(100_000))
  const head = `${post}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`
  const good = `${post}Connection: close\r\nContent-Length: ${content.length}\r\n\r\n${content}`
  const answers = await rawExchange(serving.port, head, body.subarray(0, 50), body.subarray(50), good)
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
})
