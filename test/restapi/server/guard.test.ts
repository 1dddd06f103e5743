import { createServer } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { rawExchange } from '../../support/raw-exchange.js'
import { type Serving, serve } from '../../support/serve.js'

const ran: string[] = []
let serving: Serving
beforeAll(async () => {
  serving = await serve((request, response) => {
    ran.push(request.url ?? '')
    request.resume()
    response.end('answered')
  }, createServer)
})
afterAll(() => serving.close())

/** Returns the statuses of all answers to these bytes, until the connection ends. */
async function statusesOf(sent: string): Promise<number[]> {
  ran.length = 0
  const answers = await rawExchange(serving.port, Buffer.from(sent, 'latin1'))
  return [...answers.matchAll(/^HTTP\/1\.1 (\d+) /gm)].map(([, status]) => Number(status))
}
const statusFor = async (host: string, target = '/'): Promise<number[]> =>
  statusesOf(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)

describe('the field Host (RFC 9112 §3.2)', () => {
  const good = [
    '',
    'h',
    'a-b_c.example',
    'h:',
    'h:0',
    'h:0080',
    'h:65535',
    '127.0.0.1:80',
    '999.1.1.1',
    'xn--bcher-kva.example',
  ]
  const goodToo = [
    '[::1]',
    '[::1]:80',
    '[2001:db8::ffff:10.0.0.1]',
    '[v1.a:b]',
    "a!$&'()*+,;=~",
    'b%C3%BCcher.example',
    ' h\t',
  ]
  test.each([...good, ...goodToo])('is accepted with the value %j', async (host) =>
    expect(await statusFor(host)).toEqual([200]),
  )

  const bad = [
    'a b',
    'u@h',
    'u:p@h',
    '@h',
    '[::1',
    '::1',
    '[::1]]',
    '[::1]x',
    '[]',
    '[1.2.3.4]',
    '[g::1]',
    '[::1%25eth0]',
    '[v1.]',
  ]
  const badToo = [
    'h:99x',
    'h:-1',
    'h: 80',
    'h:80:80',
    'h:65536',
    ':80',
    ':',
    'h/',
    'h/path',
    'h?q',
    'h#f',
    'http://h',
    'h%',
    'h%4',
    'h%zz',
  ]
  const badBytes = ['h\\', 'h"', '<h>', 'h^', '{h}', 'h|', 'h`', 'h, h', '\u00e9', 'h\u00ff:80']
  test.each([...bad, ...badToo, ...badBytes])('is refused with the value %j', async (host) => {
    expect(await statusFor(host)).toEqual([400])
    expect(ran).toEqual([])
  })

  test('is refused in HTTP/1.0 as well', async () => {
    expect(await statusesOf('GET / HTTP/1.0\r\nHost: u@h\r\n\r\n')).toEqual([400])
  })

  test('is refused with generated characters that no host has', async () => {
    const name = fc.stringMatching(/^[\w.~-]{0,8}$/)
    const wrong = fc.constantFrom(...' @/?#[]\\"<>^`{|}'.split(''), '\u00a0', '\u00ff')
    await fc.assert(
      fc.asyncProperty(name, wrong, name, async (before, character, after) => {
        fc.pre(character !== ' ' || (before !== '' && after !== ''))
        expect(await statusFor(before + character + after)).toEqual([400])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a request target', () => {
  test.each(['http://h/', 'http://h:80/?q', 'https://[::1]/', 'http://h'])('is accepted: %s', async (target) => {
    expect(await statusFor('other', target)).toEqual([200])
  })
  test.each([
    'other://h/',
    'http://1.2.3.999/',
    'http://u@h/',
    'http://:p@h/',
    'http://[::1/',
    'http://h:99x/',
    'http:///x',
    'http://:80/',
    'http://?q',
  ])('is refused: %s', async (target) => expect(await statusFor('h', target)).toEqual([400]))
  // Invalid Punycode: Node 20 and 22 do not parse it, and routers would find no path.
  test('is refused when Node does not parse its host, and accepted when it does', async () => {
    expect(await statusFor('h', 'http://xn--a/')).toEqual([URL.canParse('http://xn--a/') ? 200 : 400])
  })
  test.each([
    ['OPTIONS', 200],
    ['GET', 400],
    ['POST', 400],
  ])('is no * unless the method is OPTIONS: %s * gets a %i', async (method, status) => {
    expect(await statusesOf(`${method} * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)).toEqual([status])
  })
})

describe('an unsupported version of HTTP (RFC 9110 §15.6.6)', () => {
  const lines = [
    'GET / HTTP/2.0',
    'GET / HTTP/0.9',
    'GET /',
    'GET / HTTP/1.2',
    'GET / HTTP/3.0',
    'GET / HTTP/2',
    'POST / HTTP/2.0',
  ]
  test.each(lines)('gets a 505: %s', async (line) => {
    expect(await statusesOf(`${line}\r\nHost: x\r\n\r\n`)).toEqual([505])
    expect(ran).toEqual([])
  })
  // RFC 9112 §2.2 and §2.3: these lines are malformed, whatever their version is.
  const malformed = [
    'GET / HTTP/1.1\nHost: x',
    'GET / HTTP/1.1 ',
    'GET / HTTP/1.10',
    'GET / HTTP/x.1',
    'GET / HTTP/1.x',
  ]
  test.each(malformed)('gets a 400 when the request line is malformed: %j', async (line) => {
    expect(await statusesOf(`${line}\r\nHost: x\r\n\r\n`)).toEqual([400])
    expect(ran).toEqual([])
  })
  test('gets a 505 for the preface of HTTP/2', async () => {
    expect(await statusesOf('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).toEqual([505])
  })
})

describe('HTTP/1.0 with Transfer-Encoding (RFC 9112 §6.1)', () => {
  const next = 'GET /next HTTP/1.0\r\nConnection: keep-alive\r\n\r\n'
  const fields = [
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nContent-Length: 5',
    'Transfer-Encoding: CHUNKED',
  ]
  test.each(fields)('is answered, and the connection closes: %j', async (field) => {
    const head = `POST /first HTTP/1.0\r\nConnection: keep-alive\r\n${field}\r\n\r\n`
    const statuses = await statusesOf(`${head}0\r\n\r\n${next}`)
    expect(statuses).toHaveLength(1)
    expect(ran).not.toContain('/next')
  })
})

test('a refusal names in plain text what was expected', async () => {
  const answer = await rawExchange(serving.port, 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n')
  const [head = '', content] = answer.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r$/m)
  expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m)
  expect(content).toBe(
    'Bad Request: expected exactly one Host field, a host with an optional port such as shop.example:8080\n',
  )
})

test('a refusal of HEAD has no content', async () => {
  expect(await rawExchange(serving.port, 'HEAD / HTTP/1.1\r\nHost: a b\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 .*\r\n\r\n$/s,
  )
})
