import { type Codec, endware, form, json, xml } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import express4 from 'express4'
import { z } from 'zod'

// A wiring fault throws when it is wired, and its message says what to write instead.

const api = endware()
const routes = (): ReturnType<typeof api.routes<Router>> => api.routes(Router())
// biome-ignore lint/suspicious/noExplicitAny: what the compiler refuses is what is tested
const anyway = (value: unknown): any => value
const one = /an endpoint takes one argument, .* and returns its answer\. A handler of \(request, response\)/
const last = /an endpoint is a function, or an object with a handle method, not .*; it comes last/
const form3 = /a route is added as get\(path, endpoint\) or get\(path, contract, endpoint\)/

test.each<[mistake: string, wire: () => unknown, advice: RegExp]>([
  ['fallback without a call', () => express().use(anyway(api.fallback)), /write app\.use\(api\.fallback\(\)\)/],
  [
    'fallback without a call, Express 4',
    () => express4().use(anyway(api.fallback)),
    /write app\.use\(api\.fallback\(\)\)/,
  ],
  ['fallback without a call, at a path', () => express().use('/a', anyway(api.fallback)), /write app\.use/],
  ['fallback called as a handler', () => anyway(api.fallback)({}, {}), /write app\.use\(api\.fallback\(\)\)/],
  [
    'a handler of Express as an endpoint',
    () =>
      routes().get(
        '/a',
        anyway((_req: unknown, _res: unknown) => 1),
      ),
    one,
  ],
  [
    'a handler with next',
    () =>
      routes().get(
        '/a',
        anyway((_q: unknown, _s: unknown, _n: unknown) => 1),
      ),
    one,
  ],
  [
    'a handler under a contract',
    () =>
      routes().post(
        '/a',
        {},
        anyway((_req: unknown, _res: unknown) => 1),
      ),
    one,
  ],
  ['a handler without a route', () => api.endpoint(anyway((_req: unknown, _res: unknown) => 1)), one],
  ['a handle of two parameters', () => api.endpoint(anyway({ handle: (_q: unknown, _s: unknown) => 1 })), one],
  ['what api.endpoint has made', () => routes().get('/a', anyway(api.endpoint(() => 1))), one],
  ['a router as an endpoint', () => routes().get('/a', anyway(Router())), one],
  ['an end-ware as an endpoint', () => api.endpoint(anyway(endware())), last],
  [
    'a contract second',
    () =>
      api.endpoint(
        anyway(() => 1),
        anyway({ responses: { 200: z.int() } }),
      ),
    last,
  ],
  [
    'a contract second, on a route',
    () =>
      routes().get(
        '/a',
        anyway(() => 1),
        anyway({ summary: 'a' }),
      ),
    form3,
  ],
  ['no endpoint', () => anyway(routes()).get('/a'), form3],
  ['three arguments after the path', () => anyway(routes()).get('/a', {}, {}, () => 1), form3],
  ['a path that is a regular expression', () => anyway(routes()).get(/a/, () => 1), form3],
  ['an endpoint that is undefined', () => routes().get('/a', anyway(undefined)), last],
  ['an endpoint that has been called', () => routes().get('/a', anyway((async () => 1)())), last],
  [
    'a router that was not called',
    () => api.routes(anyway(Router)),
    /api\.routes\(\) takes a router, such as Router\(\)/,
  ],
  ['an application as a router', () => api.routes(express()), /api\.routes\(\) takes a router, such as Router\(\)/],
  ['a format that only reads', () => routes().get('/a', { codecs: [json(), form()] }, () => 1), /'form' only reads/],
  [
    'a format that was not called',
    () => endware({ codecs: anyway([json, xml]) }),
    /write codecs: \[json\(\), xml\(\)\]/,
  ],
  [
    'a format of a contract that was not called',
    () => routes().get('/a', { codecs: anyway([json]) }, () => 1),
    /write codecs: \[json\(\)/,
  ],
  ['no format that writes', () => endware({ codecs: [form()] }), /no codec can write/],
  [
    'problems that are no list',
    () => api.endpoint(anyway({ problems: {} }), () => 1),
    /the contract's problems is an array/,
  ],
  ['a body type that is no list', () => api.endpoint(anyway({ consumes: 'a/b' }), () => 1), /consumes is an array/],
])('%s', (_mistake, wire, advice) => {
  expect(wire).toThrow(TypeError)
  expect(wire).toThrow(advice)
})

test.each<[name: string, endpoint: () => unknown]>([
  ['of no parameter', () => api.endpoint(() => 1)],
  ['with a default', () => api.endpoint(({ params } = anyway({})) => params)],
  ['of a rest parameter', () => api.endpoint((...all: readonly unknown[]) => all.length)],
  [
    'an object of a class',
    () =>
      api.endpoint(
        new (class {
          handle(): number {
            return 1
          }
        })(),
      ),
  ],
])('an endpoint %s is none of these mistakes', (_name, endpoint) => {
  expect(endpoint).not.toThrow()
})

test('a codec that only reads is welcome among those of the end-ware', () => {
  const reader: Codec = form()
  expect(() => endware({ codecs: [json(), reader] })).not.toThrow()
})

describe('a security scheme that the document does not have', () => {
  const info = { title: 'A', version: '1' }
  const secured = routes()
  secured.get('/a', { operationId: 'a', security: [{ bearer: ['read'] }] }, () => 1)
  const bearer = { type: 'http', scheme: 'bearer' }

  test('is named with its operation', () => {
    expect(() => openapi(secured, { info })).toThrow(
      new TypeError(
        "the contract of GET /a names the security scheme 'bearer'; openapi() has none; add it: { securitySchemes: { bearer: … } }",
      ),
    )
    expect(() => openapi(secured, { info, securitySchemes: { Bearer: bearer } })).toThrow(/openapi\(\) has Bearer;/)
    expect(() => openapi(secured, { info, securitySchemes: { bearer } })).not.toThrow()
  })

  test('is named where it is the default', () => {
    expect(() => openapi(routes(), { info, security: [{ key: [] }] })).toThrow(/openapi\(\)'s security names .* 'key'/)
    expect(() => openapi(routes(), { info, security: [{}] })).not.toThrow()
  })
})
