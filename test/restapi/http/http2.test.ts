import { once } from 'node:events'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  createServer,
  type Http2Server,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { created, type Endware, endware, type FailureReport, file, form, json, notFound, ok } from '@endware/restapi'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { deferred } from '../../support/deferred.js'

const reports: FailureReport[] = []
let reported = deferred()
const api: Endware = endware({
  codecs: [json(), form()],
  onFailure(report) {
    reports.push(report)
    reported.resolve()
  },
})
const Thing = z.object({ a: z.int() })
let aborted = deferred()
let signals = 0
let ran = 0
const folder = mkdtempSync(join(tmpdir(), 'endware-h2-'))
const large = join(folder, 'large.bin')
writeFileSync(large, '')

const missing = api.endpoint(() => notFound())
const handlers: Readonly<Record<string, ReturnType<Endware['endpoint']>>> = {
  '/read': api.endpoint(({ signal }) => {
    signal.addEventListener('abort', () => signals++)
    return ok({ a: 1 }).withCookie('x', '1').withCookie('y', '2')
  }),
  '/write': api.endpoint({ body: Thing }, ({ body }) => {
    ran++
    return created(body, '/things/1')
  }),
  '/none': api.endpoint(() => undefined),
  '/watched': (request, response) => {
    response.on('close', () => undefined)
    missing(request, response)
  },
  '/list': api.endpoint(async function* () {
    yield* [1, 2, 3]
  }),
  '/failing': api.endpoint(async function* () {
    yield 1
    throw new Error('a secret')
  }),
  '/endless': api.endpoint(async function* ({ signal }) {
    signal.addEventListener('abort', () => aborted.resolve())
    for (;;) {
      yield 'x'.repeat(1000)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }),
  '/file': api.endpoint(() => file(large)),
  '/thrown': api.endpoint(() => {
    throw new Error('a secret')
  }),
}
let server: Http2Server
let session: ClientHttp2Session
beforeAll(async () => {
  server = createServer((request, response) => handlers[request.url]?.(request as never, response as never))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  truncateSync(large, 4 * 1024 * 1024)
})
beforeEach(() => {
  reports.length = 0
  reported = deferred()
  aborted = deferred()
})
afterAll(async () => {
  session.destroy()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
})

interface Got {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly content: string
  /** The code of the reset; 0 for a complete answer. */
  readonly code: number | undefined
}

const open = (path: string, headers: Record<string, string> = {}): ClientHttp2Stream =>
  session.request({ ':path': path, ':method': 'POST', 'content-type': 'application/json', ...headers })

async function answerOf(stream: ClientHttp2Stream): Promise<Got> {
  let content = ''
  let headers: Record<string, unknown> = {}
  stream.on('error', () => undefined) // the code tells
  stream.on('response', (fields) => {
    headers = { ...fields }
  })
  stream.setEncoding('latin1').on('data', (text: string) => {
    content += text
  })
  await new Promise((resolve) => stream.once('close', resolve))
  return { status: headers[':status'] as number | undefined, headers, content, code: stream.rstCode }
}

const ask = (path: string, method = 'GET', headers: Record<string, string> = {}, body?: string): Promise<Got> => {
  const fields = { ':path': path, ':method': method, ...headers }
  const stream = session.request(fields, { endStream: body === undefined })
  if (body !== undefined) stream.end(body)
  return answerOf(stream)
}
const ofJson = { 'content-type': 'application/json' }

describe('over HTTP/2', () => {
  test('a read is answered, without fields of the connection and without a warning', async () => {
    const warnings: Error[] = []
    process.on('warning', (warning) => warnings.push(warning))
    const { status, headers, content } = await ask('/read')
    expect([status, content, headers['content-length'], headers['set-cookie']]).toEqual([
      200,
      '{"a":1}',
      '7',
      ['x=1; Path=/; SameSite=Lax; HttpOnly; Secure', 'y=2; Path=/; SameSite=Lax; HttpOnly; Secure'],
    ])
    await new Promise((resolve) => setImmediate(resolve))
    expect([warnings, signals]).toEqual([[], 0])
  })

  test('the answer to HEAD, and an answer without content, have no content', async () => {
    expect(await ask('/read', 'HEAD')).toMatchObject({ status: 200, content: '', code: 0 })
    expect(await ask('/none')).toMatchObject({ status: 204, content: '', code: 0 })
  })

  test.each([
    ['{"a":1}', ofJson, 201, '{"a":1}'],
    ['a=7', { 'content-type': 'application/x-www-form-urlencoded' }, 201, '{"a":7}'],
    ['{"a":"x"}', ofJson, 400, 'the request is not valid'],
    ['{', ofJson, 400, 'the body cannot be read'],
    [undefined, ofJson, 400, 'a body is required'],
    ['', ofJson, 400, 'the body cannot be read'],
    ['x', { 'content-type': 'text/plain' }, 415, 'a body of text/plain is not read here'],
    ['x'.repeat(2 ** 21), ofJson, 413, 'the body is larger than 1048576 bytes'],
    ['x'.repeat(2 ** 21), { 'content-type': 'text/plain' }, 415, 'a body of text/plain is not read here'],
  ])('the body %# is read or refused', async (body, headers, status, content) => {
    expect(await ask('/write', 'POST', headers, body)).toMatchObject({
      status,
      content: expect.stringContaining(content),
    })
  })

  test('a body without a length is read as it comes', async () => {
    const stream = open('/write')
    stream.write('{"a"')
    await new Promise((resolve) => setImmediate(resolve))
    stream.end(':5}')
    expect(await answerOf(stream)).toMatchObject({ status: 201, content: '{"a":5}' })
  })

  test('a stream is sent to its end', async () => {
    expect(await ask('/list')).toMatchObject({ status: 200, content: '[1,\n2,\n3]', code: 0 })
  })

  test('a stream that fails resets itself alone: other requests of the connection go on', async () => {
    const endless = open('/endless')
    await once(endless, 'response')
    expect(await ask('/failing')).toMatchObject({ status: 200, code: constants.NGHTTP2_INTERNAL_ERROR })
    expect(reports.map(({ code }) => code)).toEqual(['stream-failed'])
    expect([endless.destroyed, session.destroyed]).toEqual([false, false])
    endless.close(constants.NGHTTP2_CANCEL)
    await aborted.promise
  })

  test('a client that leaves closes the source and fires the signal', async () => {
    const stream = open('/endless')
    await once(stream, 'response')
    stream.close(constants.NGHTTP2_CANCEL)
    await aborted.promise
    expect(reports).toEqual([])
  })

  test('an incomplete body is never accepted as a whole one', async () => {
    ran = 0
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const stream = open('/write', { 'content-type': type })
      stream.on('error', () => undefined)
      const begun = once(server, 'stream')
      stream.write(type.endsWith('json') ? '{"a":1}' : 'a=1')
      const [served] = (await begun) as [NodeJS.EventEmitter]
      const closed = new Promise((resolve) => served.once('close', resolve))
      stream.destroy(new Error('the client breaks off'))
      await closed
      expect(await ask('/read')).toMatchObject({ status: 200 })
    }
    expect(ran).toBe(0)
  })

  test('a file is sent whole and in part, and one that is cut resets the stream', async () => {
    expect((await ask('/file')).content).toHaveLength(4 * 1024 * 1024)
    const part = await ask('/file', 'GET', { range: 'bytes=0-3' })
    expect([part.status, part.content, part.headers['content-range']]).toEqual([206, '\0\0\0\0', 'bytes 0-3/4194304'])
    const stream = session.request({ ':path': '/file' })
    await once(stream, 'response')
    truncateSync(large, 0)
    const { code, content } = await answerOf(stream)
    await reported.promise
    expect([code, content.length < 4 * 1024 * 1024]).toEqual([constants.NGHTTP2_INTERNAL_ERROR, true])
  })

  test('an error that an endpoint throws is a 500 in the envelope', async () => {
    expect(await ask('/thrown')).toMatchObject({ status: 500, headers: { 'cache-control': 'no-store' }, code: 0 })
  })
})
