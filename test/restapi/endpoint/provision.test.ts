import { createServer } from 'node:http'
import {
  type Endware,
  endware,
  type FailureReport,
  forbidden,
  type Middleware,
  type Provider,
  type ProviderInput,
  provide,
  status,
} from '@endware/restapi'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import request from 'supertest'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'
import { applicationOf } from './provided-application.js'

const reports: FailureReport[] = []
const api = endware({ onFailure: (report) => void reports.push(report) })
afterEach(() => void reports.splice(0))

/** Returns an application whose route uses `use`. */
const withUse = (use: readonly (Middleware | Provider)[], made: Endware = api) => applicationOf(made, use)

describe('the context of an endpoint', () => {
  test('has the names of all providers, each of which sees those before it', async () => {
    const seen: object[] = []
    const first = provide(() => ({ user: 'ann' }))
    const second = provide(async ({ context }: ProviderInput<{ user: string }>) => {
      seen.push(context)
      return { greeting: `hello ${context.user}` }
    })
    const third = provide(({ context }) => void seen.push(context))
    const { app, received } = withUse([first, second, third])
    expect((await request(app).get('/a/1')).status).toBe(200)
    const all = { user: 'ann', greeting: 'hello ann' }
    expect([seen, received]).toEqual([[{ user: 'ann' }, all], [all]])
  })

  test('has the later value of a name that two providers give', async () => {
    const { app, received } = withUse([provide(() => ({ a: 1, b: 1 })), provide(() => ({ b: 2 }))])
    await request(app).get('/a/1')
    expect(received).toEqual([{ a: 1, b: 2 }])
  })

  test('is empty without providers, and after a provider that returns nothing', async () => {
    for (const use of [[], [provide(() => null)], [provide(async () => {})]]) {
      const { app, received } = withUse(use)
      await request(app).get('/a/1')
      expect(received).toEqual([{}])
    }
  })

  test('is that of one request: names do not leak into another', async () => {
    let calls = 0
    const { app, received } = withUse([provide(() => (calls++ === 0 ? { secret: 1 } : undefined))])
    await request(app).get('/a/1')
    await request(app).get('/a/1')
    expect(received).toEqual([{ secret: 1 }, {}])
  })

  test('cannot be written to without providers, since all requests share it', async () => {
    const app = createServer(
      api.endpoint(({ context }) => {
        Object.assign(context, { leaked: true })
      }),
    )
    expect((await request(app).get('/')).status).toBe(500)
  })

  test('takes a name that refers to a prototype as any other name', async () => {
    const names = JSON.parse('{"__proto__":{"admin":true}}') as object
    const { app, received } = withUse([provide(() => names)])
    await request(app).get('/a/1')
    expect((received[0] as { admin?: unknown }).admin).toBeUndefined()
    expect(({} as { admin?: unknown }).admin).toBeUndefined()
  })
})

test('a provider receives path parameters, header fields, cookies and the request', async () => {
  let input: object = {}
  const looking = provide(({ params, headers, cookies, request: { method }, signal }) => {
    input = { params, token: headers.authorization, cookies: { ...cookies }, method, aborted: signal.aborted }
  })
  await request(withUse([looking]).app)
    .get('/a/7')
    .set('Authorization', 'x')
    .set('Cookie', 'a=1; b=%20')
  expect(input).toEqual({ params: { id: '7' }, token: 'x', cookies: { a: '1', b: ' ' }, method: 'GET', aborted: false })
})

test('providers run on node:http without a router, where there are no path parameters', async () => {
  const use = [provide(({ params }) => ({ names: Object.keys(params) }))] as const
  const app = createServer(api.endpoint({ use }, ({ context }) => context))
  expect((await request(app).get('/')).body).toEqual({ names: [] })
})

/** Thenables of other libraries, and the status of the answer. */
const thenables: readonly (readonly [name: string, then: unknown, status: number])[] = [
  [
    'calls back twice',
    (resolve: (value: object) => void) => {
      resolve({ a: 1 })
      resolve({ a: 2 })
    },
    200,
  ],
  [
    'throws',
    () => {
      throw new Error('a secret')
    },
    500,
  ],
]
test.each(thenables)('a provider whose thenable %s is answered once', async (_name, then, status) => {
  const { app, received } = withUse([provide((() => ({ then })) as () => Promise<object>)])
  expect((await request(app).get('/a/1')).status).toBe(status)
  expect(received).toEqual(status === 200 ? [{ a: 1 }] : [])
})

