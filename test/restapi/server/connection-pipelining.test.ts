import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, endware } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const ran: string[] = []
let serving: Serving
afterEach(() => serving.close())

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown

/** Sends bytes to an application that records the requests it runs. */
async function sentTo(handle: Handle, bytes: string): Promise<RawClient> {
  ran.length = 0
  serving = await serve((request, response) => {
    ran.push(request.url ?? '')
    void handle(request, response)
  }, createServer)
  const client = await RawClient.connect(serving.port)
  client.send(bytes)
  return client
}
const statusesIn = (answers: string): string[] => answers.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(9)) ?? []
const get = (path: string, fields = ''): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n${fields}\r\n`
const behind = get('/behind') + get('/last')

describe('requests after a refusal (RFC 9112 §9.6)', () => {
  const answer: Handle = (_request, response) => response.end('answered')
  test.each([
    ['two Host fields', 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', '400'],
    ['a bad Host field', 'GET / HTTP/1.1\r\nHost: u@x\r\n\r\n', '400'],
    ['an unsupported version', 'GET / HTTP/2.0\r\nHost: x\r\n\r\n', '505'],
    [
      'an unknown transfer coding',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
      '501',
    ],
    ['an unknown expectation', get('/', 'Expect: tea\r\n'), '417'],
    ['garbage', 'nonsense\r\n\r\n', '400'],
    ['a field name with a space', 'GET / HTTP/1.1\r\nHost : x\r\n\r\n', '400'],
  ])('do not run after %s', async (_what, refused, status) => {
    const client = await sentTo(answer, refused + behind)
    expect(statusesIn(await client.toTheEnd())).toEqual([status])
    expect(ran).toEqual([])
  })

  test('do not run while an earlier answer is pending', async () => {
    const goOn = deferred()
    const client = await sentTo(
      async (_request, response) => {
        await goOn.promise
        response.end('answered')
      },
      `${get('/first')}GET /refused HTTP/1.1\r\nHost: x y\r\n\r\n${behind}`,
    )
    await once(serving.server, 'request')
    goOn.resolve()
    expect(statusesIn(await client.toTheEnd())).toEqual(['200', '400'])
    expect(ran).toEqual(['/first'])
  })
})

describe('requests after Connection: close', () => {
  test.each([
    ['at once', (_: unknown, response: ServerResponse) => response.setHeader('Connection', 'close').end('bye')],
    [
      'later',
      async (_: unknown, response: ServerResponse) => {
        await new Promise(setImmediate)
        response.setHeader('Connection', 'close').end('bye')
      },
    ],
  ])('do not run when the answer is sent %s', async (_when, handle) => {
    const client = await sentTo(handle, get('/first') + behind)
    expect(statusesIn(await client.toTheEnd())).toEqual(['200'])
    expect(ran).toEqual(['/first'])
  })

  test('do not run after a request with Connection: close', async () => {
    const client = await sentTo(
      (_request, response) => setImmediate(() => response.end('bye')),
      get('/first', 'Connection: close\r\n') + behind,
    )
    expect(statusesIn(await client.toTheEnd())).toEqual(['200'])
    expect(ran).toEqual(['/first'])
  })

  test('do not run after an unread body in the packet of its head', async () => {
    for (const body of ['abc', '']) {
      const client = await sentTo(
        (_request, response) => queueMicrotask(() => response.setHeader('Connection', 'close').end('bye')),
        `POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}${behind}`,
      )
      expect(statusesIn(await client.toTheEnd())).toEqual(['200'])
      expect(ran).toEqual(['/first'])
      await serving.close()
    }
    serving = await serve(() => undefined)
  })

  test('do not run after a chunked body that is refused before its end', async () => {
    const api = endware({ limits: { bodyBytes: 100 } })
    const chunk = `${(200).toString(16)}\r\n${'x'.repeat(200)}\r\n`
    const head =
      'POST /first HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
    const client = await sentTo(
      api.endpoint({ body: z.unknown() }, () => 'read'),
      head + chunk,
    )
    await client.until(/ 413 /)
    client.send(`0\r\n\r\n${behind}`)
    expect(statusesIn(await client.toTheEnd())).toEqual(['413'])
    expect(ran).toEqual(['/first'])
  })
})

test('requests of one connection run one after the other, and their answers keep the order', async () => {
  let running = 0
  const client = await sentTo(
    async ({ url }, response) => {
      running += 1
      expect(running).toBe(1)
      await new Promise(setImmediate)
      running -= 1
      response.end(`<${url}>`)
    },
    Array.from({ length: 50 }, (_, at) => get(`/${at}`)).join('') + get('/last', 'Connection: close\r\n'),
  )
  const answers = await client.toTheEnd()
  const order = [...Array.from({ length: 50 }, (_, at) => `/${at}`), '/last']
  expect([...answers.matchAll(/<(.*?)>/g)].map(([, url]) => url)).toEqual(order)
  expect(ran).toEqual(order)
})

test('a connection with more than 100 waiting requests breaks off', async () => {
  const client = await sentTo(() => undefined, get('/first').repeat(1000))
  await client.toTheEnd()
  expect(ran).toEqual(['/first'])
})

test('the refusal of a broken body is sent after the pending answer', async () => {
  const goOn = deferred()
  const broken = 'POST /broken HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n'
  const client = await sentTo(async (_request, response) => {
    await goOn.promise
    response.end('answered')
  }, get('/first') + broken)
  await once(serving.server, 'clientError')
  goOn.resolve()
  expect(statusesIn(await client.toTheEnd())).toEqual(['200', '400'])
  expect(ran).toEqual(['/first'])
})

test('garbage in many packets after a pending answer is refused once', async () => {
  const goOn = deferred()
  let listeners = 0
  const client = await sentTo(async (_request, response) => {
    await goOn.promise
    listeners = response.listenerCount('finish')
    response.end('answered')
  }, get('/first'))
  await once(serving.server, 'request')
  for (let packet = 0; packet < 50; packet++) {
    client.send('\u0000')
    await once(serving.server, 'clientError')
  }
  goOn.resolve()
  expect(statusesIn(await client.toTheEnd())).toEqual(['200', '400'])
  expect(listeners).toBeLessThanOrEqual(2)
})

test('a listener that is a function is called with the server as this', async () => {
  let self: unknown
  serving = await serve(function (this: unknown, _request, response) {
    self = this
    response.end()
  }, createServer)
  await fetch(serving.url)
  expect(self).toBe(serving.server)
})
