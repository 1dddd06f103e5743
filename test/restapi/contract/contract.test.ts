import { type Contract, endware, notFound, ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'

const Thing = z.object({ name: z.string() })
const api = endware({ onFailure: () => {}, validation: 'responses' })

describe('a contract is refused when it is wired', () => {
  const rows: [what: string, contract: unknown, message: RegExp][] = [
    ['an unknown member', { respones: {} }, /no member 'respones'/],
    ['a response that is no schema', { responses: { 200: 7 } }, /responses.200 must be a schema, .* or null; got 7/],
    ['an unknown member of a response', { responses: { 200: { scheme: Thing } } }, /no member 'scheme'/],
    [
      'a schema that is none in a response',
      { responses: { 200: { schema: 7 } } },
      /responses.200 is no Standard Schema/,
    ],
    [
      'a JSON Schema inside the schema of a response',
      { responses: { 200: { schema: { schema: Thing, jsonSchema: {} }, description: 'The thing' } } },
      /responses.200 is no Standard Schema .*; write its JSON Schema beside it: \{ schema, jsonSchema, description \}/,
    ],
    ['a status that ends nothing', { responses: { 100: null } }, /200 to 599/],
    ['a text for a success', { responses: { 200: 'fine' } }, /only a failure/],
    ['false for a success', { responses: { 200: false } }, /only a failure/],
    [
      'a query that is text',
      { query: z.string() },
      /query must be the schema of an object, .*; got that of a value of kind string/,
    ],
    [
      'cookies that are a list',
      { cookies: z.array(z.string()) },
      /cookies must be the schema of an object, .* kind array/,
    ],
    ['responses in a list', { responses: [] }, /responses must be an object by status, .*; got an array/],
    ['responses that are null', { responses: null }, /responses must be an object by status, .*; got null/],
    ['a media type as text', { responses: { 200: { mediaTypes: 'a/b' } } }, /responses.200: mediaTypes must be a list/],
    ['no media type', { responses: { 200: { mediaTypes: [] } } }, /responses.200: mediaTypes must be a list/],
    [
      'a media type that is none',
      { responses: { 200: { mediaTypes: ['png'] } } },
      /mediaTypes must be a list of media types/,
    ],
    [
      'header fields in a list',
      { responses: { 200: { headers: ['ETag'] } } },
      /headers must be an object of names and values/,
    ],
    [
      'a header field with a space',
      { responses: { 200: { headers: { 'a b': true } } } },
      /headers has 'a b', which is no name/,
    ],
    [
      'a header field without a description',
      { responses: { 200: { headers: { A: 'b' } } } },
      /headers.A must be true or a desc/,
    ],
    [
      'media types without a body',
      { consumes: ['text/csv'] },
      /consumes needs a body: without one, bodies are not read/,
    ],
    ['no media type to consume', { body: Thing, consumes: [] }, /consumes is empty, so that no body could be read/],
    ['an operationId that is no text', { operationId: 7 }, /operationId must be text; got 7/],
    ['an empty operationId', { operationId: '' }, /operationId must not be empty/],
    ['a summary that is no text', { summary: ['x'] }, /summary must be text; got an array/],
  ]
  test.each(rows)('%s', (_, contract, message) => {
    expect(() => api.endpoint(contract as Contract, () => undefined)).toThrow(message)
  })
})

describe('declared answers', () => {
  const routes = api.routes(Router())
  const responses = {
    200: { schema: Thing, description: 'The thing', headers: { ETag: true }, example: { name: 'x' } },
    204: { description: 'Nothing' },
    404: 'There is no such thing',
    500: false,
  } as const
  routes.get('/thing', { responses }, () => ok({ name: 'a' }))
  routes.get('/bare', { responses }, () => ({ name: 'a' }))
  routes.get('/nothing', { responses }, () => undefined)
  routes.get('/missing', { responses }, () => notFound())
  // @ts-expect-error the schema of 200 asks for a name
  routes.get('/wrong', { responses }, () => ok({ nome: 'a' }))
  // @ts-expect-error 404 is declared as a failure, not as an answer without content
  routes.get('/number', { responses }, () => 404)
  const many = { responses: { 200: z.array(Thing) } }
  async function* things() {
    yield { name: 'a' }
  }
  routes.get('/many', many, () => things())
  async function* others() {
    yield 1
  }
  // @ts-expect-error the items are things
  routes.get('/others', many, () => others())
  const app = express().use(routes).use(api.fallback())

  test.each([
    ['/thing', 200],
    ['/bare', 200],
    ['/nothing', 204],
    ['/missing', 404],
    ['/wrong', 500],
    ['/number', 500],
    ['/many', 200],
  ])('%s: %i', async (path, status) => {
    await request(app).get(path).expect(status)
  })
})

test('routes list their operations in order', () => {
  const routes = api.routes(Router())
  routes.get('/a/:id', () => 1)
  routes.post('/a', { body: Thing, consumes: ['application/json'] }, () => undefined)
  const told = routes.operations.map(({ method, path, codecs, reads, bodyLimit }) => ({
    method,
    path,
    codecs: codecs.map(({ name }) => name),
    reads: reads.map(({ mediaType }) => mediaType),
    bodyLimit,
  }))
  const codecs = ['json', 'xml']
  expect(told).toEqual([
    { method: 'GET', path: '/a/:id', codecs, reads: [], bodyLimit: 2 ** 20 },
    { method: 'POST', path: '/a', codecs, reads: ['application/json'], bodyLimit: 2 ** 20 },
  ])
})
