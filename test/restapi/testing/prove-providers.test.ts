import { endware, ok, provide, unauthorized } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { proveDocument } from '@endware/restapi/testing'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ onFailure: () => {} })

/** Returns a provider that lets one token in. */
const only = (token: string) =>
  provide(
    ({ headers }) =>
      headers.authorization === `Bearer ${token}`
        ? { token }
        : unauthorized('a token is needed').withHeader('WWW-Authenticate', 'Bearer'),
    { security: { bearer: [] }, responses: { 401: 'Sign in first' } },
  )

const forAnn = api.routes(Router(), { use: [only('ann')] })
const Name = z.string().meta({ id: 'Name', examples: ['ann'] })
const responses = { 200: Name, 500: false } as const
forAnn.get('/ann', { operationId: 'ann', responses }, ({ context }) => context.token)
const forBob = api.routes(Router(), { use: [only('bob')] })
const cookies = z.object({
  page: z.int().meta({ description: 'The page', examples: [3] }),
  shown: z.array(z.enum(['price', 'stock'])).meta({ examples: [['price', 'stock']] }),
  theme: z.string().optional(),
})
forBob.get('/bob', { operationId: 'bob', cookies, responses }, ({ context, cookies: { page, shown } }) =>
  ok(`${context.token} ${page + 1} ${shown.length}`),
)
const document = openapi([forAnn, forBob], {
  info: { title: 'Tokens', version: '1' },
  securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
})

let serving: Serving
beforeAll(async () => {
  serving = await serve(express().disable('x-powered-by').use(forAnn, forBob).use(api.fallback()))
})
afterAll(() => serving.close())

const withoutToken = { headers: { authorization: undefined } }
const cases = { ann: { 401: withoutToken }, bob: { 401: withoutToken } }

describe('a document of operations with providers', () => {
  test('is proven with header fields that depend on the operation', async () => {
    const asked = new Map<string, object>()
    const report = await proveDocument(document, {
      baseUrl: serving.url,
      cases,
      headers(operation) {
        asked.set(operation.operationId, operation)
        return { authorization: `Bearer ${operation.operationId}` }
      },
    })
    expect([report.faults, report.missing]).toEqual([[], []])
    expect([...asked.values()]).toEqual([
      { operationId: 'ann', method: 'GET', path: '/ann' },
      { operationId: 'bob', method: 'GET', path: '/bob' },
    ])
  })

  test('is not proven when a provider refuses every request', async () => {
    const report = await proveDocument(document, {
      baseUrl: serving.url,
      cases,
      headers: { authorization: 'Bearer ann' },
    })
    expect(report.faults.map(({ operationId, status }) => `${operationId} ${status}`)).toContain('bob 200')
    expect(report.faults.some(({ operationId }) => operationId === 'ann')).toBe(false)
  })

  test('has cookies as parameters, lists not exploded', () => {
    expect(document.paths['/bob']?.get?.parameters).toEqual([
      {
        name: 'page',
        in: 'cookie',
        description: 'The page',
        required: true,
        schema: expect.objectContaining({ type: 'integer' }),
        example: 3,
      },
      {
        name: 'shown',
        in: 'cookie',
        explode: false,
        schema: { type: 'array', items: { type: 'string', enum: ['price', 'stock'] } },
        example: ['price', 'stock'],
      },
      { name: 'theme', in: 'cookie', schema: { type: 'string' } },
    ])
  })
})

test('an invalid cookie is a 400 that names the cookie', async () => {
  const answer = await fetch(`${serving.url}/bob`, {
    headers: { authorization: 'Bearer bob', cookie: 'page=many; shown=price,weight; other=1' },
  })
  const { errors } = (await answer.json()) as { errors: readonly { in: string; pointer: string }[] }
  expect(answer.status).toBe(400)
  expect(errors.map((error) => `${error.in} ${error.pointer}`)).toEqual(['cookie /page', 'cookie /shown/1'])
})
