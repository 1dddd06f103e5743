import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createServer, type ErrorHandler, endware, problemEnvelope, type ServerLimits } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import untypedExpress4 from 'express4'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { rawExchange } from '../../support/raw-exchange.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function portOf(
  app: RequestListener,
  refused?: ErrorHandler,
  limits: Partial<ServerLimits> = {},
): Promise<number> {
  const server = createServer(app, limits, refused).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const secret = 'a-secret'
/** Limits by which a request is late. Under them a busy machine is late with any request, so only the row of 408 has them. */
const brief = { connectionsCheckingInterval: 10, headersTimeout: 20, requestTimeout: 20 }

/** Requests that a server refuses: by its parser, its timers, its guard, and because they ask for a tunnel. */
const refusals: readonly (readonly [status: number, what: string, sent: string])[] = [
  [400, 'no HTTP', `${secret}\r\n\r\n`],
  [400, 'two Host lines', `GET /${secret}?${secret} HTTP/1.1\r\nHost: ${secret}\r\nHost: x\r\n\r\n`],
  [400, 'credentials in the target', `GET http://${secret}@x/ HTTP/1.1\r\nHost: x\r\n\r\n`],
  [408, 'an unfinished head', `GET /${secret} HTTP/1.1\r\nHost: x\r\nAuthorization: ${secret}\r\n`],
  [417, 'an expectation', `GET / HTTP/1.1\r\nHost: x\r\nExpect: ${secret}\r\nX-Request-Id: ${secret}\r\n\r\n`],
  [431, 'a large head', `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${secret.repeat(3_000)}\r\n\r\n`],
  [501, 'a transfer coding', `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n`],
  [501, 'a tunnel', `CONNECT ${secret}:443 HTTP/1.1\r\nHost: ${secret}:443\r\n\r\n`],
  [505, 'another version', `GET /${secret} HTTP/2.0\r\nHost: x\r\n\r\n`],
]

function partsOf(answer: string): { head: string; content: string } {
  const [head = '', content = '', ...others] = answer.split('\r\n\r\n')
  expect(others).toEqual([])
  expect(head).toMatch(/^date: /im)
  expect(head).toMatch(/^connection: close$/im)
  expect(head).toMatch(/^x-content-type-options: nosniff$/im)
  expect(head).toMatch(new RegExp(`^content-length: ${content.length}$`, 'im'))
  expect(answer).not.toContain(secret)
  return { head, content }
}

describe.each([
  ['Express 5', express, Router],
  ['Express 4', untypedExpress4 as never as typeof express, untypedExpress4.Router as never as typeof Router],
])('createServer with %s', (_name, make, makeRouter) => {
  test('answers refused requests in the envelope of the last end-ware of the application', async () => {
    const api = endware({ envelope: problemEnvelope, onFailure: () => {} })
    const app = make()
    const [port, briefPort] = [await portOf(app), await portOf(app, undefined, brief)]
    app.use('/old', endware().fallback())
    app.use(api.routes(makeRouter()).get('/', () => 'here'))
    app.use(api.fallback())
    for (const [status, , sent] of refusals) {
      const { head, content } = partsOf(await rawExchange(status === 408 ? briefPort : port, sent))
      expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8$/im)
      expect(JSON.parse(content)).toEqual({
        status,
        type: 'about:blank',
        title: expect.any(String),
        detail: expect.any(String),
        timestamp: expect.any(String),
      })
    }
  })

  test('answers refused requests in plain text when no end-ware is used', async () => {
    for (const app of [make(), make().use((_request, response) => void response.end())]) {
      const [port, briefPort] = [await portOf(app), await portOf(app, undefined, brief)]
      for (const [status, , sent] of refusals) {
        const { head, content } = partsOf(await rawExchange(status === 408 ? briefPort : port, sent))
        expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
        expect(head).toMatch(/^content-type: text\/plain; charset=utf-8$/im)
        expect(content).toMatch(/^[A-Z][\w ]+: [a-z][^\n]+\n$/)
      }
    }
  })
})

