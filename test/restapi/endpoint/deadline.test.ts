import { once } from 'node:events'
import { createConnection } from 'node:net'
import { endware, type FailureReport, provide } from '@endware/restapi'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

let serving: Serving | undefined
afterEach(async () => {
  jest.useRealTimers()
  await serving?.close()
})

function settled(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)))
}

describe('timeout', () => {
  test('answers 503 and aborts the signal when an endpoint never settles', async () => {
    const reports: FailureReport[] = []
    let reason: Promise<unknown> | undefined
    const api = endware({ timeout: 20, onFailure: (report) => reports.push(report) })
    serving = await serve(
      api.endpoint(({ signal }) => {
        reason = settled(signal)
        return new Promise(() => {})
      }),
    )
    const response = await fetch(serving.url)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ status: 503, message: 'the request took too long' })
    expect(await reason).toMatchObject({ name: 'TimeoutError', message: 'no outcome after 20 ms' })
    expect(reports.map(({ code }) => code)).toEqual(['timeout'])
  })

  test.each([
    ['a value', () => Promise.resolve('in time'), 200],
    ['a rejection', () => Promise.reject(new Error('boom')), 500],
  ])('the signal stays silent after the deadline when %s came in time', async (_what, outcome, status) => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
    let signal: AbortSignal | undefined
    const api = endware({ timeout: 1_000, onFailure: () => {} })
    serving = await serve(
      api.endpoint((input) => {
        signal = input.signal
        return outcome()
      }),
    )
    const client = await RawClient.get(serving.port, 'Connection: close')
    expect(await client.toTheEnd()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    jest.advanceTimersByTime(5_000)
    expect(signal?.aborted).toBe(false)
  })

  test('answers with an outcome that is late because the endpoint blocked the event loop', async () => {
    const api = endware({ timeout: 10, onFailure: () => {} })
    const busy = async (): Promise<string> => {
      await undefined
      const end = performance.now() + 20
      while (performance.now() < end);
      return 'done'
    }
    serving = await serve(api.endpoint(busy))
    expect((await fetch(serving.url)).status).toBe(200)
  })

  test('an endpoint has the time that its providers left', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
    const begun = deferred()
    const api = endware({ timeout: 20, onFailure: () => {} })
    const slow = provide(() => void jest.advanceTimersByTime(15))
    const never = api.endpoint({ use: [slow] }, () => {
      begun.resolve()
      return new Promise<never>(() => {})
    })
    serving = await serve(never)
    const client = await RawClient.get(serving.port, 'Connection: close')
    await begun.promise
    await new Promise(setImmediate)
    jest.advanceTimersByTime(5)
    expect(await client.toTheEnd()).toMatch(/^HTTP\/1\.1 503 /)
  })

  test('ignores a value or a rejection that comes after the deadline', async () => {
    const late: (() => void)[] = []
    const outcomes = [
      (resolve: (value: unknown) => void) => resolve('late'),
      (_: unknown, reject: (cause: unknown) => void) => reject(new Error('late')),
    ]
    const api = endware({ timeout: 10, onFailure: () => {} })
    serving = await serve(
      api.endpoint(
        () => new Promise((resolve, reject) => late.push(() => outcomes[late.length % 2]?.(resolve, reject))),
      ),
    )
    expect([(await fetch(serving.url)).status, (await fetch(serving.url)).status]).toEqual([503, 503])
    for (const settle of late) settle()
    expect((await fetch(serving.url)).status).toBe(503)
  })
})

/** Returns a schema whose validation returns `verdict`. */
function judgedBy(verdict: PromiseLike<unknown>) {
  return z.string().refine(() => verdict)
}

