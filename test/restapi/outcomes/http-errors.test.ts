import { once } from 'node:events'
import { STATUS_CODES } from 'node:http'
import { connect, createServer as createHttp2Server } from 'node:http2'
import type { AddressInfo } from 'node:net'
import * as restapi from '@endware/restapi'
import {
  badGateway,
  createServer,
  endware,
  HttpError,
  httpError,
  notFound,
  problem,
  upgradeRequired,
} from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { RawClient } from '../../support/raw-client.js'
import { serve } from '../../support/serve.js'

/** 509 was never registered, and 510 is historic (RFC 2774). */
const unused = new Set([509, 510])
/** Every other 4xx and 5xx that Node knows. */
const registered = Object.keys(STATUS_CODES)
  .map(Number)
  .filter((code) => code >= 400 && !unused.has(code))

/** The reason phrases of RFC 9110 that differ from Node's. */
const renamed: Readonly<Record<number, string>> = {
  413: 'Content Too Large',
  418: "I'm a Teapot",
  422: 'Unprocessable Content',
}
const phraseOf = (code: number): string => renamed[code] ?? STATUS_CODES[code] ?? ''

const factories = {
  ...restapi,
  upgradeRequired: (message?: string, options?: object) => upgradeRequired('websocket', message, options),
} as unknown as Readonly<Record<string, (message?: string, options?: object) => HttpError>>

/** `notFound` for `Not Found`. */
function factoryName(phrase: string): string {
  const [first = '', ...more] = phrase.replace(/'/g, '').split(/[ -]/)
  return first.toLowerCase() + more.map((word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase()).join('')
}

describe('upgradeRequired', () => {
  const api = endware()

  test.each([
    ['keeps the connection', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'Upgrade'],
    [
      'closes the connection that the client closes',
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'close, Upgrade',
    ],
    [
      'closes the connection after a body that it has not read',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
      'close, Upgrade',
    ],
  ])('sends Upgrade with its option of Connection, and %s', async (_what, sent, connection) => {
    const serving = await serve(
      api.endpoint(() => upgradeRequired(['websocket', 'TLS/1.2'], 'connect by WebSocket')),
      createServer,
    )
    const client = await RawClient.connect(serving.port)
    client.send(sent)
    const answer = await client.until(/\}$/)
    expect(answer).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\n/)
    expect(answer).toMatch(/^Upgrade: websocket, TLS\/1\.2$/im)
    expect(answer.match(/^Connection: .*$/gim)).toEqual([`Connection: ${connection}`])
    client.leave()
    await serving.close()
  })

  test('sends neither field over HTTP/2', async () => {
    const server = createHttp2Server(api.endpoint(() => upgradeRequired('websocket')) as never).listen(0)
    const session = connect(`http://localhost:${(server.address() as AddressInfo).port}`)
    const [fields] = (await once(session.request({ ':path': '/' }), 'response')) as [Record<string, unknown>]
    expect([fields[':status'], fields.upgrade, fields.connection]).toEqual([426, undefined, undefined])
    session.destroy()
    server.close()
  })

  test.each([[''], [[]], ['connect by WebSocket'], ['a\r\nb'], [['websocket', 7]], [undefined]])(
    'refuses %j, which names no protocols',
    (protocols) => {
      expect(() => upgradeRequired(protocols as string)).toThrow(
        /^a 426 names the protocols to upgrade to \(RFC 9110 §15\.5\.22\): upgradeRequired\('websocket', message\); got /,
      )
    },
  )

  test('is the only way to make a 426: httpError and withHeader name it', () => {
    expect(() => httpError(426)).toThrow(/upgradeRequired\('websocket', message\)/)
    expect(() => notFound().withHeader('Upgrade', 'websocket')).toThrow(/use upgradeRequired\(protocols, message\)/)
  })

  test('has no part in a 426 that another middleware passes on', async () => {
    const failed = Object.assign(new Error('no'), { status: 426, expose: true })
    expect((await api.render(() => Promise.reject(failed))).status).toBe(426)
  })
})

