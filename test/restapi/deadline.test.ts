import { once } from 'node:events'
import { createConnection } from 'node:net'
import { endware, type FailureReport } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { type Serving, serve } from '../support/serve.js'

let serving: Serving | undefined
afterEach(() => serving?.close())

function settled(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)))
}

describe('timeout', () => {
  test('an endpoint that never settles is answered for with a 503, and told by its signal', async () => {
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
    expect(await reason).toMatchObject({ name: 'TimeoutError' })
    expect(reports.map(({ code }) => code)).toEqual(['timeout'])
  })

  test('what comes after the deadline is dropped, be it a value or a rejection', async () => {
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

  test('does not fire because a body was read to its end, nor because the answer was written', async () => {
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
