import {
  type Codec,
  csv,
  type EndwareOptions,
  endware,
  eventStream,
  html,
  json,
  ok,
  serverSentEvent,
  xml,
} from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'

const odd: Codec = { name: 'odd', mediaTypes: ['application/odd'], encode: () => 'odd' }

describe('a wrong option stops the application when it starts', () => {
  const rows: readonly (readonly [name: string, options: unknown, message: RegExp])[] = [
    ['an unknown option', { codec: [] }, /no option 'codec'.*codecs/],
    ['no codec at all', { codecs: [] }, /no codec can write/],
    ['a codec that does nothing', { codecs: [{ name: 'x', mediaTypes: ['a/b'] }] }, /a codec must have/],
    ['a codec without a media type', { codecs: [{ ...odd, mediaTypes: [] }] }, /must have a media type/],
    ['a codec with a media type that is none', { codecs: [{ ...odd, mediaTypes: ['odd'] }] }, /'odd'/],
    ['a codec with parameters', { codecs: [{ ...odd, mediaTypes: ['a/b;c=d'] }] }, /'a\/b;c=d'/],
    [
      'two codecs of one name',
      { codecs: [odd, { ...odd, mediaTypes: ['a/b'] }] },
      /two codecs have the name or media type 'odd'/,
    ],
    [
      'two codecs for one media type',
      { codecs: [odd, { ...odd, name: 'other' }] },
      /two codecs have the name or media type 'application\/odd'/,
    ],
    ['limits that are null', { limits: null }, /^the option limits must be an object of names and values; got null$/],
    ['an unknown limit', { limits: { bodySize: 1 } }, /no limit 'bodySize'.*bodyBytes/],
    ['a limit that is NaN', { limits: { bodyBytes: Number.NaN } }, /bodyBytes must be a positive integer/],
    ['a limit that is text', { limits: { bodyBytes: '1mb' } }, /bodyBytes must be a positive integer/],
    ['a limit of nothing', { limits: { bodyDepth: 0 } }, /bodyDepth must be a positive integer/],
    ['a timeout that is none', { timeout: -1 }, /timeout must be a whole number of milliseconds/],
    ['a timeout of nothing', { timeout: 0 }, /timeout must be a whole number of milliseconds/],
    ['a timeout of half a millisecond', { timeout: 0.5 }, /timeout must be a whole number of milliseconds/],
    ['a timeout beyond timers', { timeout: 2 ** 31 }, /timeout must be a whole number of milliseconds/],
    ['an envelope that is no function', { envelope: {} }, /envelope must be a function/],
    ['a mapError that is no function', { mapError: {} }, /mapError must be a function/],
    ['messages that are no function', { messages: { missing: 'fehlt' } }, /messages must be a function/],
    [
      'a validation that there is not',
      { validation: 'requests' },
      /validation must be 'off' or 'responses'; got requests/,
    ],
    [
      'a formatParameter without a name',
      { formatParameter: '' },
      /formatParameter must be the name of a query parameter/,
    ],
    ['a formatParameter that is no text', { formatParameter: true }, /formatParameter must be the name of a query/],
    ['a security that is undefined', { security: undefined }, /security/],
    ['a hook that is no function', { onFailure: 'log' }, /onFailure must be a function/],
  ]
  test.each(rows)('%s', (_name, options, message) => {
    expect(() => endware(options as never)).toThrow(TypeError)
    expect(() => endware(options as never)).toThrow(message)
  })
})

test('the smallest value of every option is taken', () => {
  const options: EndwareOptions = {
    ...{ codecs: [odd, json()], envelope: () => undefined, mapError: () => undefined, onFailure: () => {} },
    ...{ messages: () => undefined, limits: {}, timeout: 1, validation: 'off', formatParameter: 'f', security: {} },
  }
  expect(() => endware(options)).not.toThrow()
  expect(() => endware({ validation: 'responses' })).not.toThrow()
})