describe('the factories of errors', () => {
  test.each(registered.map((code) => [code, factoryName(phraseOf(code))] as const))(
    '%i is the status of %s()',
    async (code, name) => {
      const factory = factories[name]
      if (factory === undefined) throw new Error(`there is no ${name}`)
      const cause = new Error('a secret')
      const error = factory('what went wrong', { cause })
      expect(error).toBeInstanceOf(HttpError)
      expect([error.status, error.message, error.cause]).toEqual([code, 'what went wrong', cause])
      const { status, content } = await endware({ onFailure: () => {} }).render(error)
      expect(status).toBe(code)
      expect(JSON.parse(String(content))).toMatchObject({
        status: code,
        error: phraseOf(code),
        message: 'what went wrong',
      })
      expect(content).not.toContain('secret')
    },
  )

  test('the code of an error is its reason phrase unless another is given', () => {
    expect(notFound().code).toBe('not-found')
    expect(httpError(409, '', { code: 'out-of-stock' }).code).toBe('out-of-stock')
    expect(httpError(499).code).toBe('unknown')
  })

  test.each([200, 399, 600, 404.5, Number.NaN, '404'])('httpError(%p) throws', (code) => {
    expect(() => httpError(code as number)).toThrow(RangeError)
    expect(() => problem({ status: code as number })).toThrow(RangeError)
  })
})

describe('errors are immutable', () => {
  const original = notFound('gone', { cause: 'why' }).withHeader('x-a', 'b').withProperty('p', 1)
  const copies: readonly (readonly [method: string, copy: HttpError, change: object])[] = [
    [
      'withHeader',
      original.withHeader('x-b', 'c'),
      {
        fields: [
          { name: 'X-A', value: 'b' },
          { name: 'X-B', value: 'c' },
        ],
      },
    ],
    ['withHeaders', original.withHeaders({ 'x-a': 'c' }), { fields: [{ name: 'X-A', value: 'c' }] }],
    [
      'withLink',
      original.withLink('/x', { rel: 'help' }),
      {
        fields: [
          { name: 'X-A', value: 'b' },
          { name: 'Link', value: '</x>; rel="help"' },
        ],
      },
    ],
    ['withHelp', original.withHelp('look'), { help: 'look' }],
    ['withProperty', original.withProperty('q', 2), { properties: { p: 1, q: 2 } }],
    [
      'withProperty',
      original.withProperty('__proto__', 2),
      {
        properties: Object.fromEntries([
          ['p', 1],
          ['__proto__', 2],
        ]),
      },
    ],
  ]
  const membersOf = ({ status, message, cause, code, help, properties, fields, stack }: HttpError): object => ({
    status,
    message,
    cause,
    code,
    help,
    properties,
    fields,
    stack,
  })
  const before = { ...membersOf(original) }

  test.each(copies)('%s returns a copy with the same stack', (_method, copy, change) => {
    expect(copy).not.toBe(original)
    expect(membersOf(copy)).toEqual({ ...before, ...change })
    expect(membersOf(original)).toEqual(before)
  })
})

describe('an error in place of the message or options', () => {
  const error = new Error('a secret')
  const rows: readonly (readonly [where: string, make: () => HttpError])[] = [
    ['as the message', () => notFound(error as never)],
    ['as the options', () => badGateway('no answer', error as never)],
    ['as the options of any status', () => httpError(502, 'no answer', error as never)],
  ]
  test.each(rows)('throws a TypeError that has the error as its cause: %s', async (_where, make) => {
    const causes: unknown[] = []
    const { status, content } = await endware({ onFailure: ({ cause }) => causes.push(cause) }).render(make)
    expect([status, String(content)]).toEqual([500, expect.not.stringContaining('secret')])
    expect(causes).toEqual([
      new TypeError('the message of an error must be text, and its cause is an option: notFound(message, { cause })'),
    ])
    expect((causes[0] as Error).cause).toBe(error)
  })

  test('the compiler refuses an error as options', () => {
    // @ts-expect-error an Error has a message, and options must not have one
    expect(() => badGateway('no answer', error)).toThrow(TypeError)
  })
})
