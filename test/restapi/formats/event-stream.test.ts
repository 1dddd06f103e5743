import { once } from 'node:events'
import {
  type Endware,
  type EndwareOptions,
  endware,
  eventStream,
  type FailureReport,
  json,
  notFound,
  problem,
  problemEnvelope,
  serverSentEvent,
} from '@endware/restapi'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const reports: FailureReport[] = []
const wire = (options: EndwareOptions = {}): Endware =>
  endware({ codecs: [json(), eventStream()], onFailure: (report) => reports.push(report), ...options })
const asEvents = { accept: 'text/event-stream' }

let serving: Serving | undefined
afterEach(async () => {
  jest.useRealTimers()
  reports.length = 0
  await serving?.close()
})

async function* each(items: readonly unknown[], failure?: unknown): AsyncGenerator<unknown> {
  yield* items
  if (failure !== undefined) throw failure
}

async function textOf(outcome: () => unknown, api = wire()): Promise<string> {
  serving = await serve(api.endpoint(outcome))
  const response = await fetch(serving.url, { headers: asEvents })
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const text = await response.text()
  await serving.close()
  serving = undefined
  return text
}

describe('eventStream', () => {
  const rows: readonly (readonly [name: string, item: unknown, text: string])[] = [
    ['a value', { a: 1 }, 'data: {"a":1}\n\n'],
    ['text with line breaks', 'a\r\nb', 'data: "a\\r\\nb"\n\n'],
    ['null', null, 'data: null\n\n'],
    ['an event with data only', serverSentEvent([1]), 'data: [1]\n\n'],
    ['an event with an id', serverSentEvent(1, { id: 17 }), 'id: 17\ndata: 1\n\n'],
    ['an event with a type', serverSentEvent(1, { event: 'stock' }), 'event: stock\ndata: 1\n\n'],
    ['an event with a retry', serverSentEvent(1, { retry: 0 }), 'retry: 0\ndata: 1\n\n'],
    [
      'an event with all fields',
      serverSentEvent(1, { id: 'é', event: 'x', retry: 5 }),
      'id: é\nevent: x\nretry: 5\ndata: 1\n\n',
    ],
  ]
  test.each(rows)('writes %s', async (_name, item, text) => {
    expect(await textOf(() => each([item]))).toBe(text)
    expect(await textOf(() => [item])).toBe(text)
  })

  test('writes a value that is no list as one event, and each item of a list as another', async () => {
    expect(await textOf(() => ({ a: 1 }))).toBe('data: {"a":1}\n\n')
    expect(await textOf(() => [1, 2])).toBe('data: 1\n\ndata: 2\n\n')
  })

  test('is the format that ?format=event-stream names', async () => {
    const { headers } = await wire({ formatParameter: 'format' }).render({ a: 1 }, { url: '/?format=event-stream' })
    expect(headers['content-type']).toBe('text/event-stream; charset=utf-8')
  })

  test('in other formats an event is written as its data', async () => {
    const { content } = await wire().render(each([serverSentEvent({ a: 1 }, { id: 1 })]))
    expect(String(Buffer.from(content ?? ''))).toBe('[{"a":1}]')
  })
})

describe('invalid options of events', () => {
  const rows: readonly (readonly [options: object, message: RegExp])[] = [
    [{ id: 'a\nb' }, /one line/],
    [{ id: 'a\0' }, /one line/],
    [{ event: 'a\rb' }, /one line/],
    [{ retry: -1 }, /milliseconds/],
    [{ retry: 1.5 }, /milliseconds/],
  ]
  test.each(rows)('serverSentEvent refuses %j', (options, message) => {
    expect(() => serverSentEvent(1, options)).toThrow(message)
  })

  test.each([0, -1, 1.5, Number.NaN])('eventStream refuses a keepAlive of %p', (keepAlive) => {
    expect(() => eventStream({ keepAlive })).toThrow(/keepAlive/)
  })

  test('eventStream takes a keepAlive of 1', () => {
    expect(() => eventStream({ keepAlive: 1 })).not.toThrow()
  })
})

describe('Last-Event-ID', () => {
  const rows: readonly (readonly [field: string | undefined, given: string | undefined])[] = [
    [undefined, undefined],
    ['17', '17'],
    ['', ''],
    [Buffer.from('é').toString('latin1'), 'é'],
  ]
  test.each(rows)('%j reaches the endpoint as %j', async (field, given) => {
    let seen: unknown = 'nothing'
    serving = await serve(
      wire().endpoint(({ lastEventId }) => {
        seen = lastEventId
      }),
    )
    const client = await RawClient.get(
      serving.port,
      'Connection: close',
      ...(field === undefined ? [] : [`Last-Event-ID: ${field}`]),
    )
    expect(await client.toTheEnd()).toMatch(/ 204 /)
    expect(seen).toBe(given)
  })
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

describe('a failure of an event stream', () => {
  const secret = new Error('a secret')
  const envelope = { status: 500, error: 'Internal Server Error', path: '/', timestamp: expect.any(String) }
  const rows: readonly (readonly [
    name: string,
    failure: unknown,
    options: EndwareOptions,
    data: unknown,
    codes: readonly string[],
  ])[] = [
    ['an Error', secret, {}, envelope, ['stream-failed']],
    ['an HttpError', notFound('gone'), {}, { ...envelope, status: 404, error: 'Not Found', message: 'gone' }, []],
    ['a Problem', problem({ status: 409, type: '/x', title: 'X' }), {}, { type: '/x', title: 'X', status: 409 }, []],
    [
      'an Error in the envelope of problems',
      secret,
      { envelope: problemEnvelope },
      {
        type: 'about:blank',
        title: 'Internal Server Error',
        status: 500,
        instance: '/',
        timestamp: expect.any(String),
      },
      ['stream-failed'],
    ],
    [
      'an envelope that fails, too',
      secret,
      {
        envelope() {
          throw new Error('another secret')
        },
      },
      envelope,
      ['stream-failed', 'envelope-failed'],
    ],
  ]
  test.each(rows)(
    '%s is written as an event of type error, and the stream ends',
    async (_name, failure, options, data, codes) => {
      const text = await textOf(() => each(['a'], failure), wire(options))
      const [first, last, end] = text.split('\n\n')
      expect([first, end]).toEqual(['data: "a"', ''])
      expect(last).toMatch(/^event: error\ndata: /)
      expect(JSON.parse(String(last).slice('event: error\ndata: '.length))).toEqual(data)
      expect(reports.map(({ code, status }) => [code, status])).toEqual(codes.map((code) => [code, 200]))
    },
  )

  test('a value that JSON cannot represent is written as an event of type error', async () => {
    expect(await textOf(() => each([1, undefined]))).toMatch(/^data: 1\n\nevent: error\ndata: \{"status":500,/)
    expect(reports.map(({ code }) => code)).toEqual(['stream-failed'])
  })

  test('a failure before the first event gets an error answer', async () => {
    serving = await serve(wire().endpoint(() => each([], notFound('no such order'))))
    const response = await fetch(serving.url, { headers: asEvents })
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8'])
    expect(await response.json()).toMatchObject({ message: 'no such order' })
  })
})
