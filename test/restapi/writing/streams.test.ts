import {
  type Codec,
  csv,
  type Endware,
  endware,
  eventStream,
  type FailureReport,
  json,
  ndjson,
  noContent,
  notFound,
  ok,
  status,
} from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { deferred } from '../../support/deferred.js'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'
import { type Ending, failure, octetSources, type SourceKind, type Tracked, valueSources } from './stream-sources.js'

const reports: FailureReport[] = []
const wire = (timeout?: number): Endware =>
  endware({
    codecs: [json(), ndjson(), csv(), eventStream()],
    onFailure: (report) => reports.push(report),
    ...(timeout !== undefined && { timeout }),
  })

let serving: Serving | undefined
afterEach(async () => {
  reports.length = 0
  await serving?.close()
})

interface Served {
  readonly port: number
  readonly url: string
  /** The stream of the first request. */
  readonly stream: Promise<Tracked>
}

/** Serves streams of one kind. */
async function serveStream(
  { make }: SourceKind,
  items: readonly string[],
  ending: Ending,
  { timeout, wrap = (source) => source }: { timeout?: number; wrap?: (source: unknown) => unknown } = {},
): Promise<Served> {
  const stream = deferred<Tracked>()
  serving = await serve(
    wire(timeout).endpoint(({ signal }) => {
      const tracked = make(items, ending, signal)
      stream.resolve(tracked)
      return wrap(tracked.source)
    }),
  )
  return { port: serving.port, url: serving.url, stream: stream.promise }
}

const allSources = [...valueSources, ...octetSources]

/** Each format, with the content of a stream of two items and of an empty one. */
const formats: readonly (readonly [accept: string, two: string, none: string, type: string])[] = [
  ['application/json', '["a",\n"b"]', '[]', 'application/json; charset=utf-8'],
  ['application/x-ndjson', '"a"\n"b"\n', '', 'application/x-ndjson; charset=utf-8'],
  ['text/csv', 'value\r\na\r\nb\r\n', '', 'text/csv; charset=utf-8'],
  ['text/event-stream', 'data: "a"\n\ndata: "b"\n\n', '', 'text/event-stream; charset=utf-8'],
]

describe.each(valueSources)('$kind', (kind) => {
  test.each(formats)('as %s', async (accept, two, _none, type) => {
    const { url, stream } = await serveStream(kind, ['a', 'b'], 'ends')
    const response = await fetch(url, { headers: { accept } })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect([response.headers.get('vary'), response.headers.get('content-length')]).toEqual(['Accept', null])
    expect(await response.text()).toBe(two)
    await (await stream).closed
  })

  test.each(formats)('empty, as %s', async (accept, _two, none, type) => {
    const { url } = await serveStream(kind, [], 'ends')
    const response = await fetch(url, { headers: { accept } })
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, type, none])
  })

  test.each(formats)('that fails before its first item, as %s: a 500 in the envelope', async (accept) => {
    const { url, stream } = await serveStream(kind, [], 'fails')
    const response = await fetch(url, { headers: { accept } })
    expect([response.status, response.headers.get('content-type')]).toEqual([500, 'application/json; charset=utf-8'])
    expect(await response.json()).toMatchObject({ status: 500, error: 'Internal Server Error', path: '/' })
    expect(reports).toMatchObject([{ code: 'unexpected-error', status: 500, cause: failure }])
    await (await stream).closed
  })

  test('in a result, with its status and fields', async () => {
    const { url } = await serveStream(kind, ['a'], 'ends', {
      wrap: (source) => status(202, source).withHeader('x-a', 'b'),
    })
    const response = await fetch(url)
    expect([response.status, response.headers.get('x-a'), await response.json()]).toEqual([202, 'b', ['a']])
  })
})

test('a stream has the fields that the codec adds to all that it writes', async () => {
  const lines: Codec = { ...ndjson(), fields: { 'X-Accel-Buffering': 'no' } }
  serving = await serve(
    endware({ codecs: [lines, json()] }).endpoint(async function* () {
      yield 1
    }),
  )
  for (const method of ['GET', 'HEAD']) {
    const response = await fetch(serving.url, { method })
    expect([response.status, response.headers.get('x-accel-buffering')]).toEqual([200, 'no'])
    await response.text()
  }
})

