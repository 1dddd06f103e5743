import { createHmac, timingSafeEqual } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { endware, json, unauthorized } from '@endware/restapi'
import { multipart } from '@endware/restapi/multipart'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const reported: unknown[] = []
const api = endware({ codecs: [json(), multipart()], onFailure: ({ cause }) => reported.push(cause) })
const contract = { body: z.unknown(), rawBody: true } as const
const secret = 'shared'
const sign = (content: string | Uint8Array): Buffer => createHmac('sha256', secret).update(content).digest()

const echo = api.endpoint(contract, ({ body, rawBody }) => ({ body, bytes: Buffer.from(rawBody).toString('latin1') }))
const app = express()
  .post('/echo', echo)
  .post('/parsed', express.json(), echo)
  .post('/text', express.text({ type: '*/*' }), echo)
  .post('/raw', express.raw({ type: '*/*' }), echo)
  .post(
    '/kept',
    express.json({
      verify: (request, _response, bytes) => {
        Object.assign(request, { rawBody: bytes })
      },
    }),
    echo,
  )
  .post(
    '/webhook',
    api.endpoint(contract, ({ rawBody, request }) => {
      const signature = Buffer.from(String(request.headers['x-signature']), 'hex')
      const expected = sign(rawBody)
      if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return unauthorized()
      return 204
    }),
  )
  .post(
    '/without',
    api.endpoint({ body: z.unknown() }, (input) => ({
      isThere: (input as { rawBody?: unknown }).rawBody !== undefined,
    })),
  )
  .use(api.fallback())

let serving: Serving
beforeAll(async () => {
  serving = await serve(app)
})
afterAll(() => serving.close())

const post = async (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) => {
  const type = { 'content-type': 'application/json' }
  const response = await fetch(serving.url + path, { method: 'POST', body, headers: { ...type, ...headers } })
  const text = await response.text()
  return [response.status, text === '' ? undefined : JSON.parse(text)] as const
}

describe('rawBody gives the bytes beside the value', () => {
  const content = ' {"a" : 1.0}\n'

  test('as they were sent, white space included', async () => {
    expect(await post('/echo', content)).toEqual([200, { body: { a: 1 }, bytes: content }])
  })

  test('after the content coding is removed', async () => {
    const answer = await post('/echo', gzipSync(content), { 'content-encoding': 'gzip' })
    expect(answer).toEqual([200, { body: { a: 1 }, bytes: content }])
  })

  test('empty for a request without a body', async () => {
    expect(await post('/echo', '')).toEqual([200, { bytes: '' }])
  })

  test('from request.rawBody, when an earlier parser has kept them', async () => {
    expect(await post('/kept', content)).toEqual([200, { body: { a: 1 }, bytes: content }])
  })

  test('from request.body, when express.raw() has read them', async () => {
    expect(await post('/raw', content)).toEqual([200, { body: { a: 1 }, bytes: content }])
  })

  test.each(['/parsed', '/text'])('and is a 500 that says what to do when %s kept no bytes', async (path) => {
    reported.length = 0
    expect((await post(path, content))[0]).toBe(500)
    expect(String(reported[0])).toMatch(/kept no bytes: mount it after this route, or .* request\.rawBody = bytes/)
  })

  test('and malformed content is a 400 all the same', async () => {
    expect((await post('/echo', '{'))[0]).toBe(400)
  })

  test('and a format that is read as a stream is a 415', async () => {
    const [status, { message }] = await post('/echo', 'x', { 'content-type': 'multipart/form-data; boundary=b' })
    expect([status, message]).toEqual([415, expect.stringMatching(/expected one of application\/json, text\/json$/)])
  })
})

test('a contract without rawBody gives no bytes', async () => {
  expect(await post('/without', '{}')).toEqual([200, { isThere: false }])
})

test('the signature of a webhook is checked on the bytes', async () => {
  const content = '{"id": 1}'
  const signed = { 'x-signature': sign(content).toString('hex') }
  expect((await post('/webhook', content, signed))[0]).toBe(204)
  expect((await post('/webhook', '{"id":1}', signed))[0]).toBe(401)
  expect((await post('/webhook', content, { 'x-signature': 'ff' }))[0]).toBe(401)
})

describe('wrong wiring is refused', () => {
  const wire = (wrong: object) => () => api.endpoint(wrong as typeof contract, () => 204)
  test.each([
    [{ rawBody: true }, 'rawBody needs a body'],
    [{ body: z.unknown(), rawBody: 'yes' }, 'rawBody is true or false'],
    [{ body: z.unknown(), rawBody: true, consumes: ['multipart/form-data'] }, 'needs a format that is read as a whole'],
  ])('%#', (wrong, message) => {
    expect(wire(wrong)).toThrow(TypeError)
    expect(wire(wrong)).toThrow(message)
  })
})
