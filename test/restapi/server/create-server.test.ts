import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { createServer, endware, type ServerLimits } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import express from 'express'
import untypedExpress4 from 'express4'
import { rawExchange } from '../../support/raw-exchange.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function portOf(app: RequestListener, limits?: Partial<ServerLimits>): Promise<number> {
  const server = createServer(app, limits).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const api = endware({ onFailure: () => {} })
const hello = api.endpoint(() => ({ hello: 'world' }))
const anything = { '~standard': { version: 1, vendor: 'none', validate: (value: unknown) => ({ value }) } } as const
const echo = api.endpoint({ body: anything }, ({ body }) => body)

const get = 'GET / HTTP/1.1\r\n'
const close = 'Connection: close\r\n'

describe.each([
  ['Express 5', express],
  ['Express 4', untypedExpress4 as never as typeof express],
])('the answers of %s', (_name, make) => {
  test('have X-Powered-By only after the application enables it', async () => {
    const app = make().use(hello)
    const port = await portOf(app)
    const poweredBy = async () => (await fetch(`http://127.0.0.1:${port}/`)).headers.get('x-powered-by')
    expect(await poweredBy()).toBe(null)
    app.enable('x-powered-by')
    expect(await poweredBy()).toBe('Express')
  })
})

describe('createServer', () => {
  const rows: readonly (readonly [what: string, sent: string, status: number])[] = [
    ['one Host line', `${get}Host: x\r\n${close}\r\n`, 200],
    ['two Host lines', `${get}Host: x\r\nHost: x\r\n\r\n`, 400],
    ['two Host lines, spelled differently', `${get}Host: x\r\nX: y\r\nhOST: y\r\n\r\n`, 400],
    ['no Host line', `${get}\r\n`, 400],
    ['no Host line in HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 200],
    ['two Host lines in HTTP/1.0', 'GET / HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n', 400],
    ['chunked', `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n${close}\r\n0\r\n\r\n`, 200],
    ['gzip, chunked', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n', 501],
    [
      'gzip, then chunked',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n',
      501,
    ],
    ['chunked, gzip', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['what is no HTTP', 'hello\r\n\r\n', 400],
    ['a field name with a space', `${get}Host : x\r\n\r\n`, 400],
    ['a header section beyond 16 KiB', `${get}Host: x\r\nX: ${'x'.repeat(17 * 1024)}\r\n\r\n`, 431],
  ]
  test.each(rows)('answers a raw request: %s', async (_what, sent, status) => {
    const answer = await rawExchange(await portOf(hello), sent)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z].*\r\n`))
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    const [head = '', content = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^date: \w{3}, \d\d /im)
    expect(head).toMatch(/^connection: close$/im)
    expect(head).toMatch(new RegExp(`^content-length: ${content.length}$`, 'im'))
    expect(head).toMatch(/^x-content-type-options: nosniff$/im)
    expect(head).toMatch(/^content-type: application\/json; charset=utf-8$/im)
    if (status !== 200) expect(JSON.parse(content)).toMatchObject({ status, message: expect.any(String), path: '' })
  })

  test('does not pass a refused request to the listener', async () => {
    const seen: string[] = []
    const port = await portOf((request, response) => {
      seen.push(String(request.url))
      response.end()
    })
    await rawExchange(port, 'GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(seen).not.toContain('/a')
  })
})

describe('a broken request', () => {
  test('is answered after an earlier request', async () => {
    let release = (): void => {}
    const answering = new Promise<void>((resolve) => {
      release = resolve
    })
    const app = api.endpoint(async () => {
      await answering
      return { hello: 'world' }
    })
    const port = await portOf(app)
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    const server = servers.at(-1)
    const refused = once(server as Server, 'clientError')
    socket.write(`${get}Host: x\r\n\r\nnonsense\r\n\r\n`)
    await refused
    release()
    await once(socket, 'close')
    expect(
      Buffer.concat(chunks)
        .toString()
        .match(/HTTP\/1\.1 \d+/g),
    ).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  })

  test('is answered once when its body ends in garbage', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
    const answer = await rawExchange(await portOf(echo), `${head}3\r\n"a"\r\nnonsense\r\n`)
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400'])
  })

  test('breaks off an answer that has begun', async () => {
    const app: RequestListener = (_request, response) => void response.write('begun')
    const port = await portOf(app)
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
    await once(socket, 'data')
    socket.write('nonsense\r\n')
    await once(socket, 'close')
    const answer = Buffer.concat(chunks).toString()
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200'])
    expect(answer).not.toContain('\r\n0\r\n\r\n')
  })
})

describe('the limits of a server', () => {
  const brief = { connectionsCheckingInterval: 10, headersTimeout: 20, requestTimeout: 40 }
  const unfinished = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n`

  test.each([
    ['the header section', unfinished],
    ['the body', `${unfinished}\r\n"a`],
  ])('answer 408 when %s never ends', async (_what, sent) => {
    expect(await rawExchange(await portOf(echo, brief), sent)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  })

  test('close idle connections', async () => {
    const port = await portOf(hello, { keepAliveTimeout: 10 })
    expect(await rawExchange(port, `${get}Host: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })

  test('have safe defaults', () => {
    const server = createServer(hello, { requestTimeout: 60_000 })
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket } = server
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout, maxConnections, maxRequestsPerSocket }).toEqual(
      {
        headersTimeout: 10_000,
        requestTimeout: 60_000,
        keepAliveTimeout: 65_000,
        timeout: 60_000,
        maxConnections: 10_000,
        maxRequestsPerSocket: 0,
      },
    )
  })

  test.each([
    [{ headerTimeout: 1 }, "createServer() has no limit 'headerTimeout'"],
    [{ requestTimeout: '30s' }, 'the limit requestTimeout must be an integer from 0 to 2147483647; got 30s'],
    [{ timeout: Number.NaN }, 'the limit timeout must be an integer from 0 to 2147483647; got NaN'],
    [{ maxHeaderSize: 0 }, 'the limit maxHeaderSize must be an integer from 1 to 2147483647; got 0'],
    [{ minSendRate: -1 }, 'the limit minSendRate must be an integer from 0 to 2147483647; got -1'],
    [{ sendRateWindow: 0 }, 'the limit sendRateWindow must be an integer from 1 to 2147483647; got 0'],
    [{ headersTimeout: 40_000 }, 'the limit headersTimeout (40000) must not be longer than requestTimeout (30000)'],
    [{ headersTimeout: 0 }, 'the limit headersTimeout (0) must not be longer than requestTimeout (30000)'],
  ])('are checked when the server is made: %j is refused', (limits, message) => {
    expect(() => createServer(hello, limits as Partial<ServerLimits>)).toThrow(
      expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(message) }),
    )
  })
})

test.each([
  ['x', 'a string'],
  [{}, 'an object'],
  [{ requestTimeout: 1_000 }, 'an object'],
  [null, 'null'],
  [undefined, 'undefined'],
])('createServer refuses %j, since it is no function', (app, found) => {
  const message = `createServer() takes an Express application or another function (request, response); got ${found}`
  expect(() => createServer(app as unknown as RequestListener)).toThrow(
    expect.objectContaining({ name: 'TypeError', message }),
  )
})
