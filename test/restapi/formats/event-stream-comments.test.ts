import { once } from 'node:events'
import { type EndwareOptions, endware, eventStream, json } from '@endware/restapi'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const wire = (options: EndwareOptions = {}) =>
  endware({ codecs: [json(), eventStream()], onFailure: () => {}, ...options })

let serving: Serving | undefined
afterEach(async () => {
  jest.useRealTimers()
  await serving?.close()
})

describe('a stream without events', () => {
  test('gets comments that keep it alive, also before its first event', async () => {
    const event = deferred<string>()
    serving = await serve(
      wire({ codecs: [json(), eventStream({ keepAlive: 5 })] }).endpoint(async function* () {
        yield await event.promise
      }),
    )
    const client = await RawClient.get(serving.port, 'Accept: text/event-stream', 'Connection: close')
    await client.until(/^HTTP.1\.1 200 .*(?:: keep-alive\n\n.*){3}/s)
    event.resolve('at last')
    expect(await client.toTheEnd()).toMatch(/data: "at last"\n\n\r\n0\r\n\r\n$/)
  })

  test('opens after 200 ms, gets a comment every 15 s, has failures as events', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
    const first = deferred<string>()
    serving = await serve(
      wire().endpoint(async function* () {
        yield await first.promise
      }),
    )
    const client = await RawClient.get(serving.port, 'Accept: text/event-stream', 'Connection: close')
    await once(serving.server, 'request')
    await new Promise(setImmediate)
    jest.advanceTimersByTime(200)
    await client.until(/: keep-alive\n\n/)
    jest.advanceTimersByTime(15_000)
    await client.until(/(?:: keep-alive\n\n.*){2}/s)
    first.reject(new Error('a secret'))
    expect(await client.toTheEnd()).toMatch(/event: error\ndata: \{"status":500.*\r\n0\r\n\r\n$/s)
  })

  test('waits for its next event by one reaction, however many comments it gets', async () => {
    const waiting = new Promise<IteratorResult<string>>(() => {})
    const reactions = jest.spyOn(waiting, 'then')
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => waiting }) }
    const chunks = eventStream({ keepAlive: 1 }).encodeEach?.(silent, {
      mediaType: 'text/event-stream',
      kind: 'value',
      failure: () => undefined,
    })
    const comments: unknown[] = []
    for await (const comment of chunks ?? []) if (comments.push(comment) === 20) break
    expect(comments.at(-1)).toBe(': keep-alive\n\n')
    expect(reactions).toHaveBeenCalledTimes(1)
  })

  test('leaves no timer when the client has gone or the stream has ended', async () => {
    const keepAlive = 123_456
    const begun = jest.spyOn(globalThis, 'setTimeout')
    const ended = jest.spyOn(globalThis, 'clearTimeout')
    const closed = deferred()
    serving = await serve(
      wire({ codecs: [eventStream({ keepAlive }), json()] }).endpoint(({ signal }) => {
        signal.addEventListener('abort', () => closed.resolve())
        return waiting(signal)
      }),
    )
    const client = await RawClient.get(serving.port)
    await client.until(/data: "b"/)
    client.leave()
    await closed.promise
    await new Promise(setImmediate)
    const timers = begun.mock.results
      .filter((_, at) => begun.mock.calls[at]?.[1] === keepAlive)
      .map(({ value }) => value)
    const cleared = ended.mock.calls.map(([timer]) => timer)
    begun.mockRestore()
    ended.mockRestore()
    expect(timers.length).toBeGreaterThan(0)
    expect(timers.filter((timer) => !cleared.includes(timer as never))).toEqual([])
  })
})

async function* waiting(signal: AbortSignal): AsyncGenerator<string> {
  yield* ['a', 'b']
  await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}
