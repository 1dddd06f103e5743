import { created, endware, type StandardSchema } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import * as v from 'valibot'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

// The schemas of a contract may come from any Standard Schema validator. Text is read as numbers and lists only if the validator supports
// Standard JSON Schema, as zod does. Schemas of other validators must accept text.

interface Schemas {
  readonly name: string
  readonly query: StandardSchema
  readonly body: StandardSchema<unknown, { readonly name: string; readonly count: number }>
  readonly answer: StandardSchema
  /** `true` when the validator supports Standard JSON Schema. */
  readonly hasJsonSchema: boolean
}

const validators: readonly Schemas[] = [
  {
    name: 'zod',
    query: z.strictObject({ limit: z.number() }),
    body: z.strictObject({ name: z.string(), count: z.number() }),
    answer: z.object({ id: z.string() }),
    hasJsonSchema: true,
  },
  {
    name: 'Valibot',
    query: v.strictObject({ limit: v.pipe(v.string(), v.transform(Number), v.number()) }),
    body: v.strictObject({ name: v.string(), count: v.union([v.number(), v.pipe(v.string(), v.transform(Number))]) }),
    answer: v.object({ id: v.string() }),
    hasJsonSchema: false,
  },
]

describe.each(validators)('the validator $name', ({ query, body, answer, hasJsonSchema }) => {
  const api = endware({ validation: 'responses', onFailure: () => {} })
  const routes = api.routes(Router())
  routes.get('/query', { query }, (input) => input.query)
  routes.post('/body', { body }, (input) => created(input.body))
  routes.get('/right', { responses: { 200: answer } }, () => ({ id: 'a' }))
  routes.get('/wrong', { responses: { 200: answer } }, () => ({ id: 1 }))
  let serving: Serving
  beforeAll(async () => {
    serving = await serve(express().use(routes).use(api.fallback()))
  })
  afterAll(() => serving.close())

  const json = 'application/json'
  const xml = 'application/xml'
  const thing = { name: 'a', count: 2 }
  const rows: readonly (readonly [
    method: string,
    path: string,
    type: string,
    body: string,
    status: number,
    says: unknown,
  ])[] = [
    ['GET', '/query?limit=5', json, '', 200, { limit: 5 }],
    ['GET', '/query?limit=five', json, '', 400, { errors: [{ in: 'query', pointer: '/limit' }] }],
    ['GET', '/query?limit=5&offset=1', json, '', 400, { errors: [{ in: 'query' }] }],
    ['POST', '/body', json, '{"name":"a","count":2}', 201, thing],
    ['POST', '/body', xml, '<body><name>a</name><count>2</count></body>', 201, thing],
    ['POST', '/body', json, '{"name":"a","count":true}', 400, { errors: [{ in: 'body', pointer: '/count' }] }],
    ['POST', '/body', xml, '<body><count>2</count></body>', 400, { errors: [{ in: 'body', pointer: '/name' }] }],
    ['GET', '/right', json, '', 200, { id: 'a' }],
    ['GET', '/wrong', json, '', 500, { error: 'Internal Server Error' }],
  ]
  test.each(rows)(
    'validates %s %s as %s with the content %s and answers %i',
    async (method, path, type, content, status, says) => {
      const init = content === '' ? {} : { body: content, headers: { 'content-type': type } }
      const response = await fetch(serving.url + path, { method, ...init })
      expect([response.status, await response.json()]).toMatchObject([status, says])
    },
  )

  test(`${hasJsonSchema ? 'supports' : 'does not support'} Standard JSON Schema`, () => {
    expect(body['~standard'].jsonSchema !== undefined).toBe(hasJsonSchema)
  })
})
