import {
  type Codec,
  defaultEnvelope,
  endware,
  type FailureReport,
  json,
  notFound,
  ok,
  problem,
  problemEnvelope,
  securityScheme,
  xml,
} from '@endware/restapi'
import { describe, expect, jest, test } from '@jest/globals'
import { xmlRoot } from '../../support/both-formats.js'

const safe = { status: 500, error: 'Internal Server Error', path: '/' }

const broken: Codec = {
  name: 'broken',
  mediaTypes: ['application/broken'],
  encode() {
    throw new Error('a secret of the codec')
  },
}
/** A codec that fails for values and writes only failures. */
const brittle: Codec = {
  ...json(),
  encode(value, context) {
    if (context.kind === 'value') throw new Error('a secret of the codec')
    return JSON.stringify(value)
  },
}

function reporting(): { readonly reports: FailureReport[]; readonly onFailure: (report: FailureReport) => void } {
  const reports: FailureReport[] = []
  return { reports, onFailure: (report) => reports.push(report) }
}
const codes = (reports: readonly FailureReport[]): string[] => reports.map(({ code }) => code)

describe('a failure while the answer is made', () => {
  test('for which a codec cannot write is a 500 in the same format', async () => {
    const { reports, onFailure } = reporting()
    const api = endware({ codecs: [brittle], onFailure })
    const { status, headers, content } = await api.render(ok({}).withHeader('x-half-done', '1'))
    expect(status).toBe(500)
    expect(headers).not.toHaveProperty('x-half-done')
    expect(JSON.parse(String(content))).toMatchObject(safe)
    expect(content).not.toContain('secret')
    expect(codes(reports)).toEqual(['encode-failed'])
    expect(reports[0]?.cause).toMatchObject({ message: 'a secret of the codec' })
  })

  test('for which a codec writes nothing is a constant text', async () => {
    const { reports, onFailure } = reporting()
    const api = endware({ codecs: [broken], onFailure })
    const { status, headers, content } = await api.render({})
    expect([status, headers['content-type'], content]).toEqual([
      500,
      'text/plain; charset=utf-8',
      'Internal Server Error',
    ])
    expect(codes(reports)).toEqual(['encode-failed', 'last-resort'])
  })

  test('an envelope that throws is replaced by the default one', async () => {
    const { reports, onFailure } = reporting()
    const envelope = (): never => {
      throw new Error('a secret of the envelope')
    }
    const { status, content } = await endware({ envelope, onFailure }).render(notFound())
    expect(status).toBe(500)
    expect(JSON.parse(String(content))).toMatchObject(safe)
    expect(codes(reports)).toEqual(['envelope-failed'])
  })

  test('an onFailure that throws or rejects changes nothing', async () => {
    for (const onFailure of [
      () => Promise.reject(new Error('no disk')),
      () => {
        throw new Error('no disk')
      },
    ]) {
      const { status } = await endware({ onFailure }).render(() => Promise.reject(new Error('boom')))
      expect(status).toBe(500)
    }
  })

  test('the default onFailure writes the record to standard error', async () => {
    const written = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const cause = new Error('boom')
    await endware().render(() => Promise.reject(cause), { url: '/a?token=x', method: 'POST', requestId: 'r1' })
    expect(written.mock.calls).toEqual([['POST "/a" answered 500: unexpected-error (request r1)', cause]])
    written.mockRestore()
  })
})

test('onFailure receives a full record of a 5xx, and none of a 4xx', async () => {
  const { reports, onFailure } = reporting()
  const api = endware({ onFailure })
  const cause = new Error('boom')
  await api.render(notFound(), { url: '/a' })
  await api.render(() => Promise.reject(cause), { url: '/a/b?token=x', method: 'PUT', requestId: 'r1' })
  expect(reports).toEqual([
    { code: 'unexpected-error', status: 500, cause, method: 'PUT', path: '/a/b', requestId: 'r1' },
  ])
})

