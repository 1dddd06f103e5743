import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import {
  type Contract,
  type EndpointInput,
  type Endware,
  type Handler,
  type HttpRequest,
  type Middleware,
  type Next,
  notFound,
  ok,
  provide,
} from '@endware/restapi'
import connect from 'connect'
import express from 'express'
import untypedExpress4 from 'express4'
import createError from 'http-errors'

/** The hosts of endpoints. */
export interface Host {
  readonly name: string
  /** Reports whether the router takes routes with parameters, and so 405, OPTIONS and HEAD of `api.routes`. */
  readonly routed: boolean
  /** An application with the endpoints and the middleware of this file under `/v1`. */
  readonly application: (api: Endware) => RequestListener
}

const anything = { '~standard': { version: 1, vendor: 'none', validate: (value: unknown) => ({ value }) } } as const

interface Row {
  readonly verb: 'get' | 'post' | 'query'
  readonly path: string
  readonly contract: Contract & { readonly body?: typeof anything }
  readonly endpoint: (input: EndpointInput) => unknown
}
const missing = () => notFound('no such thing').withHeader('Retry-After', 5)
const caller = provide(async ({ headers: { from } }) => (from === undefined ? missing() : { caller: from }))
const endpoints: readonly Row[] = [
  { verb: 'get', path: '/value', contract: {}, endpoint: () => ({ hello: 'world' }) },
  { verb: 'get', path: '/nothing', contract: {}, endpoint: () => undefined },
  { verb: 'get', path: '/field', contract: {}, endpoint: () => ok({ a: 'value' }).withHeader('X-Thing', 'yes') },
  { verb: 'get', path: '/query', contract: {}, endpoint: ({ query }) => query },
  { verb: 'get', path: '/provided', contract: { use: [caller] }, endpoint: ({ context }) => context },
  { verb: 'get', path: '/returned', contract: {}, endpoint: missing },
  {
    verb: 'get',
    path: '/thrown',
    contract: {},
    endpoint: () => {
      throw missing()
    },
  },
  { verb: 'get', path: '/rejected', contract: {}, endpoint: () => Promise.reject(new Error('a secret')) },
  { verb: 'post', path: '/echo', contract: { body: anything }, endpoint: ({ body }) => ({ got: body ?? 'nothing' }) },
  { verb: 'post', path: '/parsed', contract: { body: anything }, endpoint: ({ body }) => ({ got: body ?? 'nothing' }) },
  { verb: 'query', path: '/find', contract: { body: anything }, endpoint: ({ body }) => ({ found: body }) },
  { verb: 'get', path: '/ended', contract: {}, endpoint: () => calls.push('after the end') },
]

/** The requests that reached the endpoint behind a response that had ended. */
export const calls: string[] = []

/** Middleware that fails, or answers by itself. */
const troubles: readonly (readonly [path: string, run: Middleware])[] = [
  [
    '/broken',
    () => {
      throw new Error('a secret')
    },
  ],
  ['/refused', (_request, _response, next) => next(createError(429, 'slow down'))],
  ['/unavailable', (_request, _response, next) => next(createError(503, 'a secret'))],
  [
    '/ended',
    (_request, response, next) => {
      response.end('by hand')
      next()
    },
  ],
]

/** Express 4 under the types of Express 5: they differ, but not in the behaviour that this file uses. */
const express4: typeof express = untypedExpress4 as never

/** Returns all endpoints as routes of a router within a router, and further routes with parameters. */
function routes(api: Endware, { Router, json }: typeof express): express.Router {
  const own = api.routes(Router())
  own.use('/parsed', json())
  for (const [path, trouble] of troubles) own.use(path, trouble)
  for (const { verb, path, contract, endpoint } of endpoints) {
    if (verb === 'query') own.query(path, { body: anything, ...contract }, endpoint)
    else own[verb](path, contract, endpoint)
  }
  const nested = api.routes(Router())
  nested.get('/things/:id', ({ params }) => ({ thing: params.id }))
  nested.delete('/things/:id', () => undefined)
  return Router().use('/v1', Router().use(own).use('/shop', nested))
}

/** Returns a function that finds the handler of a request in a table, for hosts without a router. */
function byHand(api: Endware): (request: IncomingMessage) => Handler | undefined {
  const table = new Map(
    endpoints.map(({ verb, path, contract, endpoint }) => [
      `${verb.toUpperCase()} /v1${path}`,
      api.endpoint(contract, endpoint),
    ]),
  )
  return ({ method, url = '' }) => table.get(`${method === 'HEAD' ? 'GET' : method} ${url.split('?')[0]}`)
}

export const hosts: readonly Host[] = [
  {
    name: 'Express 5',
    routed: true,
    application: (api) =>
      express()
        .use(express().use(routes(api, express)))
        .use(api.fallback()),
  },
  {
    name: 'Express 4',
    routed: true,
    application: (api) =>
      express4()
        .use(express4().use(routes(api, express4)))
        .use(api.fallback()),
  },
  {
    name: "Express's router by itself",
    routed: true,
    application(api) {
      const router = express.Router().use(routes(api, express)).use(api.fallback())
      return (request, response) => router(request as express.Request, response as express.Response, neverCalled)
    },
  },
  {
    name: 'Connect',
    routed: false,
    application(api) {
      const find = byHand(api)
      const [unanswered, failed] = api.fallback()
      const app = connect()
      for (const [path, trouble] of troubles) app.use(`/v1${path}`, trouble)
      app.use('/v1/parsed', express.json() as connect.NextHandleFunction)
      app.use((request, response, next) => {
        const handler = find(request)
        return handler === undefined ? next() : handler(request, response)
      })
      return app.use(unanswered).use(failed)
    },
  },
  {
    name: 'plain node:http',
    routed: false,
    application(api) {
      const find = byHand(api)
      const [unanswered, failed] = api.fallback()
      return (request: HttpRequest, response: ServerResponse) => {
        const handler = find(request) ?? unanswered
        const trouble = troubles.find(([path]) => request.url === `/v1${path}`)?.[1]
        const next: Next = (error) =>
          error === undefined ? handler(request, response) : failed(error, request, response)
        try {
          trouble === undefined ? next() : trouble(request, response, next)
        } catch (error) {
          failed(error, request, response)
        }
      }
    },
  },
]

function neverCalled(): never {
  throw new Error('the end of the chain called next')
}
