import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import {
  type Codec,
  createServer,
  type EndpointInput,
  type EndwareOptions,
  endware,
  type FailureCode,
  failureCodes,
  httpError,
  json,
  type OutcomeEvent,
  provide,
  securityScheme,
} from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { RawClient } from '../../support/raw-client.js'
import { serve } from '../../support/serve.js'

const heard: { readonly code: string; readonly status: number }[] = []
const onOutcome = (event: unknown): void => {
  const { kind, code = '', status } = event as OutcomeEvent
  if (kind === 'failure') heard.push({ code, status })
}
beforeAll(() => subscribe('@endware/restapi:outcome', onOutcome))
afterAll(() => void unsubscribe('@endware/restapi:outcome', onOutcome))

interface Provocation {
  readonly options?: EndwareOptions
  readonly use?: RequestHandler
  readonly contract?: object
  readonly outcome?: unknown
  readonly thrown?: unknown
  readonly request?: string
}

const get = (path: string, ...fields: readonly string[]): string =>
  `GET ${path} HTTP/1.1\r\n${['Host: x', 'Connection: close', ...fields].join('\r\n')}\r\n\r\n`
const post = (body: string, ...fields: readonly string[]): string =>
  `POST / HTTP/1.1\r\n${['Host: x', 'Connection: close', `Content-Length: ${body.length}`, ...fields].join('\r\n')}\r\n\r\n${body}`
const jsonType = 'Content-Type: application/json'
const body = { body: z.object({ a: z.string() }) }
const brokenFor = (...kinds: readonly string[]): Codec => ({
  ...json(),
  encode(value, { kind }) {
    if (kinds.includes(kind)) throw new Error('a secret')
    return JSON.stringify(value)
  },
})
async function* failing(): AsyncGenerator<number> {
  yield 1
  throw new Error('a secret')
}
const secret = new Error('a secret')
const bearer = securityScheme.bearer({ verify: (token) => (token === 'good' ? { scopes: [] } : undefined) })
const secured = { options: { security: { bearer } }, contract: { security: { bearer: ['a'] } } }

/** The requests and options that provoke each failure of the library. */
const provocations: Readonly<Record<FailureCode, Provocation>> = {
  'malformed-query': { request: get('/?a=%ff') },
  'missing-content-type': { contract: body, request: post('{}').replace('POST', 'QUERY') },
  'malformed-content': { contract: body, request: post('{', jsonType) },
  'request-aborted': {
    contract: body,
    request: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  },
  'invalid-request': { contract: body, request: post('{}', jsonType) },
  'malformed-credentials': { ...secured, request: get('/', 'Authorization: Bearer a secret') },
  'credentials-required': secured,
  'invalid-credentials': { ...secured, request: get('/', 'Authorization: Bearer secret') },
  'insufficient-scope': { ...secured, request: get('/', 'Authorization: Bearer good') },
  'path-not-found': { request: get('/nowhere') },
  'method-not-allowed': { request: 'DELETE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' },
  'not-acceptable': { request: get('/', 'Accept: text/csv') },
  'request-timeout': {
    options: { timeout: 10 },
    contract: body,
    request: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{',
  },
  'precondition-failed': {
    outcome: ({ precondition }: EndpointInput) => precondition.check(7),
    request: get('/', 'If-Match: "x"'),
  },
  'content-too-large': { options: { limits: { bodyBytes: 3 } }, contract: body, request: post('{"a":1}', jsonType) },
  'unsupported-media-type': { contract: body, request: post('{}', 'Content-Type: text/csv') },
  'unsupported-charset': { contract: body, request: post('{}', `${jsonType}; charset=latin1`) },
  'unsupported-content-coding': { contract: body, request: post('{}', jsonType, 'Content-Encoding: zstd') },
  'precondition-required': { contract: { requireIfMatch: true } },
  'request-refused': {
    use: (_request, _response, next) => next(Object.assign(new Error('no'), { status: 429, expose: true })),
  },
  'refused-by-server': { request: 'GET / HTTP/2.0\r\n\r\n' },
  'unexpected-error': { thrown: secret },
  'unexpected-throw': { thrown: 'a secret' },
  'invalid-status': { outcome: 1000 },
  'invalid-response': {
    options: { validation: 'responses' },
    contract: { responses: { 200: z.string() } },
    outcome: { a: 1 },
  },
  'invalid-context': { contract: { use: [provide(() => new Date())] } },
  'encode-failed': { options: { codecs: [brokenFor('value')] } },
  'envelope-failed': {
    thrown: httpError(404),
    options: {
      envelope() {
        throw secret
      },
    },
  },
  'map-error-failed': {
    thrown: secret,
    options: {
      mapError() {
        throw secret
      },
    },
  },
  'messages-failed': {
    options: {
      messages() {
        throw secret
      },
    },
    contract: body,
    request: post('{}', jsonType),
  },
  'last-resort': { options: { codecs: [brokenFor('value', 'error')] } },
  'write-failed': { outcome: Object.create(httpError(404), { fields: { value: [{ name: 'x', value: '\r\n' }] } }) },
  timeout: { options: { timeout: 10 }, outcome: new Promise(() => {}) },
  'stream-failed': { outcome: failing },
  'late-error': {
    use: (_request, response, next) => {
      response.write('half', () => next(secret))
    },
  },
  'already-answered': {
    use: (_request, response, next) => {
      response.json('done')
      next()
    },
  },
}

async function provoke({
  options,
  use,
  contract = {},
  outcome,
  thrown,
  request = get('/'),
}: Provocation): Promise<string> {
  const api = endware({ onFailure: ({ code, status }) => heard.push({ code, status }), ...options })
  const routes = api.routes(Router())
  const endpoint = (input: EndpointInput): unknown => {
    if (thrown !== undefined) throw thrown
    return typeof outcome === 'function' ? outcome(input) : (outcome ?? { a: 1 })
  }
  routes.get('/', contract, endpoint)
  routes.post('/', contract, endpoint)
  routes.query('/', { ...body, ...contract }, endpoint)
  const serving = await serve(
    express()
      .use(use ?? ((_request, _response, next) => next()))
      .use(routes)
      .use(api.fallback()),
    createServer,
  )
  const client = await RawClient.connect(serving.port)
  client.send(request)
  if (request.includes('Content-Length: 9')) client.end()
  const answer = await client.toTheEnd()
  await serving.close()
  return answer
}

describe('failureCodes', () => {
  test.each(Object.entries(failureCodes))(
    'lists %s with the status that a provoked failure has',
    async (code, { status }) => {
      heard.length = 0
      const answer = await provoke(provocations[code as FailureCode])
      expect(heard.map((each) => each.code)).toContain(code)
      if (status !== undefined) {
        expect(heard.find((each) => each.code === code)?.status).toBe(status)
        if (answer !== '') expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      }
      expect(answer).not.toContain('secret')
      // No provocation leads to a code outside the list, except the codes of the application's own errors.
      expect(heard.map((each) => each.code).filter((each) => !(each in failureCodes) && each !== 'not-found')).toEqual(
        [],
      )
    },
  )
})

test('the meanings are sentences and differ from each other', () => {
  const meanings = Object.values(failureCodes).map(({ meaning }) => meaning)
  expect(new Set(meanings).size).toBe(meanings.length)
  for (const meaning of meanings) expect(meaning).toMatch(/^[a-zA-Z][^|\n]{10,}[^.]$/)
})