describe('timeout covers reading', () => {
  const send = (path: string, ...fields: readonly string[]): string =>
    `POST ${path} HTTP/1.1\r\n${['Host: x', ...fields].join('\r\n')}\r\n\r\n`
  const json = 'Content-Type: application/json'

  test('answers 503 and runs no endpoint when validation never ends', async () => {
    const verdict = deferred<boolean>()
    const reports: FailureReport[] = []
    let runs = 0
    const api = endware({ timeout: 20, onFailure: (report) => reports.push(report) })
    const endpoint = api.endpoint({ body: judgedBy(verdict.promise) }, () => {
      runs += 1
    })
    serving = await serve(endpoint)
    const client = await RawClient.connect(serving.port)
    client.send(`${send('/', json, 'Content-Length: 3')}"a"`)
    await client.until(/^HTTP\/1\.1 503 .*the request took too long/s)
    verdict.resolve(true)
    client.send(`${send('/', json, 'Content-Length: 1', 'Connection: close')}?`)
    expect(await client.toTheEnd()).toMatch(/HTTP\/1\.1 400 /) // the connection was kept
    expect(runs).toBe(0)
    expect(reports.map(({ code }) => code)).toEqual(['timeout'])
  })

  test.each([
    ['of known length', 'Content-Length: 9', '{'],
    ['in chunks', 'Transfer-Encoding: chunked', '1\r\n{\r\n'],
    ['compressed', 'Content-Length: 9\r\nContent-Encoding: gzip', '\x1f\x8b'],
  ])('a body %s that never ends is answered with a 408, and its connection closed', async (_name, framing, start) => {
    const reports: FailureReport[] = []
    let runs = 0
    const api = endware({ timeout: 20, onFailure: (report) => reports.push(report) })
    const endpoint = api.endpoint({ body: z.unknown() }, () => {
      runs += 1
    })
    serving = await serve(endpoint)
    const client = await RawClient.connect(serving.port)
    client.send(send('/', json, framing) + start)
    const answer = await client.toTheEnd()
    expect(answer).toMatch(
      /^HTTP\/1\.1 408 Request Timeout\r\n.*\r\nConnection: close\r\n.*"message":"the body did not arrive in time"/s,
    )
    expect(runs).toBe(0)
    expect(reports).toEqual([]) // the client was slow, not the application
  })

  test('gives reading and the endpoint one deadline', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
    const [verdict, read, begun] = [deferred<boolean>(), deferred(), deferred()]
    const schema = z.string().refine(() => {
      read.resolve()
      return verdict.promise
    })
    const api = endware({ timeout: 1_000, onFailure: () => {} })
    serving = await serve(
      api.endpoint({ body: schema }, ({ signal }) => {
        begun.resolve()
        return settled(signal).then(() => 'late')
      }),
    )
    const client = await RawClient.connect(serving.port)
    client.send(`${send('/', json, 'Content-Length: 3', 'Connection: close')}"a"`)
    await read.promise
    jest.advanceTimersByTime(700)
    verdict.resolve(true)
    await begun.promise
    await new Promise(setImmediate)
    jest.advanceTimersByTime(300)
    expect(await client.toTheEnd()).toMatch(/^HTTP\/1\.1 503 /)
  })

  test('runs no endpoint when reading ends late, even before the timer fires', async () => {
    let runs = 0
    const busy = z.string().refine(() => {
      const end = performance.now() + 30
      while (performance.now() < end);
      return true
    })
    const api = endware({ timeout: 10, onFailure: () => {} })
    const endpoint = api.endpoint({ body: busy }, () => {
      runs += 1
    })
    serving = await serve(endpoint)
    const request = { method: 'POST', body: '"a"', headers: { 'content-type': 'application/json' } }
    expect((await fetch(serving.url, request)).status).toBe(503)
    expect(runs).toBe(0)
  })
})

describe('signal', () => {
  test('fires when the client leaves', async () => {
    const api = endware()
    const left = new Promise((resolve) => {
      void serve(api.endpoint(({ signal }) => settled(signal).then(resolve))).then((started) => {
        serving = started
        const socket = createConnection(started.port, '127.0.0.1')
        started.server.once('request', () => socket.destroy())
        socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
      })
    })
    expect(await left).toMatchObject({ name: 'AbortError' })
  })

  test('does not fire when a body was read to its end or the answer was written', async () => {
    let signal: AbortSignal | undefined
    const api = endware()
    serving = await serve(
      api.endpoint({ body: z.unknown() }, async (input) => {
        signal = input.signal
        if (!input.request.closed) await once(input.request, 'close')
        return { aborted: signal.aborted }
      }),
    )
    const response = await fetch(serving.url, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await response.json()).toEqual({ aborted: false })
    expect(signal?.aborted).toBe(false)
  })
})
