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
import { afterEach, describe, expect, test } from '@jest/globals'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const reports: FailureReport[] = []
const wire = (options: EndwareOptions = {}): Endware =>
  endware({ codecs: [json(), eventStream()], onFailure: (report) => reports.push(report), ...options })
const asEvents = { accept: 'text/event-stream' }

let serving: Serving | undefined
afterEach(async () => {
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
