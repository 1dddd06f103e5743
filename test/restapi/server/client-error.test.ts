import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, endware } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { RawClient } from '../../support/raw-client.js'
import { rawExchange } from '../../support/raw-exchange.js'

let server: Server
let port: number
beforeAll(async () => {
  server = createServer(endware({ onFailure: () => {} }).endpoint(() => ({ hello: 'world' }))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

describe('a malformed second request on a connection', () => {
  test.each([
    ['is no HTTP', 'nonsense\r\n\r\n', 400],
    ['has a method that Node does not know', 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n', 501],
    ['has a space in a field name', 'GET / HTTP/1.1\r\nHost : x\r\n\r\n', 400],
    ['has a header section that is too large', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
  ])('is answered, and the connection closes, when it %s', async (_what, second, status) => {
    const client = await RawClient.connect(port)
    client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await client.until(/\{"hello":"world"\}$/)
    client.send(second)
    const answers = await client.toTheEnd()
    expect(answers.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 200', `HTTP/1.1 ${status}`])
    expect(answers).toMatch(/\r\nConnection: close\r\n\r\n\{"status":\d{3},[^{}]+\}$/)
  })
})

describe('createServer', () => {
  test.each([
    ['501 for a method that Node does not know', 'BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n', 501],
    ['501 for a method in small letters', 'get / HTTP/1.1\r\nHost: x\r\n\r\n', 501],
    ['501 for a method that only begins like another', 'GETS / HTTP/1.1\r\nHost: x\r\n\r\n', 501],
    [
      '501 for a method that only begins like another, after an empty line',
      '\r\nGETS / HTTP/1.1\r\nHost: x\r\n\r\n',
      501,
    ],
    ['501 for a method of RTSP', 'DESCRIBE / HTTP/1.1\r\nHost: x\r\n\r\n', 501],
    ['501 for a method behind a request', 'GET / HTTP/1.1\r\nHost: x\r\n\r\nBREW / HTTP/1.1\r\nHost: x\r\n\r\n', 501],
    ['400 for a method without a target', 'BREW\r\n\r\n', 400],
    ['400 for a method of another protocol', 'BREW / FTP/1.1\r\n\r\n', 400],
    ['400 for a method that is no token', 'B(W / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['400 for a handshake of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001', 400],
  ])('answers %s', async (_what, sent, status) => {
    expect(await rawExchange(port, sent)).toContain(`HTTP/1.1 ${status} `)
  })

  test('says that the connection has ended when a request is not complete', async () => {
    const client = await RawClient.connect(port)
    client.send('GET / HTTP/1.1\r\nHo')
    client.end()
    expect(await client.toTheEnd()).toContain('"message":"the connection ended before the request was complete"')
  })
})

test('createServer answers 413 when chunk extensions are larger than the limit of Node', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n'
  const held = createServer(() => undefined).listen(0, '127.0.0.1') // which answers nothing before the parser objects
  await once(held, 'listening')
  const answer = await rawExchange((held.address() as AddressInfo).port, `${head}1;${'x'.repeat(20_000)}\r\na\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 413 Content Too Large\r\n/)
  held.close()
})