describe('providers and middleware in one list', () => {
  test('run in the order of the list', async () => {
    const order: string[] = []
    const middleware =
      (name: string): Middleware =>
      (_request, _response, next) => {
        order.push(name)
        setImmediate(next)
      }
    const provider = (name: string) => provide(async () => void order.push(name))
    const { app } = withUse([middleware('a'), provider('b'), middleware('c'), provider('d')])
    await request(app).get('/a/1')
    expect(order).toEqual(['a', 'b', 'c', 'd'])
  })

  test('a middleware gets no refused request; its errors go to the host', async () => {
    const failing: Middleware = (_request, _response, next) => next(forbidden())
    const { app } = withUse([provide(() => ({ a: 1 })), failing])
    expect((await request(app).get('/a/1')).status).toBe(403)
  })

  test('a provider does not run once a middleware has answered', async () => {
    let calls = 0
    const answering: Middleware = (_request, response, next) => {
      response.end('answered')
      next()
    }
    const { app, received } = withUse([answering, provide(() => void calls++)])
    expect((await request(app).get('/a/1')).text).toBe('answered')
    expect([calls, received, reports.map(({ code }) => code)]).toEqual([0, [], ['already-answered']])
  })
})

describe('the deadline and the client', () => {
  let serving: Serving | undefined
  afterEach(async () => {
    jest.useRealTimers()
    await serving?.close()
    serving = undefined
  })
  const timed = endware({ timeout: 20, onFailure: (report) => void reports.push(report) })

  test('a provider that never settles is answered with 503, and its signal fires', async () => {
    const aborted = deferred<unknown>()
    const never = provide(({ signal }) => {
      signal.addEventListener('abort', () => aborted.resolve(signal.reason))
      return new Promise<never>(() => {})
    })
    const { app, received } = withUse([never], timed)
    expect((await request(app).get('/a/1')).status).toBe(503)
    expect(await aborted.promise).toMatchObject({ name: 'TimeoutError' })
    expect([received, reports.map(({ code }) => code)]).toEqual([[], ['timeout']])
  })

  test('a stream that comes after the deadline is closed', async () => {
    const closed = deferred()
    const late = deferred<object>()
    async function* values() {
      try {
        yield 1
      } finally {
        closed.resolve()
      }
    }
    const { app } = withUse([provide(() => late.promise)], timed)
    expect((await request(app).get('/a/1')).status).toBe(503)
    const stream = values()
    await stream.next()
    late.resolve(stream)
    await closed.promise
  })

  test('a refusal whose stream never begins is a 503, and is closed', async () => {
    const closed = deferred()
    const values: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<never>(() => {}),
        async return() {
          closed.resolve()
          return { done: true, value: undefined }
        },
      }),
    }
    const { app } = withUse([provide(() => status(402, values))], timed)
    expect((await request(app).get('/a/1')).status).toBe(503)
    await closed.promise
  })

  test('providers, middleware between them and the endpoint share one deadline', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
    const slow: Middleware = (_request, _response, next) => {
      jest.advanceTimersByTime(30)
      next()
    }
    for (const use of [
      [provide(() => undefined), slow],
      [provide(() => undefined), slow, provide(() => ({ late: true }))],
    ]) {
      const { app, received } = withUse(use, timed)
      serving = await serve(app)
      const client = await RawClient.connect(serving.port)
      client.send('GET /a/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
      expect(await client.toTheEnd()).toMatch(/^HTTP\/1\.1 503 /)
      expect(received).toEqual([])
      await serving.close()
    }
    serving = undefined
  })

  test('a client that leaves stops the chain and fires every signal', async () => {
    const started = deferred()
    const left = deferred()
    let later = 0
    const slow = provide(async ({ signal }) => {
      started.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      left.resolve()
    })
    const { app, received } = withUse([slow, provide(() => void later++)])
    serving = await serve(app)
    const client = await RawClient.connect(serving.port)
    client.send('GET /a/1 HTTP/1.1\r\nHost: x\r\n\r\n')
    await started.promise
    client.leave()
    await left.promise
    await new Promise((resolve) => setImmediate(resolve))
    expect([later, received, reports]).toEqual([0, [], []])
  })

  test('a provider and the endpoint share one signal', async () => {
    let given: AbortSignal | undefined
    const use = [provide(({ signal }) => ({ signal }))] as const
    const app = createServer(
      api.endpoint({ use }, ({ context, signal }) => {
        given = signal
        return String(context.signal === signal)
      }),
    )
    expect((await request(app).get('/')).body).toBe('true')
    expect(given).toBeInstanceOf(AbortSignal)
  })
})
