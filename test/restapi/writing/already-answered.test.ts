import { once } from 'node:events'
import { createConnection } from 'node:net'
import { endware, type FailureReport, notFound, ok } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import express from 'express'
import { closingSource } from '../../support/closing-source.js'
import { deferred } from '../../support/deferred.js'
import { type Serving, serve } from '../../support/serve.js'

let serving: Serving | undefined
afterEach(() => serving?.close())

function reporting() {
  const reports: FailureReport[] = []
  let tellFirst: (report: FailureReport) => void = () => undefined
  const first = new Promise<FailureReport>((resolve) => {
    tellFirst = resolve
  })
  const onFailure = (report: FailureReport): void => {
    reports.push(report)
    tellFirst(report)
  }
  return { reports, first, api: endware({ onFailure }) }
}

describe('an answer that is complete stands', () => {
  test('when its own middleware fails afterwards', async () => {
    const { reports, api } = reporting()
    const large = 'x'.repeat(300_000)
    const app = express().get('/', (_request, response) => {
      response.json(large)
      throw new Error('too late')
    })
    serving = await serve(app.use(api.fallback()))
    expect(await (await fetch(serving.url)).json()).toBe(large)
    expect(reports.map(({ code }) => code)).toEqual(['late-error'])
  })

  test('when the endpoint settles later, and its failure is reported', async () => {
    const { first, api } = reporting()
    let fail: (cause: Error) => void = () => undefined
    const pending = new Promise((_resolve, reject) => {
      fail = reject
    })
    const app = express().use((_request, response, next) => {
      next()
      response.on('close', () => fail(new TypeError('boom'))).end('mine')
    })
    serving = await serve(
      app.get(
        '/',
        api.endpoint(() => pending),
      ),
    )
    expect(await (await fetch(serving.url)).text()).toBe('mine')
    expect(await first).toMatchObject({ code: 'already-answered', cause: { message: 'boom' } })
  })
})

test('an answer that is still being written stands, and a failure beside it is reported once', async () => {
  const { reports, first, api } = reporting()
  const failing = deferred()
  const endpoint = api.endpoint(() => failing.promise)
  serving = await serve((request, response) => {
    endpoint(request, response)
    response.write('half')
    failing.reject(new TypeError('boom'))
    void first.then(() => response.end(' and half'))
  })
  expect(await (await fetch(serving.url)).text()).toBe('half and half')
  expect(reports).toMatchObject([{ code: 'already-answered', status: 200, cause: { message: 'boom' } }])
})

describe('a client that has left', () => {
  test('hides no failure of the endpoint', async () => {
    const { first, api } = reporting()
    serving = await serve(
      api.endpoint(async ({ signal }) => {
        await once(signal, 'abort')
        throw new TypeError('boom')
      }),
    )
    const socket = createConnection(serving.port, '127.0.0.1')
    serving.server.once('request', () => socket.destroy())
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(await first).toMatchObject({ code: 'unexpected-error', status: 500, cause: { message: 'boom' } })
  })

  test.each<[what: string, thrown: (reason: unknown) => unknown]>([
    ['work ends because of it', (reason) => reason],
    ['the endpoint refuses the request', () => notFound()],
  ])('causes no failure when %s', async (_what, thrown) => {
    const { reports, api } = reporting()
    const over = deferred()
    serving = await serve(
      api.endpoint(async ({ signal }) => {
        await once(signal, 'abort')
        setImmediate(over.resolve)
        throw thrown(signal.reason)
      }),
    )
    const socket = createConnection(serving.port, '127.0.0.1')
    serving.server.once('request', () => socket.destroy())
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await over.promise
    expect(reports).toEqual([])
  })

  test('is no other answer: the failure of the endpoint is reported', async () => {
    const { first, api } = reporting()
    const endpoint = api.endpoint(async ({ signal }) => {
      await once(signal, 'abort')
      throw Object.defineProperty(new Error('boom'), 'name', {
        get() {
          throw new Error('a name that cannot be read')
        },
      })
    })
    serving = await serve((request, response) => {
      endpoint(request, response)
      response.write('half')
    })
    const socket = createConnection(serving.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
    socket.once('data', () => socket.destroy())
    expect(await first).toMatchObject({ code: 'unexpected-error', status: 500 })
  })
})

test('a stream that cannot be sent, since other code has answered, is closed', async () => {
  const { first, api } = reporting()
  const source = closingSource()
  const answered = deferred()
  const endpoint = api.endpoint(() => answered.promise.then(() => source))
  serving = await serve((request, response) => {
    endpoint(request, response)
    response.end('mine', answered.resolve)
  })
  expect(await (await fetch(serving.url)).text()).toBe('mine')
  expect((await first).code).toBe('already-answered')
  expect(source.isClosed).toBe(true)
})

describe('what middleware has set on the response', () => {
  const app = (value: unknown) =>
    express()
      .use((_request, response, next) => {
        response.cookie('csrf', 'a').setHeader('Link', '</a>; rel="up"').setHeader('Cache-Control', 'no-store')
        next()
      })
      .get(
        '/',
        endware({ onFailure: () => {} }).endpoint(() => value),
      )

  test('stays beside what the endpoint adds', async () => {
    serving = await serve(app(ok({}).withCookie('mine', 'b').withLink('/b', { rel: 'next' })))
    const { headers } = await fetch(serving.url)
    expect(headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0])).toEqual(['csrf=a', 'mine=b'])
    expect(headers.get('link')).toBe('</a>; rel="up", </b>; rel="next"')
  })

  test('stays alone when the answer cannot be sent', async () => {
    const bad = ok({})
      .withCookie('mine', 'b')
      .withHeader('Cache-Control', 'public')
      .withHeader('Content-Language', 'en')
      .withHeader('Date', 'Sun, 06 Nov 1994 08:49:37 GMT')
    const foreign = Object.create(bad, { fields: { value: [...bad.fields, { name: 'X-Bad', value: 'a\nb' }] } })
    serving = await serve(app(foreign))
    const { status, headers } = await fetch(serving.url)
    expect(status).toBe(500)
    expect(headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0])).toEqual(['csrf=a'])
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-language')).toBeNull()
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() - 60_000) // as RFC 9110 §6.6.1 wants it
  })
})
