import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import type { Socket } from 'node:net'
import { createServer, csv, endware, eventStream, json, ndjson, type ServerLimits, xml } from '@endware/restapi'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import compression from 'compression'
import express from 'express'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ codecs: [json(), xml(), ndjson(), csv(), eventStream()], onFailure: () => {} })
const formats = ['application/json', 'application/xml', 'application/x-ndjson', 'text/csv', 'text/event-stream']

/** A rate that no client reaches, so that every client with waiting bytes is slow. */
const impossible = { connectionsCheckingInterval: 5, sendRateWindow: 20, minSendRate: 2 ** 31 - 1 }
const under = (limits: Partial<ServerLimits>) => (app: RequestListener) => createServer(app, limits)

const servings: Serving[] = []
async function serving(app: RequestListener, make: (app: RequestListener) => Server): Promise<Serving> {
  const made = await serve(app, make)
  servings.push(made)
  return made
}
afterEach(async () => {
  jest.useRealTimers()
  jest.restoreAllMocks()
  for (const made of servings.splice(0)) await made.close()
})

const size = 32 * 1024 * 1024
const item = { text: 'x'.repeat(10_000) }

/** Makes an endless stream that records its end. @param next its values */
function endless(next: () => unknown = () => item) {
  const closed = deferred()
  const app: RequestListener = api.endpoint(async function* () {
    try {
      for (;;) yield next()
    } finally {
      closed.resolve()
    }
  })
  return { app, closed: closed.promise }
}

describe('the connection of a slow client', () => {
  test.each(formats)('breaks off when it reads an endless stream as %s', async (accept) => {
    const { app, closed } = endless()
    const { port } = await serving(app, under(impossible))
    const client = await RawClient.get(port, `Accept: ${accept}`)
    await client.until(/xxx/)
    client.stall()
    await closed
    client.leave()
  })

  test('breaks off when a middleware compresses', async () => {
    const { app, closed } = endless(() => ({ text: randomBytes(30_000).toString('base64') }))
    const { port } = await serving(express().use(compression()).use(app), under(impossible))
    const client = await RawClient.get(port, 'Accept-Encoding: gzip')
    await client.until(/\r\n\r\n./)
    client.stall()
    await closed
    client.leave()
  })

  test.each([
    ['an endpoint', api.endpoint(() => ({ text: 'x'.repeat(size) }))],
    [
      'a listener of its own',
      (_: unknown, response: { end(text: Buffer): unknown }) => response.end(Buffer.alloc(size, 'x')),
    ],
  ] as const)('breaks off when it reads one large answer of %s', async (_what, app) => {
    const sockets: Socket[] = []
    const made = await serving(app as RequestListener, under(impossible))
    made.server.on('connection', (socket) => sockets.push(socket))
    const client = await RawClient.get(made.port)
    await client.until(/xxx/)
    client.stall()
    const [connection] = sockets
    await once(connection as Socket, 'close')
    client.goOn()
    expect((await client.toTheEnd()).length).toBeLessThan(size)
  })
})

describe('the connection of another client', () => {
  test('stays open when no bytes wait, as with an idle event stream', async () => {
    const slow = endless()
    const goOn = deferred()
    async function* events(): AsyncGenerator<string> {
      yield 'first'
      await goOn.promise
      yield 'last'
    }
    const quiet = api.endpoint(events)
    const app: RequestListener = (request, response) => (request.url === '/slow' ? slow.app : quiet)(request, response)
    const { port } = await serving(app, under(impossible))
    const idle = await RawClient.get(port, 'Accept: text/event-stream')
    await idle.until(/first/)
    const stalled = await RawClient.connect(port)
    stalled.send('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')
    await stalled.until(/xxx/)
    stalled.stall()
    await slow.closed
    goOn.resolve()
    await idle.until(/last/)
    idle.leave()
    stalled.leave()
  })

  test('outlives a stop longer than the window, and breaks off for a slow client', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance'] })
    let now = 0
    jest.spyOn(performance, 'now').mockImplementation(() => now)
    const limits = { connectionsCheckingInterval: 1_000, sendRateWindow: 10_000, minSendRate: 1_000 }
    const made = await serving((_request, response) => response.end(Buffer.alloc(size, 'x')), under(limits))
    const connected = once(made.server, 'connection')
    const client = await RawClient.get(made.port)
    const [connection] = (await connected) as [Socket]
    await client.until(/xxx/)
    client.stall()
    /** Lets the time between two checks pass, and further time in which the server does not run. */
    const check = (stopped = 0) => {
      now += limits.connectionsCheckingInterval + stopped
      jest.advanceTimersByTime(limits.connectionsCheckingInterval)
    }
    check()
    check(60_000)
    expect(connection.destroyed).toBe(false)
    for (let checks = 0; checks < 10; checks += 1) check()
    expect(connection.destroyed).toBe(true)
    client.leave()
  })

  test('stays open when the rate is 0', async () => {
    const unbounded = await serving(
      (_request, response) => response.end(Buffer.alloc(size, 'x')),
      under({ ...impossible, minSendRate: 0 }),
    )
    const patient = await RawClient.get(unbounded.port, 'Connection: close')
    await patient.until(/xxx/)
    patient.stall()
    const { app, closed } = endless()
    const bounded = await serving(app, under(impossible))
    const stalled = await RawClient.get(bounded.port)
    await stalled.until(/xxx/)
    stalled.stall()
    await closed
    patient.goOn()
    expect((await patient.toTheEnd()).length).toBeGreaterThan(size)
    stalled.leave()
  })
})

describe('a client that reads slowly', () => {
  const rows = formats.flatMap((accept) => [[accept, 'identity'] as const, [accept, 'gzip'] as const])
  test.each(rows)('costs no more than the high-water mark as %s, %s', async (accept, coding) => {
    const most = 2048
    let pulled = 0
    let waiting = 0
    let mark = 0
    const app = express().use(compression())
    app.use((_request, response, next) => {
      mark = response.writableHighWaterMark
      const source = async function* (): AsyncGenerator<unknown> {
        for (; pulled < most; pulled++) {
          waiting = Math.max(waiting, response.writableLength)
          yield item
        }
      }
      api.endpoint(source)(_request, response, next)
    })
    const { port } = await serving(app, createServer)
    const client = await RawClient.get(port, `Accept: ${accept}`, `Accept-Encoding: ${coding}`)
    await client.until(/\r\n\r\n./)
    client.stall()
    // The buffers of the kernel fill within a few turns. A thousand turns without a pull mean that the stream has stopped.
    for (let before = 0, still = 0; still < 1000 && pulled < most; still++) {
      if (pulled !== before) still = 0
      before = pulled
      await new Promise(setImmediate)
    }
    if (coding === 'identity') expect(pulled).toBeLessThan(most)
    expect(waiting).toBeLessThan(2 * mark + item.text.length)
    client.leave()
  })
})
