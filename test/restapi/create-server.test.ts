import { once } from 'node:events'
import { IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { createServer, endware, type ServerLimits } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import express from 'express'
import express4 from 'express4'
import { applicationClasses } from '../../restapi/src/application-classes.js'
import { rawExchange } from '../support/raw-exchange.js'

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

describe('refused and accepted', () => {
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
  test.each(rows)('%s', async (_what, sent, status) => {
    const answer = await rawExchange(await portOf(hello), sent)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z].*\r\n`))
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    const [head = '', content = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^date: \w{3}, \d\d /im)
    expect(head).toMatch(/^connection: close$/im)
    expect(head).toMatch(new RegExp(`^content-length: ${content.length}$`, 'im'))
    expect(head).toMatch(/^x-content-type-options: nosniff$/im)
    if (status !== 200) expect(head).toMatch(/^content-type: text\/plain; charset=utf-8$/im)
  })

  test('a refused request never reaches the listener', async () => {
    const seen: string[] = []
    const port = await portOf((request, response) => {
      seen.push(String(request.url))
      response.end()
    })
    await rawExchange(port, 'GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(seen).not.toContain('/a')
  })
})

describe('answers keep their order when a request is broken', () => {
  test('the answer to an earlier request goes first', async () => {
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

  test('a body that breaks off in nonsense is answered once', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
    const answer = await rawExchange(await portOf(echo), `${head}3\r\n"a"\r\nnonsense\r\n`)
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400'])
  })

  test('an answer that has begun is broken off, not mixed with another', async () => {
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

describe('limits', () => {
  const brief = { connectionsCheckingInterval: 10, headersTimeout: 20, requestTimeout: 40 }
  const unfinished = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n`

  test.each([
    ['the header section', unfinished],
    ['the body', `${unfinished}\r\n"a`],
  ])('%s that never ends gets 408', async (_what, sent) => {
    expect(await rawExchange(await portOf(echo, brief), sent)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  })

  test('idle connections are closed', async () => {
    const port = await portOf(hello, { keepAliveTimeout: 10 })
    expect(await rawExchange(port, `${get}Host: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })

  test('safe ones hold unless others are given', () => {
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
    [{ requestTimeout: '30s' }, 'the limit requestTimeout is an integer from 0 to 2147483647, not 30s'],
    [{ timeout: Number.NaN }, 'the limit timeout is an integer from 0 to 2147483647, not NaN'],
    [{ maxHeaderSize: 0 }, 'the limit maxHeaderSize is an integer from 1 to 2147483647, not 0'],
    [{ headersTimeout: 40_000 }, 'the limit headersTimeout (40000) is part of requestTimeout (30000)'],
    [{ headersTimeout: 0 }, 'the limit headersTimeout (0) is part of requestTimeout (30000)'],
  ])('%j is refused when the application starts', (limits, message) => {
    expect(() => createServer(hello, limits as Partial<ServerLimits>)).toThrow(
      expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(message) }),
    )
  })
})

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('%s', (_name, make) => {
  test('mounted applications see requests and responses of their own, and the outer one sees its own again', async () => {
    const inner = make()
    inner.set('which', 'inner')
    inner.use((request, response, next) => {
      response.append('x-app', `${request.app.get('which')} ${response.app.get('which')}`)
      next()
    })
    inner.get('/in', (request, response) => void response.json({ base: request.baseUrl, ip: request.ip }))
    const outer = make()
    outer.set('which', 'outer')
    outer.use('/mounted', inner)
    outer.use((request, response) => {
      const { get, accepts } = request
      const node = request instanceof IncomingMessage && response instanceof ServerResponse
      response.append('x-app', `${request.app.get('which')} ${response.app.get('which')}`)
      response.json({ node, express: typeof get === 'function' && typeof accepts === 'function', path: request.path })
    })
    const url = `http://127.0.0.1:${await portOf(outer)}`
    const within = await fetch(`${url}/mounted/in`)
    expect([within.headers.get('x-app'), await within.json()]).toEqual([
      'inner inner',
      { base: '/mounted', ip: '127.0.0.1' },
    ])
    const past = await fetch(`${url}/mounted/nothing`)
    expect([past.headers.get('x-app'), await past.json()]).toEqual([
      'inner inner, outer outer',
      { node: true, express: true, path: '/mounted/nothing' },
    ])
  })

  test('requests and responses have its prototypes from the start, with all that was and will be added to them', async () => {
    const app = make()
    Object.assign(app.request, { before: 'before' })
    app.get('/', (request, response) => {
      const { before, later } = request as unknown as Record<string, unknown>
      const bare = [Object.getPrototypeOf(request), Object.getPrototypeOf(response)]
      response.json({ before, later, own: bare[0] === app.request && bare[1] === app.response })
    })
    const { IncomingMessage: Request, ServerResponse: Response } = applicationClasses(app)
    expect([Request?.prototype, Response?.prototype]).toEqual([app.request, app.response])
    Object.assign(app.request, { later: 'later' })
    const answer = await fetch(`http://127.0.0.1:${await portOf(app)}`)
    expect(await answer.json()).toEqual({ before: 'before', later: 'later', own: true })
  })

  test('what is added to the outer application later is found in one that was mounted before', async () => {
    const [outer, inner] = [make(), make()]
    inner.get('/', (request, response) => {
      response.json([
        (request as unknown as Record<string, unknown>).late,
        (response as unknown as Record<string, unknown>).late,
      ])
    })
    outer.use('/in', inner)
    const url = `http://127.0.0.1:${await portOf(outer)}`
    Object.assign(outer.request, { late: 'of requests' })
    Object.assign(outer.response, { late: 'of responses' })
    expect(await (await fetch(`${url}/in`)).json()).toEqual(['of requests', 'of responses'])
  })

  test('an application that has a server of its own can be mounted in another', async () => {
    const [outer, inner] = [make(), make()]
    Object.assign(inner.request, { early: 'early' })
    inner.get('/', (request, response) => {
      const { early } = request as unknown as Record<string, unknown>
      response.json([early, request.app === inner, response.app === inner])
    })
    const own = `http://127.0.0.1:${await portOf(inner)}`
    outer.use('/in', inner)
    const url = `http://127.0.0.1:${await portOf(outer)}`
    for (const path of [`${own}/`, `${url}/in`]) expect(await (await fetch(path)).json()).toEqual(['early', true, true])
  })

  test('two servers of one application make the same', () => {
    const app = make()
    expect(applicationClasses(app)).toBe(applicationClasses(app))
  })

  test('one that is frozen is served as it is', async () => {
    const app = make()
    app.get('/', (_request, response) => void response.json({}))
    const answer = await fetch(`http://127.0.0.1:${await portOf(Object.freeze(app))}`)
    expect(answer.status).toBe(200)
  })
})

test.each([
  ['a function', hello],
  ['one with members of those names', Object.assign(() => {}, { request: {}, response: {} })],
])('%s that is no Express application gets what Node makes', (_what, listener) => {
  expect(applicationClasses(listener)).toEqual({})
})
