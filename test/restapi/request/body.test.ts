import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { endware } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import { z } from 'zod'
import { rawExchange } from '../../support/raw-exchange.js'
import { type Serving, serve } from '../../support/serve.js'

const Order = z.strictObject({
  customer: z.string().min(1),
  items: z.array(z.strictObject({ sku: z.string(), quantity: z.int().positive() })).min(1),
  gift: z.boolean().optional(),
})

let calls = 0
const api = endware({ limits: { bodyBytes: 2000, bodyDepth: 8 }, onFailure: () => {} })
const take = api.endpoint({ body: Order }, ({ body }) => {
  calls++
  return body
})
const takeAny = api.endpoint({ body: z.unknown() }, ({ body }) => ({ got: body ?? 'nothing' }))

const app = express()
app.post('/orders', take)
app.patch('/orders', take)
app.post('/any', takeAny)
app.post('/parsed/json', express.json(), take)
app.post('/parsed/text', express.text({ type: '*/*' }), take)
app.post('/parsed/raw', express.raw({ type: '*/*' }), take)
app.post('/parsed/form', express.urlencoded(), takeAny)
app.post('/swallowed', (request, _response, next) => request.resume().on('end', next), take)
app.use(api.fallback())

let serving: Serving
beforeAll(async () => {
  serving = await serve(app)
})
afterAll(() => serving.close())

interface Sent {
  readonly method?: string
  readonly type?: string | null
  readonly coding?: string
  readonly accept?: string
}

async function send(path: string, body: string | Uint8Array | undefined, sent: Sent = {}): Promise<Response> {
  const headers = new Headers()
  if (sent.type !== null) headers.set('content-type', sent.type ?? 'application/json')
  if (sent.coding !== undefined) headers.set('content-encoding', sent.coding)
  if (sent.accept !== undefined) headers.set('accept', sent.accept)
  const content = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return fetch(serving.url + path, { method: sent.method ?? 'POST', headers, ...(content && { body: content }) })
}

const order = { customer: 'Ada', items: [{ sku: '007', quantity: 2 }] }
const orderJson = JSON.stringify(order)
const orderXml = '<order><customer>Ada</customer><items><sku>007</sku><quantity>2</quantity></items></order>'

describe('the same order is read', () => {
  const readings: readonly (readonly [name: string, body: string | Uint8Array, sent: Sent])[] = [
    ['as JSON', orderJson, {}],
    ['as JSON with a charset', orderJson, { type: 'Application/JSON ; Charset="UTF-8"' }],
    ['as JSON with a byte order mark', `\uFEFF${orderJson}`, {}],
    ['as +json', orderJson, { type: 'application/vnd.acme.order+json' }],
    ['as text/json', orderJson, { type: 'text/json' }],
    ['as XML: one item is a list, the quantity a number, the sku text', orderXml, { type: 'application/xml' }],
    [
      'as text/xml with a declaration',
      `<?xml version="1.0" encoding="utf-8"?>${orderXml}`,
      { type: 'text/xml; charset=utf-8' },
    ],
    ['as +xml', orderXml, { type: 'application/vnd.acme.order+xml' }],
    ['gzipped', gzipSync(orderJson), { coding: 'gzip' }],
    ['deflated', deflateSync(orderJson), { coding: 'deflate' }],
    ['with Brotli', brotliCompressSync(orderXml), { coding: 'br', type: 'application/xml' }],
  ]
  test.each(readings)('%s', async (_name, body, sent) => {
    const response = await send('/orders', body, sent)
    expect(await response.json()).toEqual(order)
    expect(response.status).toBe(200)
  })

  test.each(['/parsed/json', '/parsed/text', '/parsed/raw'])('after another parser: %s', async (path) => {
    expect(await (await send(path, orderJson)).json()).toEqual(order)
  })

  test('a form that another parser has read', async () => {
    const response = await send('/parsed/form', 'a=1&b=x', { type: 'application/x-www-form-urlencoded' })
    expect(await response.json()).toEqual({ got: { a: '1', b: 'x' } })
  })
})

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const doctype = '<!DOCTYPE order [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'

