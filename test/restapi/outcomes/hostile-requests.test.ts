import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Contract } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import fc from 'fast-check'
import * as v from 'valibot'
import { z } from 'zod'
import { type Answer, accepts, apis, expectSound, hostile } from './bounded-answers.js'

describe('hostile requests', () => {
  const Strict = z.strictObject({ a: z.int() })
  const contracts: Readonly<Record<string, Contract>> = {
    strict: { body: Strict },
    record: { body: z.record(z.string(), z.array(z.int())) },
    nested: { body: z.strictObject({ a: z.array(Strict) }) },
    union: { body: z.union([Strict, z.strictObject({ b: z.string() })]) },
    valibot: { body: v.strictObject({ a: v.picklist(['x', 'y']) }) },
    query: { query: Strict },
    headers: { headers: z.object({ 'x-a': z.int(), cookie: z.string().regex(/^a$/) }) },
    match: { body: Strict, requireIfMatch: true },
  }
  const serving = new Map<string, { url: string; close: () => void }>()
  beforeAll(async () => {
    for (const [name, api] of Object.entries(apis)) {
      const routes = api.routes(Router())
      for (const [path, contract] of Object.entries(contracts)) routes.post(`/${path}`, contract, () => 'done')
      routes.get('/params/:a', { params: z.object({ a: z.int() }) }, () => 'done')
      routes.get('/failing', () => Promise.reject(new Error('a secret')))
      routes.get('/value', () => ({ a: 1 }))
      const server = createServer({ maxHeaderSize: 400_000 }, express().use(routes).use(api.fallback()))
      await once(server.listen(0, '127.0.0.1'), 'listening')
      const { port } = server.address() as AddressInfo
      serving.set(name, { url: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() })
    }
  })
  afterAll(() => {
    for (const { close } of serving.values()) close()
  })

  interface Request {
    readonly method?: string
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }

  async function send(envelope: string, { method = 'POST', path, headers = {}, body }: Request): Promise<Answer> {
    const options = {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
    }
    const request = httpRequest(new URL(serving.get(envelope)?.url ?? ''), { ...options, path })
    const answered = once(request, 'response')
    request.on('error', () => undefined) // of a body that is refused before it is sent
    request.end(body)
    const [response] = await answered
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk)
    const content = Buffer.concat(chunks)
    const octets = content.length + response.rawHeaders.join('').length
    return { status: response.statusCode, type: response.headers['content-type'], content: content.toString(), octets }
  }

  const type = { 'content-type': 'application/json' }
  const members = (count: number, value: unknown): string =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`"<&${at}`, value])))
  const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())
  const requests: Readonly<Record<string, (text: string) => Request>> = {
    'unknown members': () => ({ path: '/strict', headers: type, body: members(20_000, 1) }),
    'one unknown member': (text) => ({
      path: '/strict',
      headers: type,
      body: JSON.stringify({ [text.toWellFormed()]: 1 }),
    }),
    'bad items under a long key': (text) => ({
      path: '/record',
      headers: type,
      body: JSON.stringify({ [text.toWellFormed()]: Array(100).fill('x') }),
    }),
    'unknown members of many items': () => ({
      path: '/nested',
      headers: type,
      body: `{"a":[${Array(300).fill(members(50, 1)).join()}]}`,
    }),
    'members of no alternative': () => ({ path: '/union', headers: type, body: members(5_000, 1) }),
    'a validator that repeats values': (text) => ({
      path: '/valibot',
      headers: type,
      body: JSON.stringify({ a: text.toWellFormed(), [text.toWellFormed()]: 1 }),
    }),
    'unknown members in XML': () => ({
      path: '/strict',
      headers: { 'content-type': 'application/xml' },
      body: `<a>${Array.from({ length: 8_000 }, (_, at) => `<b_x0026_${at}>1</b_x0026_${at}>`).join('')}</a>`,
    }),
    'unknown query parameters': (text) => ({
      path: `/query?${Array.from({ length: 999 }, (_, at) => `${at}${encoded(text.slice(0, 9))}=1`).join('&')}`,
    }),
    'a malformed query': (text) => ({ path: `/query?${encoded(text)}%ff` }),
    'a path parameter': (text) => ({ method: 'GET', path: `/params/${encoded(text)}` }),
    'header fields': (text) => ({ path: '/headers', headers: { 'x-a': encoded(text), cookie: encoded(text) } }),
    'malformed JSON': (text) => ({ path: '/strict', headers: type, body: `{${text}` }),
    'malformed XML': (text) => ({
      path: '/strict',
      headers: { 'content-type': 'application/xml' },
      body: `<a${'b'.repeat(text.length)}>${text}`,
    }),
    'no such path': (text) => ({ method: 'GET', path: `/${encoded(text)}?${encoded(text)}` }),
    'no such method': (text) => ({ method: 'DELETE', path: `/value?${encoded(text)}` }),
    'no such format': (text) => ({ method: 'GET', path: `/value?format=${encoded(text)}` }),
    'a body that is too large': (text) => ({ path: '/strict', headers: type, body: text.padEnd(1_000_001, 'x') }),
    'a media type': (text) => ({ path: '/strict', headers: { 'content-type': `a/b;c=${encoded(text)}` }, body: '{}' }),
    'a charset': (text) => ({
      path: '/strict',
      headers: { 'content-type': `application/json;charset="${encoded(text)}"` },
      body: '{}',
    }),
    'a content coding': (text) => ({
      path: '/strict',
      headers: { ...type, 'content-encoding': encoded(text) },
      body: '{}',
    }),
    'no precondition': (text) => ({ path: `/match?${encoded(text)}`, headers: type, body: '{"a":1}' }),
    'a failing endpoint': (text) => ({ method: 'GET', path: `/failing?${encoded(text)}` }),
  }

  test.each(Object.keys(requests))('get a small and well-formed answer: %s', async (name) => {
    const property = fc.asyncProperty(hostile, fc.constantFrom(...accepts), async (text, accept) => {
      for (const envelope of serving.keys()) {
        const request = requests[name]?.(text.slice(0, 15_000)) ?? { path: '/' }
        const answer = await send(envelope, { ...request, headers: { accept, ...request.headers } })
        expect(answer.status).toBeGreaterThanOrEqual(400)
        await expectSound(answer)
      }
    })
    await fc.assert(property, { numRuns: 3 })
  })

  test('each unknown member gets an error that names no other member', async () => {
    const { content } = await send('default', { path: '/strict', headers: type, body: '{"a":1,"b":2,"c":3}' })
    expect(JSON.parse(content).errors).toEqual([
      { in: 'body', pointer: '/b', message: 'b is not allowed' },
      { in: 'body', pointer: '/c', message: 'c is not allowed' },
    ])
  })

  test('the message counts all errors, and the list has the first 100', async () => {
    const { content } = await send('default', { path: '/strict', headers: type, body: members(5_000, 1) })
    const { message, errors } = JSON.parse(content)
    expect([message, errors.length]).toEqual(['the request is not valid: 5001 errors', 100])
  })
})
