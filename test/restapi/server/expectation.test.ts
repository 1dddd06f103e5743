import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { createServer, endware, unauthorized } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ limits: { bodyBytes: 1000 }, onFailure: () => {} })
const routes = api.routes(Router())
const Body = z.strictObject({ a: z.int() })
routes.post('/read', { body: Body }, ({ body }) => body)
routes.post('/query', { body: Body, query: z.strictObject({ n: z.coerce.number().int() }) }, ({ body }) => body)
routes.put('/versioned', { body: Body, requireIfMatch: true }, ({ body }) => body)
routes.post('/unread', () => ({ a: 'not read' }))

/** The ways in which common parsers read a body. */
const readings: Readonly<Record<string, (request: IncomingMessage) => Promise<string>>> = {
  async iterated(request) {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    return text
  },
  async piped(request) {
    return readings.iterated?.(request.pipe(new PassThrough()) as unknown as IncomingMessage) ?? ''
  },
  async listened(request) {
    let text = ''
    request.on('data', (chunk) => {
      text += String(chunk)
    })
    await once(request, 'end')
    return text
  },
  async readable(request) {
    let text = ''
    request.on('readable', () => {
      for (let chunk = request.read(); chunk !== null; chunk = request.read()) text += String(chunk)
    })
    await once(request, 'end')
    return text
  },
}

let serving: Serving
beforeAll(async () => {
  const app = express()
  app.use('/private', (_request, _response, next) => next(unauthorized('a token is required')))
  app.use('/parsed', express.json(), (request, response) => void response.json(request.body))
  for (const [name, read] of Object.entries(readings)) {
    app.use(`/${name}`, (request, response) => void read(request).then((text) => response.type('json').send(text)))
  }
  app.use(routes).use(api.fallback())
  serving = await serve(app, createServer)
})
afterAll(() => serving.close())

const content = '{"a":1}'
interface Asked {
  readonly method?: string
  readonly fields?: readonly string[]
  readonly length?: number
}

/** A client that waits for a 100 before it sends its body. */
async function asking(
  path: string,
  { method = 'POST', fields = [], length = content.length }: Asked = {},
): Promise<RawClient> {
  const client = await RawClient.connect(serving.port)
  const type = fields.some((field) => field.startsWith('Content-Type')) ? [] : ['Content-Type: application/json']
  const head = ['Host: x', `Content-Length: ${length}`, 'Expect: 100-continue', ...type, ...fields]
  client.send(`${method} ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`)
  return client
}

describe('a client that expects 100-continue', () => {
  const paths = ['/read', '/query?n=1', '/parsed', ...Object.keys(readings).map((name) => `/${name}`)]
  test.each(paths)('gets a 100 when the body is read by %s', async (path) => {
    const client = await asking(path)
    expect(await client.until(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    client.send(`${content}GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    const answers = await client.toTheEnd()
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 100', 'HTTP/1.1 200', 'HTTP/1.1 404'])
    expect(answers).toContain(content)
  })

  test('gets a 100 only after the earlier answers', async () => {
    const client = await asking('/read')
    await client.until(/100 Continue/)
    const head = `POST /read HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 7\r\nExpect: 100-continue\r\n`
    client.send(`${content}${head}Connection: close\r\n\r\n`)
    await client.until(/ 200 OK[\s\S]*100 Continue/)
    client.send(content)
    expect((await client.toTheEnd()).match(/HTTP\/1\.1 \d+/g)).toEqual(
      [100, 200, 100, 200].map((each) => `HTTP/1.1 ${each}`),
    )
  })
})

describe('a request with 100-continue that is refused', () => {
  const rows: readonly (readonly [what: string, path: string, asked: Asked, status: number])[] = [
    ['an unknown path', '/none', {}, 404],
    ['a method that is not there', '/read', { method: 'PATCH' }, 405],
    ['a format that nobody writes', '/read', { fields: ['Accept: image/png'] }, 406],
    ['a body that is too long', '/read', { length: 1001 }, 413],
    ['a coded body that is too long', '/read', { length: 1001, fields: ['Content-Encoding: gzip'] }, 413],
    ['a media type that is not read', '/read', { fields: ['Content-Type: text/plain'] }, 415],
    ['a content coding that is not undone', '/read', { fields: ['Content-Encoding: zstd'] }, 415],
    ['no token', '/private/read', {}, 401],
    ['no If-Match', '/versioned', { method: 'PUT' }, 428],
    ['a query that does not fit', '/query?n=x', {}, 400],
    ['a Host field that is none', '/read', { fields: ['X: y\r\nHost: z'] }, 400],
    ['another expectation besides', '/read', { fields: ['Expect: tea'] }, 417],
    ['an endpoint that reads no body', '/unread', {}, 200],
  ]
  test.each(rows)('is answered without a 100, and the connection closes: %s', async (_what, path, asked, status) => {
    const client = await asking(path, asked)
    const answer = await client.toTheEnd()
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`])
    expect(answer).toMatch(/^connection: close\r$/im)
  })
})

describe('the field Expect', () => {
  const send = async (version: string, field: string, body: string): Promise<string> => {
    const client = await RawClient.connect(serving.port)
    const head = [
      'Host: x',
      `Content-Length: ${body.length}`,
      'Content-Type: application/json',
      'Connection: close',
      field,
    ]
    client.send(`POST /parsed HTTP/${version}\r\n${head.join('\r\n')}\r\n\r\n${body}`)
    return client.toTheEnd()
  }
  test.each(['tea', '100-continued', '100-continue=1', '"100-continue"', '200-ok'])(
    'gets a 417 for %s',
    async (value) => {
      expect(await send('1.1', `Expect: ${value}`, content)).toMatch(/^HTTP\/1\.1 417 Expectation Failed\r\n/)
    },
  )
  test.each(['100-Continue', '', '100-continue, 100-continue'])('gets a success for %j', async (value) => {
    expect(await send('1.1', `Expect: ${value}`, content)).toMatch(/HTTP\/1\.1 200 OK\r\n/)
  })
  test('is ignored in HTTP/1.0 (RFC 9110 §10.1.1)', async () => {
    expect(await send('1.0', 'Expect: 100-continue', content)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(await send('1.0', 'Expect: tea', content)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })
  test('gets no 100 without a body', async () => {
    expect(await send('1.1', 'Expect: 100-continue', '')).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })
})

test('a listener of the application replaces the one of the library', async () => {
  const own = await serve((_request, response) => response.end('ours'), createServer)
  own.server.on('checkContinue', (_request, response) => response.end('own'))
  own.server.on('checkExpectation', (_request, response) => response.end('own'))
  for (const value of ['100-continue', 'tea']) {
    const client = await RawClient.connect(own.port)
    client.send(`GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: ${value}\r\n\r\n`)
    expect(await client.toTheEnd()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*own/)
  }
  await own.close()
})
