import { type Codec, csv, endware, form, json, ndjson, notFound, problem, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

/** A binary format: one octet for the number of characters, then one octet for each character. */
const counted: Codec = {
  name: 'counted',
  mediaTypes: ['application/x-counted'],
  encode(value) {
    const text = JSON.stringify(value)
    return Uint8Array.of(text.length, ...Buffer.from(text, 'latin1'))
  },
  decode(content) {
    if (content[0] !== content.length - 1) throw new Error('the count is wrong')
    return JSON.parse(Buffer.from(content.subarray(1)).toString('latin1'))
  },
}

const order = (version: 1 | 2): Codec =>
  json({ name: `order-${version}`, mediaTypes: [`application/vnd.acme.order.v${version}+json`] })

const api = endware({ codecs: [json(), xml(), counted, form()], formatParameter: 'format', onFailure: () => {} })
const routes = api.routes(Router())
const items = [{ a: 1 }, { a: 2 }]
routes.get('/list', { codecs: [json(), ndjson(), csv()] }, () => items)
routes.get('/values', { codecs: [csv(), ndjson()] }, () => items)
routes.get('/order', { codecs: [order(2), order(1), xml()] }, ({ mediaType }) => ({
  version: /v(\d)/.exec(mediaType)?.[1] ?? 'none',
}))
routes.get('/strict', { query: z.strictObject({ q: z.string().optional() }) }, ({ query }) => query)
routes.get('/loose', ({ query }) => query)
routes.post('/echo', { body: z.unknown() }, ({ body, mediaType }) => ({ body, mediaType }))
routes.get('/missing', { codecs: [csv(), ndjson(), xml()] }, () => {
  throw new Error('a secret')
})

let serving: Serving
beforeAll(async () => {
  serving = await serve(express().use(routes).use(api.fallback()))
})
afterAll(() => serving.close())

const get = (path: string, accept?: string): Promise<Response> =>
  fetch(serving.url + path, { headers: accept === undefined ? {} : { accept } })
const typeOf = (response: Response): readonly [number, string | undefined] => [
  response.status,
  response.headers.get('content-type')?.replace('; charset=utf-8', ''),
]

describe('the codecs of a contract', () => {
  const rows: readonly (readonly [path: string, accept: string, status: number, type: string])[] = [
    ['/list', '*/*', 200, 'application/json'],
    ['/list', 'text/csv', 200, 'text/csv'],
    ['/list', 'application/x-ndjson', 200, 'application/x-ndjson'],
    ['/list', 'text/*', 200, 'text/csv'],
    ['/list', 'application/xml', 406, 'application/json'],
    ['/values', '*/*', 200, 'text/csv'],
    ['/values', 'application/json', 406, 'application/json'],
    ['/loose', 'text/csv', 406, 'application/json'],
  ]
  test.each(rows)('are the offers in their order: %s as %s -> %i %s', async (path, accept, status, type) => {
    expect(typeOf(await get(path, accept))).toEqual([status, type])
  })

  test('are listed by a 406', async () => {
    expect(await (await get('/values', 'image/png')).json()).toMatchObject({
      additional: { available: ['text/csv', 'application/x-ndjson'] },
    })
  })
})

describe('a failure in a format with valuesOnly', () => {
  const rows: readonly (readonly [path: string, accept: string, type: string])[] = [
    ['/missing', 'text/csv', 'application/xml'],
    ['/missing', 'application/x-ndjson', 'application/xml'],
    ['/missing', 'application/xml', 'application/xml'],
    ['/nowhere', 'application/x-counted', 'application/x-counted'],
  ]
  test.each(rows)('%s with Accept: %s is answered as %s', async (path, accept, type) => {
    expect(typeOf(await get(path, accept))[1]).toBe(type)
  })

  test('is written by the end-ware when no codec of the contract can', async () => {
    const broken = endware({ onFailure: () => {} })
    const own = await serve(
      broken.endpoint({ codecs: [csv()] }, () => {
        throw new Error('a secret')
      }),
    )
    for (const [accept, type] of [
      ['text/csv', 'application/json'],
      ['text/csv, application/xml;q=0.1', 'application/xml'],
    ] as const) {
      expect(typeOf(await fetch(own.url, { headers: { accept } }))).toEqual([500, type])
    }
    await own.close()
  })
})

describe('vendor media types', () => {
  const rows: readonly (readonly [accept: string, status: number, type: string, version: string | undefined])[] = [
    ['*/*', 200, 'application/vnd.acme.order.v2+json', '2'],
    ['application/vnd.acme.order.v1+json', 200, 'application/vnd.acme.order.v1+json', '1'],
    ['application/vnd.acme.order.v2+json', 200, 'application/vnd.acme.order.v2+json', '2'],
    [
      'application/vnd.acme.order.v1+json;q=0.5, application/vnd.acme.order.v2+json;q=0.4',
      200,
      'application/vnd.acme.order.v1+json',
      '1',
    ],
    ['application/vnd.acme.order.v3+json', 406, 'application/json', undefined],
    ['application/vnd.acme.order.v3+json, */*;q=0.1', 200, 'application/vnd.acme.order.v2+json', '2'],
    ['application/xml', 200, 'application/xml', 'none'],
  ]
  test.each(rows)('select a version: %s -> %i %s', async (accept, status, type, version) => {
    const response = await get('/order', accept)
    expect(typeOf(response)).toEqual([status, type])
    if (version !== undefined) expect(await response.text()).toContain(version)
  })

  const failing: readonly (readonly [outcome: unknown, type: string])[] = [
    [notFound(), 'application/json; charset=utf-8'],
    [problem({ status: 404 }), 'application/problem+json; charset=utf-8'],
  ]
  test.each(failing)('have failures in plain JSON: %s', async (outcome, type) => {
    const own = endware({ codecs: [order(1), xml(), json()] })
    const { headers } = await own.render(outcome, { accept: 'application/vnd.acme.order.v1+json' })
    expect(headers['content-type']).toBe(type)
  })
})

describe('formatParameter', () => {
  const rows: readonly (readonly [path: string, accept: string, status: number, type: string, content: RegExp])[] = [
    ['/loose?format=xml', 'application/json', 200, 'application/xml', /<response\/>$/],
    ['/loose?format=json', 'application/xml', 200, 'application/json', /^\{\}$/],
    ['/loose?format=xml&q=1', '*/*', 200, 'application/xml', /<response><q>1<\/q><\/response>$/],
    ['/strict?format=xml', '*/*', 200, 'application/xml', /<response\/>$/],
    ['/strict?format=json&q=x', '*/*', 200, 'application/json', /^\{"q":"x"\}$/],
    ['/strict?formt=json', '*/*', 400, 'application/json', /formt/],
    ['/loose?format=', 'application/xml', 406, 'application/xml', /available/],
    ['/loose?format=yaml', 'application/xml', 406, 'application/xml', /available/],
    ['/loose?format=form', '*/*', 406, 'application/json', /available/],
    ['/loose?format=__proto__', '*/*', 406, 'application/json', /available/],
    ['/list?format=csv', '*/*', 200, 'text/csv', /^a\r\n1\r\n2\r\n$/],
    ['/list?format=xml', '*/*', 406, 'application/json', /available/],
    ['/nowhere?format=xml', '*/*', 404, 'application/xml', /<error>/],
  ]
  test.each(rows)('outranks Accept: %s, Accept: %s -> %i %s', async (path, accept, status, type, content) => {
    const response = await get(path, accept)
    expect(typeOf(response)).toEqual([status, type])
    expect(await response.text()).toMatch(content)
    expect(response.headers.get('vary')).toBe('Accept')
  })

  test('is an ordinary parameter when the option is not set', async () => {
    const plain = await serve(endware().endpoint(({ query }) => query))
    expect(await (await fetch(`${plain.url}/?format=xml`)).json()).toEqual({ format: 'xml' })
    await plain.close()
  })
})

test('a contract cannot declare the parameter that names the format', () => {
  const contract = { query: z.object({ format: z.enum(['short', 'long']).optional() }) }
  expect(() => api.endpoint(contract, () => 1)).toThrow(
    new TypeError(
      "the query parameter 'format' names the format (formatParameter), so no contract can have one of that name",
    ),
  )
  expect(() => endware().endpoint(contract, () => 1)).not.toThrow()
})

describe('a binary codec', () => {
  const post = (body: Uint8Array, accept: string): Promise<Response> =>
    fetch(`${serving.url}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-counted', accept },
      body: Buffer.from(body),
    })
  const read = (content: ArrayBuffer): unknown =>
    counted.decode?.(new Uint8Array(content), { mediaType: '', maxDepth: 1 })
  const body = Uint8Array.of(3, ...Buffer.from('"a"'))

  test('reads and writes bodies, and its media type has no charset', async () => {
    const response = await post(body, 'application/x-counted')
    expect([response.status, response.headers.get('content-type'), response.headers.get('content-length')]).toEqual([
      200,
      'application/x-counted',
      '49',
    ])
    expect(read(await response.arrayBuffer())).toEqual({ body: 'a', mediaType: 'application/x-counted' })
  })

  test('answers a body that it cannot read in its own format', async () => {
    const response = await post(Uint8Array.of(9, 1), 'application/x-counted')
    expect(response.status).toBe(400)
    expect(read(await response.arrayBuffer())).toMatchObject({
      status: 400,
      message: 'the body cannot be read: it is not what its Content-Type says',
    })
  })

  test('is known by its media types only', async () => {
    expect(typeOf(await get('/loose?format=counted'))).toEqual([200, 'application/x-counted'])
    expect(typeOf(await get('/loose', 'application/*'))).toEqual([200, 'application/json'])
  })
})