test('an HttpError before the first item keeps its status, in the family of failures', async () => {
  serving = await serve(
    wire().endpoint(async function* () {
      yield* []
      throw notFound('no such list')
    }),
  )
  const response = await fetch(serving.url, { headers: { accept: 'text/csv' } })
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8'])
  expect(await response.json()).toMatchObject({ message: 'no such list' })
  expect(reports).toEqual([])
})

describe('a failure after the status', () => {
  const cases = [
    ...valueSources.flatMap((kind) =>
      ['application/json', 'application/x-ndjson', 'text/csv'].map((accept) => ({ ...kind, accept })),
    ),
    ...octetSources.map((kind) => ({ ...kind, accept: '*/*' })),
  ]
  test.each(cases)('of $kind as $accept breaks the connection', async ({ accept, ...kind }) => {
    const { port } = await serveStream(kind, ['a', 'b'], 'fails')
    const client = await RawClient.get(port, `Accept: ${accept}`)
    const answer = await client.toTheEnd()
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).not.toContain('\r\n0\r\n\r\n')
    expect(answer).not.toContain('secret')
    expect(reports).toMatchObject([{ code: 'stream-failed', status: 200, cause: failure }])
  })

  test('resets a connection of HTTP/1.0, where an ordinary end would mean success', async () => {
    const late = deferred<never>()
    serving = await serve(
      wire().endpoint(async function* () {
        yield 'first'
        yield await late.promise
      }),
    )
    const client = await RawClient.connect(serving.port)
    client.send('GET / HTTP/1.0\r\n\r\n')
    await client.until(/first/)
    late.reject(failure)
    await client.toTheEnd()
    expect(client.error?.code).toBe('ECONNRESET')
  })
})

describe.each(allSources)('$kind is closed', (kind) => {
  test('when the client leaves between two items', async () => {
    const { port, stream } = await serveStream(kind, ['first', 'second'], 'waits')
    const client = await RawClient.get(port)
    await client.until(/second/)
    client.leave()
    await (await stream).closed
    expect(reports).toEqual([])
  })

  test('when the client leaves before the first item', async () => {
    const { port, stream } = await serveStream(kind, [], 'waits')
    const client = await RawClient.get(port)
    const { closed } = await stream
    client.leave()
    await closed
    expect(reports).toEqual([])
  })

  test('when the client leaves while the stream waits behind another answer', async () => {
    const begun = deferred()
    const streams: Tracked[] = []
    serving = await serve(
      wire().endpoint(({ signal }) => {
        const items = streams.length === 0 ? [] : ['x'.repeat(50_000), 'y']
        const tracked = kind.make(items, 'waits', signal)
        if (streams.push(tracked) === 2) begun.resolve()
        return tracked.source
      }),
    )
    const client = await RawClient.connect(serving.port)
    client.send('GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n')
    await begun.promise
    client.leave()
    await Promise.all(streams.map(({ closed }) => closed))
    expect(reports).toEqual([])
  })

  test('at the deadline, before its first item: 503', async () => {
    const { url, stream } = await serveStream(kind, [], 'waits', { timeout: 20 })
    const { status: code } = await fetch(url)
    expect(code).toBe(503)
    await (await stream).closed
    expect(reports.map((report) => report.code)).toEqual(['timeout'])
  })

  test('for HEAD, which has the fields of GET', async () => {
    const { url, stream } = await serveStream(kind, ['a', 'b'], 'waits')
    const response = await fetch(url, { method: 'HEAD' })
    expect([response.status, response.headers.get('content-type') !== null, await response.text()]).toEqual([
      200,
      true,
      '',
    ])
    await (await stream).closed
  })

  test('for a 304', async () => {
    const wrap = (source: unknown): unknown => ok(source).withVersion(7)
    const { url, stream } = await serveStream(kind, ['a', 'b'], 'waits', { wrap })
    const response = await fetch(url, { headers: { 'if-none-match': '*' } })
    expect([response.status, await response.text()]).toEqual([304, ''])
    await (await stream).closed
  })

  test('for a status that has no content', async () => {
    const wrap = (source: unknown): unknown => noContent().withContent(source as AsyncIterable<string>, 'text/plain')
    const { url, stream } = await serveStream(kind, ['a'], 'waits', { wrap })
    expect((await fetch(url)).status).toBe(204)
    const { source, closed } = await stream
    // A generator that was never started has nothing to clean up. It only ends.
    if (source !== null && typeof source === 'object' && 'throw' in source) {
      expect(await (source as AsyncGenerator).next()).toEqual({ done: true, value: undefined })
    } else await closed
  })
})
