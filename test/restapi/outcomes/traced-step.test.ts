import { AsyncLocalStorage } from 'node:async_hooks'
import { tracingChannel } from 'node:diagnostics_channel'
import { endware, notFound, ok, type StepEvent } from '@endware/restapi'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { type Serving, serve } from '../../support/serve.js'

const names = ['negotiate', 'endpoint', 'encode'] as const
const store = new AsyncLocalStorage<StepEvent>()

/** The events heard, as `step:event`, and the message of each step. */
const heard: string[] = []
const events = new Map<string, StepEvent>()

function subscribersOf(step: string) {
  const hear = (name: string) => (event: unknown) => {
    heard.push(`${step}:${name}`)
    events.set(step, event as StepEvent)
  }
  return {
    start: hear('start'),
    end: hear('end'),
    asyncStart: hear('asyncStart'),
    asyncEnd: hear('asyncEnd'),
    error: hear('error'),
  }
}
const subscriptions = names.map((name) => ({
  channel: tracingChannel<unknown, StepEvent>(`@endware/restapi:${name}`),
  subscribers: subscribersOf(name),
}))

/** A query that runs at each call of `then`, as those of knex do. */
class LazyQuery {
  static runs = 0
  // biome-ignore lint/suspicious/noThenProperty: it is a thenable on purpose
  then(resolve: (rows: unknown) => void): void {
    LazyQuery.runs += 1
    resolve({ rows: LazyQuery.runs })
  }
}

const api = endware({ onFailure: () => {} })
const routes = api.routes(Router())
routes.get('/value', () => ({ a: 1 }))
routes.get('/promise', async () => {
  await null
  return { of: store.getStore()?.path }
})
routes.get('/query', () => new LazyQuery())
routes.get('/error', () => {
  throw notFound('no such lamp')
})
routes.get('/rejection', async () => {
  throw new TypeError('a fault')
})
routes.get('/circular', () => {
  const value: { self?: unknown } = {}
  value.self = value
  return value
})
routes.get('/ready', () => ok().withContent('text', 'text/plain'))

let serving: Serving
beforeAll(async () => {
  serving = await serve(express().use(routes).use(api.fallback()))
})
function subscribeAll(): void {
  for (const { channel, subscribers } of subscriptions) channel.subscribe(subscribers)
  subscriptions[1]?.channel.start.bindStore(store)
}
function unsubscribeAll(): void {
  for (const { channel, subscribers } of subscriptions) channel.unsubscribe(subscribers)
  subscriptions[1]?.channel.start.unbindStore(store)
}
afterEach(() => {
  heard.length = 0
  events.clear()
})
afterAll(() => serving.close())

const whole = (step: string) => [`${step}:start`, `${step}:end`]
const failing = (step: string) => [`${step}:start`, `${step}:error`, `${step}:end`]
const settling = [...whole('endpoint'), 'endpoint:asyncStart', 'endpoint:asyncEnd']

describe('the tracing channels', () => {
  beforeAll(subscribeAll)
  afterAll(unsubscribeAll)

  test.each<readonly [path: string, ...heard: string[]]>([
    ['/value', ...whole('negotiate'), ...whole('endpoint'), ...whole('encode')],
    ['/promise', ...whole('negotiate'), ...settling, ...whole('encode')],
    ['/query', ...whole('negotiate'), ...settling, ...whole('encode')],
    ['/ready', ...whole('negotiate'), ...whole('endpoint')],
    ['/error', ...whole('negotiate'), ...failing('endpoint'), ...whole('encode')],
    [
      '/rejection',
      ...whole('negotiate'),
      ...whole('endpoint'),
      'endpoint:error',
      'endpoint:asyncStart',
      'endpoint:asyncEnd',
      ...whole('encode'),
    ],
    ['/circular', ...whole('negotiate'), ...whole('endpoint'), ...failing('encode'), ...whole('encode')],
    ['/nowhere', ...whole('negotiate'), ...whole('encode')],
  ])('publish the events of each step in order for %s', async (path, ...expected) => {
    await (await fetch(`${serving.url}${path}?token=secret`)).text()
    expect(heard).toEqual(expected)
    for (const event of events.values()) expect(event).toMatchObject({ method: 'GET', path, requestId: undefined })
  })

  test('publish the media type, the outcome and the content as results', async () => {
    await (await fetch(`${serving.url}/value`)).text()
    expect(events.get('negotiate')?.result).toBe('application/json')
    expect(events.get('endpoint')?.result).toEqual({ a: 1 })
    expect(events.get('encode')?.result).toBe('{"a":1}')
  })

  test('publish no media type for a 406, and what an endpoint has thrown as its error', async () => {
    await (await fetch(`${serving.url}/value`, { headers: { accept: 'text/csv' } })).text()
    expect(events.get('negotiate')).toHaveProperty('result', undefined)
    expect(events.has('endpoint')).toBe(false)
    await (await fetch(`${serving.url}/rejection`)).text()
    expect(events.get('endpoint')).toMatchObject({ error: new TypeError('a fault') })
    expect(events.get('endpoint')).not.toHaveProperty('result')
  })

  test('run an endpoint and its continuations in the store bound to its start', async () => {
    expect(await (await fetch(`${serving.url}/promise`)).json()).toEqual({ of: '/promise' })
  })
})

test('a lazy query that an endpoint returns runs once, with and without subscribers', async () => {
  LazyQuery.runs = 0
  subscribeAll()
  expect(await (await fetch(`${serving.url}/query`)).json()).toEqual({ rows: 1 })
  unsubscribeAll()
  expect(await (await fetch(`${serving.url}/query`)).json()).toEqual({ rows: 2 })
})

test('no store is bound and no event is made when nobody listens', async () => {
  expect(await (await fetch(`${serving.url}/promise`)).json()).toEqual({})
  expect([heard, [...events]]).toEqual([[], []])
})