describe('a mistyped option stops the application', () => {
  const rows: readonly (readonly [
    name: string,
    make: (options: never) => unknown,
    options: unknown,
    message: RegExp,
  ])[] = [
    ['endware', endware, null, /^endware\(\) takes an object of options: codecs, envelope/],
    ['endware', endware, [json()], /^endware\(\) takes an object of options/],
    ['json', json, { indnt: 2 }, /^json\(\) has no option 'indnt'; its options are indent, name, mediaTypes$/],
    ['json', json, 2, /^json\(\) takes an object of options/],
    ['xml', xml, { root: 'x' }, /^xml\(\) has no option 'root'/],
    [
      'csv',
      csv,
      { guardFormula: true },
      /^csv\(\) has no option 'guardFormula'; its options are guardFormulas, delimiter, byteOrderMark$/,
    ],
    ['csv', csv, { guardFormulas: 'no' }, /^csv: guardFormulas must be true or false$/],
    ['eventStream', eventStream, { keepalive: 1 }, /^eventStream\(\) has no option 'keepalive'/],
    ['html', html, { servce: 'Shop' }, /^html\(\) has no option 'servce'/],
  ]
  test.each(rows)('%s %#', (_name, make, options, message) => {
    expect(() => make(options as never)).toThrow(TypeError)
    expect(() => make(options as never)).toThrow(message)
  })

  test('a mistyped option of a cookie or an event is refused', () => {
    expect(() => ok().withCookie('a', 'b', { maxage: 5 } as never)).toThrow(/^withCookie\(\) has no option 'maxage'/)
    expect(() => serverSentEvent(1, { ID: 5 } as never)).toThrow(/^serverSentEvent\(\) has no option 'ID'/)
  })
})

describe('a wrong contract or endpoint stops the application when it starts', () => {
  const api = endware()
  const endpoint = (() => undefined) as never
  const rows: readonly (readonly [name: string, wire: () => unknown, message: RegExp])[] = [
    ['an unknown member', () => api.endpoint({ bdy: z.string() } as never, endpoint), /no member 'bdy'.*body/],
    [
      'a schema that is none',
      () => api.endpoint({ body: { type: 'object' } } as never, endpoint),
      /body is no Standard Schema/,
    ],
    ['no endpoint', () => api.endpoint({}, undefined as never), /an endpoint is/],
    ['an object without handle', () => api.endpoint({ run: endpoint } as never), /an endpoint is/],
    ['a route with a pattern', () => api.routes(Router()).get(/x/ as never, endpoint), /the path a string/],
    [
      'a route whose contract is null',
      () => (api.routes(Router()).get as (path: string, ...handlers: unknown[]) => void)('/x', null, endpoint),
      /a route is added as get\(path, endpoint\)/,
    ],
    [
      'a route with middleware as Express has it',
      () => (api.routes(Router()).get as (path: string, ...handlers: unknown[]) => void)('/x', endpoint, endpoint),
      /middleware of a route is part of its contract: get\(path, \{ use: \[middleware\] \}, endpoint\)/,
    ],
    [
      'a route without an endpoint',
      () => (api.routes(Router()).get as (path: string, ...handlers: unknown[]) => void)('/x'),
      /a route is added as/,
    ],
  ]
  test.each(rows)('%s', (_name, wire, message) => {
    expect(wire).toThrow(TypeError)
    expect(wire).toThrow(message)
  })
})

test('an endpoint may be an object with a handle method', async () => {
  class Greeting {
    readonly #greeting = 'hello'
    handle(): string {
      return this.#greeting
    }
  }
  const api = endware({ codecs: [json()] })
  const routes = api.routes(Router())
  routes.get('/', new Greeting())
  const { serve } = await import('../support/serve.js')
  const serving = await serve(express().use(routes))
  expect(await (await fetch(serving.url)).json()).toBe('hello')
  await serving.close()
})
