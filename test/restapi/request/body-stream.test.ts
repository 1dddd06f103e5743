import { gzipSync } from 'node:zlib'
import { type Codec, endware, json, unprocessableContent } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import { z } from 'zod'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const ended: string[] = []
/** A format that counts its bytes. Some bodies make it fail. */
const counting: Codec = {
  name: 'counting',
  mediaTypes: ['application/x-counting'],
  bodyBytes: 1000,
  async decodeStream(content, { onEnd, parameters }) {
    onEnd(() => ended.push(parameters.get('name') ?? ''))
    let text = ''
    for await (const chunk of content) {
      text += chunk
      if (text.startsWith('stop')) return 'stopped'
    }
    if (text === 'malformed') throw new SyntaxError('it is malformed')
    if (text === 'picky') throw unprocessableContent('not to my taste')
    if (text === 'broken') throw new Error('the disk is full')
    return text.length
  },
}
const api = endware({ codecs: [json(), counting], limits: { bodyBytes: 20 }, onFailure: () => {} })
const headers = z.object({ mode: z.literal('fast').optional() })
const app = express()
  .post(
    '/any',
    api.endpoint({ body: z.unknown(), headers }, ({ body }) => ({ read: body })),
  )
  .post(
    '/raw',
    express.raw({ type: '*/*' }),
    api.endpoint({ body: z.unknown() }, ({ body }) => ({ read: body })),
  )
  .use(api.fallback())

let serving: Serving
beforeAll(async () => {
  serving = await serve(app)
})
afterAll(() => serving.close())

const type = 'application/x-counting'
const post = async (body: string | Uint8Array, fields: Record<string, string> = {}, path = '/any') => {
  const response = await fetch(serving.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...fields },
  })
  return [response.status, (await response.json()) as Record<string, unknown>] as const
}
const gzip = { 'content-encoding': 'gzip' }

describe('a codec that reads a stream', () => {
  test('gets the inflated content', async () => {
    expect(await post('x'.repeat(500))).toEqual([200, { read: 500 }])
    expect(await post(gzipSync('x'.repeat(500)), gzip)).toEqual([200, { read: 500 }])
  })

  test('has a limit of its own, before and after inflation', async () => {
    expect(await post('x'.repeat(1000))).toEqual([200, { read: 1000 }])
    expect((await post('x'.repeat(1001)))[0]).toBe(413)
    expect((await post(gzipSync('x'.repeat(1001)), gzip))[0]).toBe(413)
    expect((await post('"x                  "', { 'content-type': 'application/json' }))[0]).toBe(413)
  })

  test('counts the bytes after the end of a content coding', async () => {
    const padded = (length: number): Buffer => Buffer.concat([gzipSync('x'), Buffer.alloc(length)])
    expect((await post(padded(1001), gzip))[0]).toBe(413)
  })

  test.each([
    ['malformed', 400, 'the body cannot be read: it is malformed'],
    ['picky', 422, 'not to my taste'],
    ['broken', 500, undefined],
  ])('fails with the status of its error: %s', async (body, status, message) => {
    const [answered, value] = await post(body)
    expect([answered, value.message]).toEqual([status, message])
  })

  test('gets an error for a damaged content coding', async () => {
    expect((await post(gzipSync('x'.repeat(500)).subarray(0, 20), gzip))[0]).toBe(400)
    expect((await post('no gzip', gzip))[0]).toBe(400)
    expect((await post('x', { 'content-encoding': 'x-unheard-of' }))[0]).toBe(415)
  })

  test('may leave the rest of a body, and the connection is used again', async () => {
    const client = await RawClient.connect(serving.port)
    const request = (body: string): string =>
      `POST /any HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    client.send(request(`stop${'x'.repeat(900)}`))
    await client.until(/"stopped"/)
    client.send(request('again'))
    expect(await client.until(/"read":5/)).toMatch(/^HTTP\/1.1 200 [\s\S]*HTTP\/1.1 200 /)
    client.leave()
  })

  test('learns when the request has ended', async () => {
    ended.length = 0
    expect((await post('x', { 'content-type': `${type}; name=first` }))[0]).toBe(200)
    expect((await post('picky', { 'content-type': `${type}; name=second` }))[0]).toBe(422)
    while (ended.length < 2) await new Promise(setImmediate)
    expect(ended).toEqual(['first', 'second'])
  })

  test('reads bytes that an earlier parser has read', async () => {
    expect(await post('x'.repeat(30), {}, '/raw')).toEqual([200, { read: 30 }])
  })

  test('sends 100 Continue only after the header section was accepted', async () => {
    const ask = async (fields: string): Promise<string> => {
      const client = await RawClient.connect(serving.port)
      client.send(
        `POST /any HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 4\r\nExpect: 100-continue\r\n${fields}\r\n`,
      )
      if (fields === '') client.send('four')
      const answer = await client.until(/\}/)
      client.leave()
      return answer
    }
    expect(await ask('')).toMatch(/"read":4/)
    expect(await ask('Mode: slow\r\n')).toMatch(/HTTP\/1.1 400 /)
  })
})

test.each([0, -1, 1.5, '1'])('a codec with bodyBytes %p is refused', (bodyBytes) => {
  const wrong = { ...counting, bodyBytes } as Codec
  expect(() => endware({ codecs: [json(), wrong] })).toThrow(TypeError)
})