describe('envelopes', () => {
  const error = notFound('no such thing').withHelp('look elsewhere').withProperty('tried', 3)
  const request = { url: '/things/7?full=1', requestId: 'r1' }
  const timestamp = expect.any(String)

  test('the default envelope has its members in the documented order', async () => {
    const { content } = await endware().render(error, request)
    const names = ['status', 'error', 'message', 'help', 'path', 'query', 'timestamp', 'requestId', 'additional']
    expect(Object.keys(JSON.parse(String(content)))).toEqual(names)
    expect(JSON.parse(String(content))).toEqual({
      status: 404,
      error: 'Not Found',
      message: 'no such thing',
      help: 'look elsewhere',
      path: '/things/7',
      query: 'full=1',
      timestamp,
      requestId: 'r1',
      additional: { tried: 3 },
    })
  })

  test('problemEnvelope makes every failure a problem of RFC 9457', async () => {
    const api = endware({ envelope: problemEnvelope })
    const { headers, content } = await api.render(error, request)
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(JSON.parse(String(content))).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'no such thing',
      instance: '/things/7',
      help: 'look elsewhere',
      timestamp,
      requestId: 'r1',
      tried: 3,
    })
    const inXml = await api.render(error, { ...request, accept: 'application/xml' })
    expect(inXml.headers['content-type']).toBe('application/problem+xml; charset=utf-8')
    expect(await xmlRoot(String(inXml.content))).toEqual({ name: 'problem', namespace: 'urn:ietf:rfc:7807' })
  })

  test('problemEnvelope completes a problem, and keeps the members that the problem has', async () => {
    const api = endware({ envelope: problemEnvelope })
    const bare = problem({ status: 409, type: '/problems/closed', left: 2 })
    expect(JSON.parse(String((await api.render(bare, request)).content))).toEqual({
      type: '/problems/closed',
      title: 'Conflict',
      status: 409,
      instance: '/things/7',
      left: 2,
      timestamp,
      requestId: 'r1',
    })
    const own = { instance: '/incidents/1', timestamp: 'noon', requestId: 'mine' }
    const whole = await api.render(problem({ status: 409, ...own }), request)
    expect(JSON.parse(String(whole.content))).toMatchObject(own)
  })

  test('the default envelope leaves a problem as it is', async () => {
    const { content } = await endware().render(problem({ status: 409, left: 2 }), request)
    expect(JSON.parse(String(content))).toEqual({ type: 'about:blank', title: 'Conflict', status: 409, left: 2 })
  })

  test('a 500 that stands in for another answer is a problem under problemEnvelope', async () => {
    const { onFailure } = reporting()
    const { headers, content } = await endware({ codecs: [brittle], envelope: problemEnvelope, onFailure }).render({})
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(JSON.parse(String(content))).toMatchObject({ type: 'about:blank', status: 500 })
  })

  test.each([
    ['text/json', 'application/problem+json', '{\n  "type": "about:blank",'],
    ['text/xml', 'application/problem+xml', '\n  <type>about:blank</type>'],
  ])('a problem for Accept: %s is indented for people', async (accept, type, start) => {
    const { headers, content } = await endware({ envelope: problemEnvelope }).render(error, { ...request, accept })
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`)
    expect(content).toContain(start)
  })

  test('an envelope function may return any value', async () => {
    const envelope = ({ code, message }: { code: string; message: string | undefined }): unknown => ({
      fault: { code, message },
    })
    const { content } = await endware({ envelope }).render(error)
    expect(JSON.parse(String(content))).toEqual({ fault: { code: 'not-found', message: 'no such thing' } })
  })

  test('an envelope function gets no credentials, whatever authenticates', async () => {
    const key = securityScheme.apiKey({ in: 'header', name: 'X-Key', verify: () => undefined })
    const api = endware({ envelope: ({ headers }) => ({ headers }), security: { key } })
    const headers = {
      'accept-language': 'de',
      authorization: 'a-secret',
      'proxy-authorization': 'a-secret',
      cookie: 'id=a-secret',
      'x-key': 'a-secret',
    }
    const { content } = await api.render(error, { headers })
    expect(JSON.parse(String(content))).toEqual({ headers: { 'accept-language': 'de' } })
    async function* failing() {
      yield 1
      throw error
    }
    const stream = await api.render(failing, { accept: 'application/x-ndjson', headers })
    expect(String(stream.content)).not.toContain('a-secret')
  })

  test('an envelope function may extend the default envelope', async () => {
    const envelope: typeof defaultEnvelope = (info) => ({
      ...(defaultEnvelope({ ...info, query: undefined }) as object),
    })
    const { content } = await endware({ envelope }).render(error, request)
    expect(JSON.parse(String(content))).not.toHaveProperty('query')
  })
})

describe('the format of a failure', () => {
  const rows: readonly (readonly [accept: string | undefined, type: string])[] = [
    [undefined, 'application/json'],
    ['application/xml', 'application/xml'],
    ['text/xml', 'text/xml'],
    ['application/problem+xml', 'application/xml'],
    ['application/problem+json', 'application/json'],
    ['text/csv', 'application/json'],
    ['text/csv, application/problem+xml;q=0.1', 'application/xml'],
    ['nonsense', 'application/json'],
  ]
  test.each(rows)('is the best by Accept: %s -> %s', async (accept, type) => {
    const { headers } = await endware().render(notFound(), accept === undefined ? {} : { accept })
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`)
  })

  test('is that of the first codec when Accept allows none', async () => {
    const { headers } = await endware({ codecs: [xml(), json()] }).render(notFound(), { accept: 'text/csv' })
    expect(headers['content-type']).toBe('application/xml; charset=utf-8')
  })
})