describe('a refusal', () => {
  const api = endware({ onFailure: () => {} })

  test.each(['image/png, application/xml', 'application/xml', 'application/problem+xml'])(
    'has the format of Accept where the head could be read: %s',
    async (accept) => {
      const answer = await rawExchange(await portOf(api.fallback()[0]), `GET / HTTP/1.1\r\nAccept: ${accept}\r\n\r\n`)
      expect(partsOf(answer).content).toMatch(/^<\?xml .*\n?<error><status>400<\/status>/)
    },
  )

  test('has no content for HEAD', async () => {
    const answer = await rawExchange(await portOf(api.endpoint(() => 'x')), 'HEAD / HTTP/1.1\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\n\r\n$/)
  })

  test('is answered by the given handler, which may answer later', async () => {
    const seen: unknown[] = []
    const closed: Promise<unknown>[] = []
    const port = await portOf(
      api.endpoint(() => 'x'),
      (error, { method, url, headers }, response) => {
        seen.push({ error, method, url, headers })
        closed.push(once(response, 'close').then(() => response.writableFinished))
        setImmediate(() => response.setHeader('X-Request-Id', '7').end('mine'))
      },
    )
    for (const sent of ['nonsense\r\n\r\n', `GET /${secret} HTTP/1.1\r\nAccept: a/b\r\n\r\n`]) {
      const answer = await rawExchange(port, sent)
      expect(answer).toMatch(
        /^HTTP\/1\.1 200 OK\r\nX-Request-Id: 7\r\n[\s\S]*\r\nConnection: close\r\n[\s\S]*\r\n\r\nmine$/,
      )
    }
    const error = expect.objectContaining({ name: 'HttpError', status: 400, code: 'refused-by-server' })
    expect(seen).toEqual([
      { error, method: 'GET', url: '', headers: {} },
      { error, method: 'GET', url: '', headers: { accept: 'a/b' } },
    ])
    expect(await Promise.all(closed)).toEqual([true, true])
  })

  test.each<[string, ErrorHandler]>([
    [
      'throws',
      () => {
        throw new Error(secret)
      },
    ],
    ['rejects', async () => Promise.reject(new Error(secret))],
    ['rejects later', () => nextTurn().then(() => Promise.reject(new Error(secret)))],
  ])('is plain text when the handler %s', async (_how, handler) => {
    const port = await portOf(() => undefined, handler)
    for (const sent of ['nonsense\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n'])
      expect(partsOf(await rawExchange(port, sent)).head).toMatch(/^content-type: text\/plain; charset=utf-8$/im)
  })

  test.each<[string, ErrorHandler]>([
    ['destroys its answer', (_error, _request, response) => void response.destroy()],
    [
      'throws within its answer',
      (_error, _request, response) => {
        response.write('begun')
        throw new Error(secret)
      },
    ],
    [
      'rejects within its answer',
      async (_error, _request, response) => {
        response.write('begun')
        throw new Error(secret)
      },
    ],
    [
      'throws after its answer',
      (_error, _request, response) => {
        response.end('done')
        throw new Error(secret)
      },
    ],
  ])('breaks off its connection when the handler %s', async (_how, handler) => {
    const port = await portOf(() => undefined, handler)
    for (const sent of ['nonsense\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n'])
      expect(await rawExchange(port, sent)).not.toContain(secret)
  })

  test('survives a handler that rejects after the client has left', async () => {
    const left = deferred<unknown>()
    const port = await portOf(
      () => undefined,
      async (_error, _request, response) => {
        const closed = once(response, 'close')
        left.resolve(closed)
        await closed
        throw new Error(secret)
      },
    )
    const client = await RawClient.connect(port)
    client.send('nonsense\r\n\r\n')
    setImmediate(() => client.leave())
    await left.promise
    await nextTurn() // an unhandled rejection would fail the test here
  })

  test('gives way to an answer that begins while its handler answers', async () => {
    let begin = (): void => {}
    const running: RequestListener = (_request, response) => {
      begin = () => void response.write('begun')
    }
    const port = await portOf(running, (_error, _request, response) => {
      begin()
      response.end('refused')
    })
    const client = await RawClient.connect(port)
    client.send('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n')
    expect(await client.toTheEnd()).not.toContain('refused')
  })

  test('lets its handler see that the client has left', async () => {
    const left = deferred<unknown>()
    const port = await portOf(
      () => undefined,
      (_error, _request, response) => left.resolve(once(response, 'close')),
    )
    const client = await RawClient.connect(port)
    client.send('nonsense\r\n\r\n')
    setImmediate(() => client.leave())
    await left.promise
  })
})

test('createServer refuses a handler of refused requests that is no function', () => {
  expect(() => createServer(() => undefined, {}, 'plain' as never)).toThrow(
    expect.objectContaining({
      name: 'TypeError',
      message: "the handler of refused requests must be a function; got 'plain'",
    }),
  )
})
