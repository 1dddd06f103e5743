import type { RequestListener, ServerResponse } from 'node:http'
import { endware, notFound, ok } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import express from 'express'
import { deferred } from '../../support/deferred.js'
import { type Serving, serve } from '../../support/serve.js'

let serving: Serving | undefined
afterEach(() => serving?.close())

const api = endware({ onFailure: () => {} })

async function* numbers() {
  yield 1
  yield 2
}

/** The moments at which request loggers read an answer. */
const moments = ['finish', 'close'] as const

test('a test double of a response needs no listeners', async () => {
  const written = await new Promise((resolve) => {
    const response = { getHeader: () => undefined, writeHead: () => undefined, end: resolve }
    const request = { method: 'GET', url: '/', headers: {}, complete: true }
    api.endpoint(() => ({ a: 1 }))(request as never, response as never)
  })
  expect(written).toBe('{"a":1}')
})

/** Hosts that set no header field. Node then does not keep the fields that `writeHead` gets. */
const hosts: Readonly<Record<string, (logged: RequestListener, endpoint: RequestListener) => RequestListener>> = {
  'node:http': (logged, endpoint) => (request, response) => {
    logged(request, response)
    endpoint(request, response)
  },
  Express: (logged, endpoint) =>
    express()
      .disable('x-powered-by')
      .use((request, response, next) => {
        logged(request, response)
        next()
      })
      .use((request, response) => endpoint(request, response)),
}

describe.each(Object.keys(hosts))('a request logger on %s', (host) => {
  describe.each(moments)('that reads the answer when it emits %s', (moment) => {
    test.each([
      [
        'a value',
        () => ok({ a: 1 }).withHeader('X-Own', 'mine'),
        { 'content-length': 7, vary: 'Accept', 'x-own': 'mine' },
      ],
      ['a failure', () => notFound(), { 'content-type': 'application/json; charset=utf-8', vary: 'Accept' }],
      ['a stream', numbers, { 'content-type': 'application/json; charset=utf-8', vary: 'Accept' }],
      ['nothing', () => undefined, { 'x-content-type-options': 'nosniff', vary: 'Accept' }],
    ])('sees the header fields of %s', async (_what, outcome, expected) => {
      const seen = deferred<ReturnType<ServerResponse['getHeaders']>>()
      const look: RequestListener = (_request, response) => {
        response.on(moment, () => seen.resolve({ ...response.getHeaders() }))
      }
      serving = await serve(hosts[host]?.(look, api.endpoint(outcome)) ?? look)
      const { headers } = await fetch(serving.url)
      const fields = await seen.promise
      expect(fields).toMatchObject(expected)
      for (const [name, value] of Object.entries(fields)) expect(headers.get(name)).toBe(String(value))
    })
  })
})
