import { type Codec, type defaultEnvelope, endware, type FailureReport, json, notFound, ok } from '@endware/restapi'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import express from 'express'
import request from 'supertest'
import { z } from 'zod'

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
const trap = (): never => {
  throw new Error('a secret')
}
const withGetter = (name: string): Error => Object.defineProperty(new Error('a secret'), name, { get: trap })

/** Values that throw when they are inspected. */
const hostile: readonly (readonly [name: string, make: () => unknown])[] = [
  ['a revoked Proxy', revoked],
  ['a Proxy whose every trap throws', () => new Proxy(new Error('x'), { get: trap, has: trap, getPrototypeOf: trap })],
  ['an error whose status throws', () => withGetter('status')],
  ['an error whose name throws', () => withGetter('name')],
  ['an error whose message throws', () => withGetter('message')],
  ['an error whose cause throws', () => withGetter('cause')],
  ['an HttpError whose cause is one of them', () => notFound('gone', { cause: revoked() })],
]

/** A schema that throws instead of validating. */
function throwing(make: () => unknown): z.ZodType {
  return z.unknown().transform(() => {
    throw make()
  })
}

const reports: FailureReport[] = []
afterEach(() => void reports.splice(0))
const api = endware({ onFailure: (report) => reports.push(report), timeout: 60_000 })

describe('a value that throws when it is inspected', () => {
  const ways: readonly (readonly [way: string, app: (make: () => unknown) => express.Express])[] = [
    [
      'thrown by an endpoint',
      (make) =>
        express().get(
          '/',
          api.endpoint(() => {
            throw make()
          }),
        ),
    ],
    [
      'rejected by an endpoint',
      (make) =>
        express().get(
          '/',
          api.endpoint(() => Promise.reject(make())),
        ),
    ],
    [
      'thrown by a stream',
      (make) =>
        express().get(
          '/',
          // biome-ignore lint/correctness/useYield: it fails before its first value
          api.endpoint(async function* () {
            throw make()
          }),
        ),
    ],
    [
      'thrown by a schema',
      (make) =>
        express().post(
          '/',
          api.endpoint({ body: throwing(make) }, () => 'x'),
        ),
    ],
    [
      'handed to the fallback',
      (make) => express().use(((_request, _response, next) => next(make())) as express.RequestHandler, api.fallback()),
    ],
  ]
  for (const [way, app] of ways) {
    test.each(hostile)(`is a failure in the envelope when it is ${way}: %s`, async (_name, make) => {
      const ask = way.includes('schema') ? request(app(make)).post('/').send({}) : request(app(make)).get('/')
      const { status, body, text } = await ask
      expect(body.status).toBe(status)
      expect([404, 500]).toContain(status)
      expect(text).not.toContain('secret')
    })
  }
})

describe('a codec that returns no content', () => {
  test.each([[Promise.resolve('x')], [5], [null], [undefined], [{ first: 1 }]])(
    'gets a plain 500 for %p',
    async (content) => {
      const codec = { name: 'x', mediaTypes: ['a/b'], encode: () => content } as unknown as Codec
      const app = express().get(
        '/',
        endware({ codecs: [codec], onFailure: () => {} }).endpoint(() => ({})),
      )
      const { status, text } = await request(app).get('/')
      expect([status, text]).toEqual([500, 'Internal Server Error'])
    },
  )

  test('gets a 500 in another format for a chunk that is no content', async () => {
    const codec = { name: 'x', mediaTypes: ['a/b'], valuesOnly: true, encode: () => '', encodeEach: (v: unknown) => v }
    const streaming = { codecs: [codec as unknown as Codec] }
    const app = express().get(
      '/',
      api.endpoint(streaming, async function* () {
        yield { a: 1 }
      }),
    )
    const { status, body } = await request(app).get('/')
    expect([status, body.status]).toEqual([500, 500])
  })
})

describe('other mistakes', () => {
  test('an envelope that returns a promise is replaced by the default one', async () => {
    const envelope = (async () => ({})) as unknown as typeof defaultEnvelope
    const { status, content } = await endware({ envelope, onFailure: () => {} }).render(notFound())
    expect([status, JSON.parse(String(content)).status]).toEqual([500, 500])
  })

  test('a result in a result and a link without a relation throw', () => {
    expect(() => ok(ok(1))).toThrow('a result cannot be the value of another')
    expect(() => ok().withLink('/a', 'next' as never)).toThrow("{ rel: 'next' }")
  })

  test('an error that a stream yields is a failure, as if it were thrown', async () => {
    const { status } = await api.render(async function* () {
      yield notFound('gone')
    })
    expect(status).toBe(404)
  })

  test('the default onFailure writes a record for a cause that cannot be shown', async () => {
    const written = jest.spyOn(console, 'error').mockImplementation((...parts) => {
      if (parts.some((part) => typeof part === 'object')) throw new Error('cannot be inspected')
    })
    await endware({ codecs: [json()] }).render(() => Promise.reject(new Error('x')))
    expect(written.mock.calls.at(-1)?.[1]).toBe('with a cause that cannot be shown')
    written.mockRestore()
  })
})

describe('ready content', () => {
  const contract = { responses: { 200: { mediaTypes: ['image/svg+xml'] } } }
  const app = express().get(
    '/',
    api.endpoint(contract, () => ok().withContent('<svg/>', 'image/svg+xml')),
  )
  const rows: readonly (readonly [accept: string, status: number])[] = [
    ['image/svg+xml', 200],
    ['image/*', 200],
    ['application/json', 200],
    ['image/png', 406],
  ]
  test.each(rows)('is sent if Accept allows its media type or a negotiated one: %s -> %i', async (accept, status) => {
    expect((await request(app).get('/').set('accept', accept)).status).toBe(status)
  })
})
