import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import {
  endware,
  type NegotiationEvent,
  noContent,
  notFound,
  type OutcomeEvent,
  ok,
  type WriteEvent,
} from '@endware/restapi'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import express, { type Request, Router } from 'express'
import { channels } from '../../../restapi/src/outcomes/diagnostics.js'
import { type Serving, serve } from '../../support/serve.js'

const names = ['negotiation', 'outcome', 'write'] as const
const heard: { name: string; event: NegotiationEvent | OutcomeEvent | WriteEvent }[] = []
const listeners = names.map((name) => ({
  name: `@endware/restapi:${name}`,
  listener: (event: unknown) => heard.push({ name, event: event as OutcomeEvent }),
}))

const api = endware({ onFailure: () => {}, formatParameter: 'format' })
const routes = api.routes(Router())
routes.get('/value', () => ({ a: 'ä' }))
routes.get('/empty', () => noContent())
routes.get('/ready', () => ok().withContent('text', 'text/plain'))
routes.get('/version', () => ok({}).withVersion(1))
routes.get('/stream', async function* () {
  yield 1
})
routes.get('/error', () => notFound())
routes.get('/broken', () => {
  throw new Error('a secret')
})

let serving: Serving
beforeAll(async () => {
  for (const { name, listener } of listeners) subscribe(name, listener)
  const identify = (request: Request & { id?: string }, _response: unknown, next: () => void): void => {
    request.id = 'r1'
    next()
  }
  serving = await serve(express().use(identify).use(routes).use(api.fallback()))
})
afterEach(() => {
  heard.length = 0
})
afterAll(async () => {
  for (const { name, listener } of listeners) unsubscribe(name, listener)
  await serving.close()
})

const request = { method: 'GET', requestId: 'r1' }

describe('the diagnostics channels', () => {
  const rows: readonly (readonly [path: string, outcome: Partial<OutcomeEvent>, write: Partial<WriteEvent>])[] = [
    ['/value', { kind: 'value', status: 200 }, { status: 200, bytes: 10 }],
    ['/empty', { kind: 'empty', status: 204 }, { status: 204, bytes: 0 }],
    ['/ready', { kind: 'ready', status: 200 }, { status: 200, bytes: 4 }],
    ['/version', { kind: 'value', status: 200 }, { status: 304, bytes: 0 }],
    ['/stream', { kind: 'stream', status: 200 }, { status: 200, bytes: undefined }],
    [
      '/error',
      { kind: 'failure', status: 404, code: 'not-found' },
      { status: 404, bytes: expect.any(Number) as never },
    ],
    [
      '/broken',
      { kind: 'failure', status: 500, code: 'unexpected-error' },
      { status: 500, bytes: expect.any(Number) as never },
    ],
    [
      '/nowhere',
      { kind: 'failure', status: 404, code: 'path-not-found' },
      { status: 404, bytes: expect.any(Number) as never },
    ],
  ]
  test.each(rows)('publish three events in order, without the query, for %s', async (path, outcome, written) => {
    const writing = new Promise((resolve) => {
      const done = (event: unknown): void => {
        unsubscribe('@endware/restapi:write', done)
        resolve(event)
      }
      subscribe('@endware/restapi:write', done)
    })
    const response = await fetch(`${serving.url}${path}?token=secret`, {
      headers: { 'if-none-match': '"1;json"', connection: 'close' },
    })
    await response.arrayBuffer()
    await writing
    expect(heard.map(({ name }) => name)).toEqual(['negotiation', 'outcome', 'write'])
    const [, settled, wrote] = heard
    expect(settled?.event).toEqual({ ...request, path, code: undefined, ...outcome })
    expect(wrote?.event).toEqual({ ...request, path, ...written })
    expect(JSON.stringify(heard)).not.toContain('secret')
  })
})

describe('the negotiation event', () => {
  const offers = ['application/json', 'application/xml']
  const rows: readonly (readonly [query: string, accept: string, mediaType: string | undefined, reason: string])[] = [
    ['', '', 'application/json', 'no-accept'],
    ['', 'application/xml', 'application/xml', 'range'],
    ['', 'text/html, */*', 'application/json', 'browser'],
    ['', 'text/csv', undefined, 'none'],
    ['?format=xml', 'application/json', 'application/xml', 'query'],
    ['?format=csv', '*/*', undefined, 'query'],
  ]
  test.each(rows)(
    'has the choice and its reason: %s Accept: %j -> %s, %s',
    async (query, accept, mediaType, reason) => {
      await fetch(`${serving.url}/value${query}`, { headers: { accept } })
      expect(heard[0]).toEqual({
        name: 'negotiation',
        event: { ...request, path: '/value', accept, offers, mediaType, reason },
      })
    },
  )
})

test('the library publishes no event when no channel has a subscriber', async () => {
  for (const { name, listener } of listeners) unsubscribe(name, listener)
  const spies = names.map((name) => jest.spyOn(channels[name], 'publish'))
  await (await fetch(`${serving.url}/value`)).text()
  for (const spy of spies) expect(spy).not.toHaveBeenCalled()
  for (const spy of spies) spy.mockRestore()
  for (const { name, listener } of listeners) subscribe(name, listener)
})
