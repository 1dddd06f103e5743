import { once } from 'node:events'
import { Agent, get, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { listen, type RunningServer } from '../../api/http-server.js'
import { ListenError } from '../../api/listen-error.js'

const running: RunningServer[] = []
const agent = new Agent({ keepAlive: true })

async function serve(app: RequestListener): Promise<RunningServer> {
  const server = await listen(app, '127.0.0.1', 0)
  running.push(server)
  return server
}

async function fetched(url: string): Promise<{ response: IncomingMessage; text: string }> {
  const [response]: [IncomingMessage] = (await once(get(url, { agent }), 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { response, text }
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop(0)))
})

test('the server answers at its URL', async () => {
  const server = await serve((_, response) => response.end('here'))
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetched(server.url)).text).toBe('here')
})

test('a server on every network has a URL on this machine', async () => {
  const server = await listen(() => undefined, '0.0.0.0', 0)
  running.push(server)
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:/)
})

describe('stop', () => {
  test('closes idle connections at once', async () => {
    const server = await serve((_, response) => response.end('done'))
    const { response } = await fetched(server.url)
    expect(response.headers.connection).toBe('keep-alive')
    expect(await server.stop(60_000)).toBe(0)
  })

  test('answers a request that had arrived on an idle connection, and was not read yet', async () => {
    const server = await serve((_, response) => response.end('done'))
    const client = connect(Number(new URL(server.url).port), '127.0.0.1')
    const get = 'GET / HTTP/1.1\r\nHost: shop\r\n\r\n'
    let text = ''
    client.on('data', (bytes) => {
      text += String(bytes)
    })
    client.write(get)
    while (!text.endsWith('done')) await once(client, 'data')
    const ended = once(client, 'close')
    client.write(get) // the kernel has it before this process reads anything
    expect(await server.stop(60_000)).toBe(0)
    await ended
    expect(text.split('200 OK')).toHaveLength(3)
  })

  test('does not count requests that waited on a connection which has ended', async () => {
    const ran: ServerResponse[] = []
    let next = () => {}
    const server = await serve((_, response) => {
      ran.push(response)
      next()
    })
    const get = 'GET / HTTP/1.1\r\nHost: shop\r\n\r\n'
    const sent = async (requests: string) => {
      const runs = new Promise<void>((done) => {
        next = done
      })
      const client = connect(Number(new URL(server.url).port), '127.0.0.1', () => client.write(requests))
      client.on('error', () => undefined)
      await runs
      return client
    }
    const gone = await sent(get.repeat(3))
    const ended = once(ran[0] as ServerResponse, 'close')
    gone.destroy()
    await ended
    await sent(get)
    expect(await server.stop(50)).toBe(1)
  })

  test('closes connections without a request at once, which browsers open in advance', async () => {
    const server = await serve((_, response) => response.end())
    const silent = connect(Number(new URL(server.url).port), '127.0.0.1')
    await once(silent, 'connect')
    await fetched(server.url) // by then the server has accepted the one before
    expect(await server.stop(60_000)).toBe(0)
    silent.destroy()
  })

  test('lets a request that is still arriving finish', async () => {
    const server = await serve((arriving, response) => {
      arriving.resume().on('end', () => response.end('finished'))
      arrived()
    })
    let arrived = () => {}
    const arrival = new Promise<void>((done) => {
      arrived = done
    })
    const client = request(server.url, { method: 'POST', headers: { 'Content-Length': 2 } })
    client.write('a')
    await arrival
    const stopped = server.stop(60_000)
    const answered = once(client, 'response') as Promise<[IncomingMessage]>
    client.end('b')
    const [response] = await answered
    expect((await response.setEncoding('utf8').toArray()).join('')).toBe('finished')
    expect(await stopped).toBe(0)
  })

  test('lets a request in flight finish, with Connection: close', async () => {
    let answer: ServerResponse | undefined
    const server = await serve((_, response) => {
      answer = response
      arrived()
    })
    let arrived = () => {}
    const arrival = new Promise<void>((done) => {
      arrived = done
    })
    const answered = fetched(server.url)
    await arrival
    const stopped = server.stop(60_000)
    answer?.end('finished')
    const { response, text } = await answered
    expect([text, response.headers.connection]).toEqual(['finished', 'close'])
    expect(await stopped).toBe(0)
  })

  test('sends Connection: close to a request that arrives behind an answer that has begun', async () => {
    const server = await serve((arriving, response) => {
      if (arriving.url === '/second') return void response.end('second')
      response.writeHead(200, { 'Content-Length': 11 }).write('begun,')
      arriving.resume().on('end', () => response.end('ended'))
    })
    const client = connect(Number(new URL(server.url).port), '127.0.0.1').setEncoding('latin1')
    client.write('POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n')
    let answers = String((await once(client, 'data'))[0])
    const stopped = server.stop(60_000)
    client.write('aGET /second HTTP/1.1\r\nHost: x\r\n\r\n') // of one packet, both are read before either is answered
    for await (const chunk of client) answers += String(chunk)
    expect(answers.match(/Connection: [\w-]+/g)).toEqual(['Connection: keep-alive', 'Connection: close'])
    expect(answers).toMatch(/begun,ended.*second$/s)
    expect(await stopped).toBe(0)
  })

  test('closes the connection of an answer that has begun', async () => {
    let end = () => {}
    const server = await serve((_, response) => {
      response.write('begun,')
      end = () => void response.end('ended')
    })
    const client = get(server.url, { agent })
    const [response] = (await once(client, 'response')) as [IncomingMessage]
    const stopped = server.stop(60_000)
    end()
    let text = ''
    for await (const chunk of response) text += String(chunk)
    expect(text).toBe('begun,ended')
    expect(await stopped).toBe(0)
  })

  test('cuts the remaining requests after the grace, and returns their number', async () => {
    const server = await serve((_, response) => void response.write('begun'))
    const [response] = (await once(get(server.url), 'response')) as [IncomingMessage]
    const failed = once(response, 'error')
    expect(await server.stop(0)).toBe(1)
    expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' })
  })

  test('refuses new connections', async () => {
    const server = await serve((_, response) => response.end())
    await server.stop(0)
    const [error] = await once(get(server.url), 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('an impossible address', () => {
  test('a port in use is refused with another port to choose', async () => {
    const { port } = new URL((await serve(() => undefined)).url)
    const refused = await listen(() => undefined, '127.0.0.1', Number(port)).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ListenError)
    expect(refused).toMatchObject({
      code: 'EADDRINUSE',
      message: `The service cannot listen on 127.0.0.1 port ${port}: another program uses it.\nChoose another port: PORT=${Number(port) + 1} npm start`,
    })
  })

  test.each(['192.0.2.1', 'no-such-host.invalid'])('the host %s is refused with a host to choose', async (host) => {
    await expect(listen(() => undefined, host, 0)).rejects.toThrow(
      `${host} is not an address of this machine.\nUse one that is, or 0.0.0.0 for all: HOST=127.0.0.1 npm start`,
    )
  })

  test.each([
    ['EACCES', 80, 'choose a higher one: PORT=3000 npm start'],
    ['EADDRINUSE', 65535, 'PORT=3000 npm start'],
    ['EMFILE', 1, 'EMFILE.\nChoose another address or port'],
  ])('%s', (code, port, advice) => {
    expect(new ListenError('::', port, Object.assign(new Error('no'), { code })).message).toContain(advice)
  })
})

test.each([
  ['a malformed request', 'nonsense\r\n\r\n', 'HTTP/1.1 400'],
  ['a head of more than 16 KiB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, 'HTTP/1.1 431'],
  ['a request without Host', 'GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 400'],
  ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 'HTTP/1.1 400'],
  [
    'another transfer coding',
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    'HTTP/1.1 501',
  ],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 'HTTP/1.1 400'],
])('%s is refused', async (_, text, status) => {
  const { port } = new URL((await serve((_, response) => response.end())).url)
  const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  expect(answer.slice(0, 12)).toBe(status)
})
