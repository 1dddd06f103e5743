import { once } from 'node:events'
import { connect } from 'node:net'
import { createServer } from '@endware/restapi'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { rawExchange } from '../../support/raw-exchange.js'
import { type Serving, serve } from '../../support/serve.js'

const ran: string[] = []
let serving: Serving
beforeAll(async () => {
  serving = await serve((request, response) => {
    ran.push(request.url ?? '')
    if (request.url !== '/pending') response.end('answered')
  }, createServer)
})
afterAll(() => serving.close())
beforeEach(() => {
  ran.length = 0
})

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`
const tunnel = 'CONNECT shop.example:443 HTTP/1.1\r\nHost: shop.example:443\r\n\r\n'

describe('CONNECT', () => {
  test('is a 501 that says what was expected, and closes the connection', async () => {
    const answer = await rawExchange(serving.port, tunnel)
    expect(answer).toMatch(/^HTTP\/1\.1 501 Not Implemented\r\n/)
    expect(answer).toMatch(/\r\nConnection: close\r\n/)
    expect(answer).toMatch(
      /\r\n\r\nNot Implemented: expected another method than CONNECT: this server makes no tunnels\n$/,
    )
    expect(ran).toEqual([])
  })

  test('is refused after an answer on the same connection', async () => {
    const socket = connect(serving.port, '127.0.0.1')
    let received = ''
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text
      if (received.endsWith('answered')) socket.write(tunnel)
    })
    socket.write(get('/first'))
    await once(socket, 'close')
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 501'])
  })

  test('lets no bytes behind it become a request', async () => {
    const answer = await rawExchange(serving.port, tunnel + get('/smuggled'))
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 501'])
    expect(ran).toEqual([])
  })

  test('breaks off the connection while an earlier answer is under way', async () => {
    expect(await rawExchange(serving.port, get('/pending') + tunnel + get('/smuggled'))).toBe('')
    expect(ran).toEqual(['/pending'])
  })

  test('of a client that resets the connection leaves the server running', async () => {
    for (let round = 0; round < 100; round++) {
      const accepted = once(serving.server, 'connection')
      const socket = connect(serving.port, '127.0.0.1').on('error', () => {})
      const [given] = await accepted
      const closed = new Promise((resolve) => given.once('close', resolve)) // `once` would hear the error as well
      // the reset arrives with the request or just behind it
      socket.write(tunnel, () =>
        round % 2 === 0 ? socket.resetAndDestroy() : setImmediate(() => socket.resetAndDestroy()),
      )
      await closed
    }
    expect(await (await fetch(serving.url)).text()).toBe('answered')
  })

  test('is left to a listener of the application', async () => {
    const own = await serve(() => {}, createServer)
    own.server.on('connect', (_request, socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    expect(await rawExchange(own.port, tunnel)).toBe('HTTP/1.1 200 OK\r\n\r\n')
    await own.close()
  })
})