/** Refused bodies, each with the reason, the status and the message. */
const refused: readonly (readonly [
  name: string,
  body: string | Uint8Array,
  sent: Sent,
  status: number,
  message: RegExp,
])[] = [
  // 415: what it is
  ['no Content-Type', orderJson, { type: null }, 415, /no Content-Type/],
  ['an empty Content-Type', orderJson, { type: '' }, 415, /the body has no Content-Type; expected/],
  [
    'an unknown media type',
    orderJson,
    { type: 'text/plain' },
    415,
    /text\/plain is not read here; expected one of application\/json/,
  ],
  ['garbage after the media type', orderJson, { type: 'application/json garbage' }, 415, /not read here/],
  ['a tab in the media type', orderJson, { type: 'application/json\t+xml' }, 415, /not read here/],
  ['two media types', orderJson, { type: 'application/json, application/xml' }, 415, /not read here/],
  ['a parameter twice', orderJson, { type: 'application/json; charset=utf-8; charset=latin1' }, 415, /not read here/],
  ['another charset', orderJson, { type: 'application/json; charset=iso-8859-1' }, 415, /iso-8859-1/],
  [
    'an XML declaration of another charset',
    `<?xml version="1.0" encoding="iso-8859-1"?>${orderXml}`,
    { type: 'application/xml' },
    415,
    /iso-8859-1/i,
  ],
  ['an unknown content coding', orderJson, { coding: 'zstd' }, 415, /zstd.*gzip, deflate, br/],
  ['two content codings', orderJson, { coding: 'gzip, gzip' }, 415, /gzip, gzip/],
  // 413: how large it is
  ['more than the limit', JSON.stringify('x'.repeat(3000)), {}, 413, /larger than 2000 bytes/],
  [
    'more than the limit after inflation',
    gzipSync(JSON.stringify('x'.repeat(100_000))),
    { coding: 'gzip' },
    413,
    /larger than 2000 bytes/,
  ],
  // 400: whether it can be read
  ['an empty body of a media type', '{', {}, 400, /cannot be read/],
  ['two documents', `${orderJson}${orderJson}`, {}, 400, /cannot be read/],
  ['a comment', '/* a */{}', {}, 400, /cannot be read/],
  ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 400, /cannot be read/],
  ['an overlong encoding', new Uint8Array([0x22, 0xc0, 0x80, 0x22]), {}, 400, /cannot be read/],
  ['UTF-16', Buffer.from(`\uFEFF${orderJson}`, 'utf16le'), {}, 400, /cannot be read/],
  ['nested too deeply', nested(9), {}, 400, /more than 8 deep/],
  ['nested far too deeply', nested(900), {}, 400, /more than 8 deep/],
  ['a number beyond range', '{"customer":1e400}', {}, 400, /out of range/],
  ['a lone surrogate', '{"customer":"\\ud800"}', {}, 400, /surrogate/],
  ['__proto__', '{"__proto__":{"admin":true}}', {}, 400, /'__proto__' is not allowed/],
  ['constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}', {}, 400, /'constructor' is not allowed/],
  ['a damaged coding', 'no gzip', { coding: 'gzip' }, 400, /damaged/],
  ['a coding cut short', gzipSync(orderJson).subarray(0, 30), { coding: 'gzip' }, 400, /damaged/],
  [
    'a DOCTYPE',
    doctype + orderXml,
    { type: 'application/xml' },
    400,
    /cannot be read: expected no document type declaration/,
  ],
  ['XML cut short', orderXml.slice(0, -5), { type: 'application/xml' }, 400, /cannot be read/],
  ['XML with two roots', orderXml + orderXml, { type: 'application/xml' }, 400, /cannot be read/],
  ['XML called JSON', orderXml, {}, 400, /cannot be read/],
  ['JSON called XML', orderJson, { type: 'application/xml' }, 400, /cannot be read/],
]

describe('a body is refused before the endpoint runs', () => {
  for (const accept of ['application/json', 'application/xml']) {
    test.each(refused)(`%s, answered as ${accept}`, async (_name, body, sent, status, message) => {
      const before = calls
      const response = await send('/orders', body, { ...sent, accept })
      const content = await response.text()
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`)
      expect(accept === 'application/json' ? JSON.parse(content).message : content).toMatch(message)
      expect(calls).toBe(before)
      expect(({} as { admin?: boolean }).admin).toBeUndefined()
    })
  }

  test('a 415 lists the media types that are read', async () => {
    const response = await send('/orders', 'x', { type: 'text/plain', method: 'PATCH' })
    expect(response.headers.get('accept')).toBe('application/json, text/json, application/xml, text/xml')
    expect(response.headers.get('accept-patch')).toBe('application/json, text/json, application/xml, text/xml')
    expect((await send('/orders', 'x', { coding: 'zstd' })).headers.get('accept-encoding')).toBe('gzip, deflate, br')
  })
})

describe('an invalid body is reported field by field', () => {
  const wrong = {
    customer: '',
    items: [{ sku: 1, quantity: 'many' }],
    admin: true,
  }
  const wrongXml = '<o><customer/><items><sku>1</sku><quantity>many</quantity></items><admin>true</admin></o>'
  const errors = [
    { in: 'body', pointer: '/customer', message: expect.any(String) },
    { in: 'body', pointer: '/items/0/quantity', message: expect.stringContaining('number') },
    { in: 'body', pointer: '/admin', message: expect.stringContaining('admin') },
  ]

  test('in JSON', async () => {
    const response = await send('/orders', JSON.stringify(wrong))
    const sku = { in: 'body', pointer: '/items/0/sku', message: 'items[0].sku must be text' }
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [errors[0], sku, errors[1], errors[2]] })
  })

  test('in XML, by the same pointers', async () => {
    const response = await send('/orders', wrongXml, { type: 'application/xml' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors })
  })

  test('if it is missing', async () => {
    const response = await send('/orders', undefined, { type: null })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ in: 'body', pointer: '' }] })
  })

  test('lists at most a hundred errors', async () => {
    const body = JSON.stringify({ customer: 'A', items: Array.from({ length: 400 }, () => 1) })
    const answer = (await (await send('/orders', body)).json()) as { message: string; errors: unknown[] }
    expect(answer.message).toContain('400 errors')
    expect(answer.errors).toHaveLength(100)
  })
})

describe('the connection after a refusal', () => {
  const good = `POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${orderJson.length}\r\n\r\n${orderJson}`

  test('is good for the next request when the length was known', async () => {
    const body = 'x'.repeat(50_000)
    const large = `POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const answers = await rawExchange(serving.port, large, good)
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
  })

  test('is closed when the length of the rest is unknown', async () => {
    const chunk = `${(4000).toString(16)}\r\n${'x'.repeat(4000)}\r\n`
    const endless = `POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`
    const answers = await rawExchange(serving.port, endless)
    expect(answers).toMatch(/^HTTP\/1\.1 413 /)
    expect(answers).toMatch(/^Connection: close\r$/im)
  })

  test('does not affect others when its body breaks off', async () => {
    const { createConnection } = await import('node:net')
    const socket = createConnection(serving.port, '127.0.0.1')
    socket.write('POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{')
    socket.end()
    expect((await send('/orders', orderJson)).status).toBe(200)
  })
})

test('a body that another middleware has consumed is a failure of the application, not of the client', async () => {
  expect((await send('/swallowed', orderJson)).status).toBe(500)
})
