import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { endware, type FailureReport, ok, status } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Serving, serve } from '../../support/serve.js'

const reports: FailureReport[] = []
const api = endware({ onFailure: (report) => reports.push(report) })
let serving: Serving | undefined
afterEach(async () => {
  reports.length = 0
  await serving?.close()
})

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47)
const here = fileURLToPath(import.meta.url)
const webStream = (): ReadableStream =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(png)
      controller.close()
    },
  })
async function* texts(): AsyncGenerator<string> {
  yield* ['a', 'b']
}
const octets = 'application/octet-stream'

const rows: readonly (readonly [name: string, make: () => unknown, type: string, length: number])[] = [
  ['a Readable', () => Readable.from([Buffer.from('a'), Buffer.from('b')], { objectMode: false }), octets, 2],
  ['a Readable of text', () => Readable.from(['ä'], { objectMode: false }), octets, 2],
  ['an empty Readable', () => Readable.from([], { objectMode: false }), octets, 0],
  ['a web stream', webStream, octets, 4],
  ['the body of a fetch', () => new Response('text').body, octets, 4],
  ['a file', () => createReadStream(here, { end: 99 }), octets, 100],
  ['ready content', () => ok().withContent(webStream(), 'image/png'), 'image/png', 4],
  [
    'ready content of text',
    () => ok().withContent(Readable.from(['ä']).setEncoding('utf8'), 'text/plain; charset=utf-8'),
    'text/plain; charset=utf-8',
    2,
  ],
  ['ready content of an async generator', () => ok().withContent(texts(), 'text/plain'), 'text/plain', 2],
  ['a stream in a result', () => ok(webStream()), octets, 4],
]

describe('octets go out as they are, whatever is negotiated', () => {
  test.each(rows)('%s', async (_name, make, type, length) => {
    serving = await serve(api.endpoint(make))
    for (const accept of ['application/json', 'application/xml']) {
      const response = await fetch(serving.url, { headers: { accept } })
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
      expect((await response.arrayBuffer()).byteLength).toBe(length)
    }
    expect(reports).toEqual([])
  })
})

test('the bytes are those of the stream', async () => {
  serving = await serve(api.endpoint(() => status(203, webStream()).withHeader('x-a', 'b')))
  const response = await fetch(serving.url)
  expect([response.status, response.headers.get('x-a')]).toEqual([203, 'b'])
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(png)
})

test('a stream of octets has no ranges, and a request for one gets the whole (RFC 9110 §14.2)', async () => {
  serving = await serve(api.endpoint(() => ok().withContent(webStream(), 'image/png')))
  const response = await fetch(serving.url, { headers: { range: 'bytes=0-1' } })
  expect([response.status, response.headers.get('accept-ranges'), response.headers.get('content-range')]).toEqual([
    200,
    null,
    null,
  ])
  expect((await response.arrayBuffer()).byteLength).toBe(4)
})

describe('a failure before the first octet is a 500 in the envelope', () => {
  const failing: readonly (readonly [name: string, make: () => unknown])[] = [
    ['a file that is not there', () => createReadStream('/nowhere/at/all')],
    ['a stream that was destroyed', () => Readable.from(['a'], { objectMode: false }).destroy()],
    ['a web stream of objects', () => new ReadableStream({ start: (controller) => controller.enqueue({ a: 1 }) })],
    [
      'a web stream that somebody else reads',
      () => {
        const stream = webStream()
        stream.getReader()
        return stream
      },
    ],
  ]
  test.each(failing)('%s', async (_name, make) => {
    serving = await serve(api.endpoint(make))
    const response = await fetch(serving.url)
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      status: 500,
      error: 'Internal Server Error',
      path: '/',
      timestamp: expect.any(String),
    })
    expect(reports.map(({ code }) => code)).toEqual(['unexpected-error'])
  })
})

test('a web stream of values is a stream of values when it is given as one', async () => {
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue({ a: 1 })
      controller.close()
    },
  })
  serving = await serve(api.endpoint(() => stream.values()))
  expect(await (await fetch(serving.url)).json()).toEqual([{ a: 1 }])
})

test('bytes of withContent are those that the buffer has when the answer is written', async () => {
  const buffer = Buffer.from('first')
  const result = ok().withContent(buffer, 'text/plain')
  buffer.write('later')
  expect(String((await endware().render(result)).content)).toBe('later')
  const kept = ok().withContent(Uint8Array.from(buffer), 'text/plain')
  buffer.write('third')
  expect(Buffer.from((await endware().render(kept)).content ?? '').toString()).toBe('later')
})
