import { created, endware, type SchemaWithJsonSchema, type StandardSchema } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type } from 'arktype'
import express, { Router } from 'express'
import * as v from 'valibot'
import { z } from 'zod'
import { z as z3 } from 'zod3'
import { type Serving, serve } from '../../support/serve.js'

// The schemas of a contract may come from any Standard Schema validator, with its own JSON Schema or with one given by hand.

interface Schemas {
  readonly name: string
  readonly query: StandardSchema | SchemaWithJsonSchema
  readonly body: StandardSchema | SchemaWithJsonSchema
  readonly answer: StandardSchema | SchemaWithJsonSchema
}

const thingJson = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    count: { type: 'number' },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['name', 'count', 'tags'],
  additionalProperties: false,
}
const queryJson = {
  type: 'object',
  properties: { limit: { type: 'number' } },
  required: ['limit'],
  additionalProperties: false,
}
const answerJson = {
  type: 'object',
  properties: { id: { type: 'string' }, lines: { type: 'array', items: { $ref: '#/definitions/Line' } } },
  required: ['id', 'lines'],
  definitions: { Line: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] } },
  $schema: 'http://json-schema.org/draft-07/schema#',
}

const z3Thing = z3.strictObject({ name: z3.string(), count: z3.number(), tags: z3.array(z3.string()) })
const validators: readonly Schemas[] = [
  {
    name: 'zod 4',
    query: z.strictObject({ limit: z.number() }),
    body: z.strictObject({ name: z.string(), count: z.number(), tags: z.array(z.string()) }),
    answer: z.object({ id: z.string(), lines: z.array(z.object({ n: z.number() })) }),
  },
  {
    name: 'zod 3 with a JSON Schema by hand',
    query: { schema: z3.strictObject({ limit: z3.number() }), jsonSchema: queryJson },
    body: { schema: z3Thing, jsonSchema: thingJson },
    answer: {
      schema: z3.object({ id: z3.string(), lines: z3.array(z3.object({ n: z3.number() })) }),
      jsonSchema: answerJson,
    },
  },
  {
    name: 'Valibot',
    query: v.strictObject({ limit: v.number() }),
    body: v.strictObject({ name: v.string(), count: v.number(), tags: v.array(v.string()) }),
    answer: v.object({ id: v.string(), lines: v.array(v.object({ n: v.number() })) }),
  },
  {
    name: 'ArkType',
    query: type({ '+': 'reject', limit: 'number' }),
    body: type({ '+': 'reject', name: 'string', count: 'number', tags: 'string[]' }),
    answer: type({ id: 'string', lines: type({ n: 'number' }).array() }),
  },
]

describe.each(validators)('the schemas of $name', ({ query, body, answer }) => {
  const api = endware({ validation: 'responses', onFailure: () => {} })
  const routes = api.routes(Router())
  const lines = [{ n: 1, secret: 's' }]
  const responses = { 200: '~standard' in answer ? { schema: answer } : answer }
  routes.get('/query', { query }, (input) => input.query)
  routes.post('/body', { body }, (input) => created(input.body))
  routes.get('/right', { responses }, () => ({ id: 'a', lines, secret: 's' }))
  routes.get('/wrong', { responses }, () => ({ id: 1, lines }))
  let serving: Serving
  beforeAll(async () => {
    serving = await serve(express().use(routes).use(api.fallback()))
  })
  afterAll(() => serving.close())

  const json = 'application/json'
  const xml = 'application/xml'
  const thing = { name: 'a', count: 2, tags: ['x'] }
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
    ['GET', '/query?limit=5&offset=1', json, '', 400, { errors: [{ in: 'query', pointer: '/offset' }] }],
    ['POST', '/body', json, JSON.stringify(thing), 201, thing],
    ['POST', '/body', xml, '<body><name>a</name><count>2</count><tags>x</tags></body>', 201, thing],
    ['POST', '/body', xml, '<body><name>1</name><count>2</count></body>', 201, { name: '1', count: 2, tags: [] }],
    [
      'POST',
      '/body',
      json,
      '{"name":"a","count":true,"tags":[]}',
      400,
      { errors: [{ in: 'body', pointer: '/count' }] },
    ],
    ['POST', '/body', xml, '<body><count>2</count></body>', 400, { errors: [{ in: 'body', pointer: '/name' }] }],
    ['GET', '/right', json, '', 200, { id: 'a', lines: [{ n: 1 }] }],
    ['GET', '/wrong', json, '', 500, { error: 'Internal Server Error' }],
  ]
  test.each(rows)(
    'validate %s %s as %s with the content %s and answer %i',
    async (method, path, media, content, status, says) => {
      const init = content === '' ? {} : { body: content, headers: { 'content-type': media } }
      const response = await fetch(serving.url + path, { method, ...init })
      expect([response.status, await response.json()]).toMatchObject([status, says])
    },
  )

  test('let only described members into JSON and into XML', async () => {
    const texts = ['application/json', 'application/xml'].map(async (accept) => {
      const response = await fetch(`${serving.url}/right`, { headers: { accept } })
      return response.text()
    })
    expect(await Promise.all(texts)).toEqual([
      '{"id":"a","lines":[{"n":1}]}',
      expect.stringContaining('<id>a</id><lines><n>1</n></lines></response>'),
    ])
  })

  test('are in the document', () => {
    const document = JSON.stringify(openapi(routes, { info: { title: 't', version: '1' } }))
    expect(document).toMatch(/"name":"limit","in":"query","required":true,"schema":\{"type":"number"\}/)
    expect(document).not.toMatch(/has no JSON Schema|#\/definitions/)
  })
})
