import { endware, ndjson } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import * as valibot from 'valibot'
import { z } from 'zod'
import { at, documentOf, followed, info, sampleDocument } from './sample-document.js'

const document = sampleDocument()

describe('operations', () => {
  test.each([
    ['/v1/things', 'get', ['200', '304', '400', '405', '406', '412', '429', '500', '503']],
    [
      '/v1/things',
      'post',
      ['201', '204', '400', '401', '403', '405', '406', '408', '409', '413', '415', '429', '500', '503'],
    ],
    ['/v1/things/{id}', 'get', ['200', '304', '400', '404', '405', '406', '412', '429', '500', '503']],
    ['/v1/things/{id}', 'patch', ['200', '400', '404', '405', '406', '408', '412', '413', '415', '428', '429', '503']],
  ])('%s %s lists just the statuses that it can give', (path, method, statuses) => {
    expect(Object.keys(at(document, 'paths', path, method, 'responses')).sort()).toEqual(statuses)
  })

  describe('what is no routes or no options is refused in words', () => {
    const rows: readonly (readonly [what: string, mounts: unknown, options: unknown, message: RegExp])[] = [
      ['a plain router', Router(), { info }, /^openapi\(\) takes what api\.routes\(\) has made/],
      ['no routes', undefined, { info }, /^openapi\(\) takes what api\.routes\(\) has made/],
      ['no options', endware().routes(Router()), undefined, /^openapi\(\) takes an object of options: info/],
      ['a mistyped option', endware().routes(Router()), { info, server: [] }, /^openapi\(\) has no option 'server'/],
      ['no info', endware().routes(Router()), {}, /^openapi\(\) takes the info of the document/],
      [
        'no version',
        endware().routes(Router()),
        { info: { title: 'x' } },
        /^openapi\(\) takes the info of the document/,
      ],
    ]
    test.each(rows)('%s', (_what, mounts, options, message) => {
      expect(() => openapi(mounts as never, options as never)).toThrow(TypeError)
      expect(() => openapi(mounts as never, options as never)).toThrow(message)
    })
  })

  test('have what their contracts say', () => {
    expect(at(document, 'paths', '/v1/things', 'post')).toMatchObject({
      operationId: 'addThing',
      summary: 'Add a thing',
      security: [{ bearer: ['things:write'] }],
    })
    expect(at(document, 'paths', '/v1/things/{id}', 'get').deprecated).toBe(true)
    expect(at(document, 'paths', '/v1/things', 'get').deprecated).toBeUndefined()
    expect(document).toMatchObject({ openapi: '3.1.1', security: [], tags: [{ name: 'things' }] })
  })

  test('without a name get one from method and path', () => {
    const routes = endware().routes(Router())
    routes.get('/', () => 1)
    routes.get('/a-b/:id', () => 1)
    const { paths } = openapi(routes, { info })
    expect([paths['/']?.get?.operationId, paths['/a-b/{id}']?.get?.operationId]).toEqual(['getRoot', 'getABId'])
  })

  test('of a path with something optional are two', () => {
    const routes = endware().routes(Router())
    routes.get('/files{/:name}', { operationId: 'files' }, () => 1)
    const { paths } = openapi({ '/v1': [routes] }, { info })
    expect(paths['/v1/files/{name}']?.get?.operationId).toBe('files')
    expect(paths['/v1/files']?.get?.operationId).toBe('files2')
  })

  test.each([
    ['one name', ['/a', '/b'], 'x', /named 'x'/],
    ['one place', ['/a', '/a'], undefined, /routed twice/],
  ])('that have %s are refused', (_, paths, operationId, message) => {
    const routes = endware().routes(Router())
    for (const path of paths) routes.get(path, operationId === undefined ? {} : { operationId }, () => 1)
    expect(() => openapi(routes, { info })).toThrow(message)
  })

  test('of one path under two names of a parameter are refused (OpenAPI 3.1.1 §4.8.8)', () => {
    const routes = endware().routes(Router())
    routes.get('/a/:id/b', () => 1)
    routes.put('/a/:name/b', () => 1)
    expect(() => openapi(routes, { info })).toThrow('/a/{name}/b is /a/{id}/b under another name')
  })

  test('are those of routes alone', () => {
    expect(() => openapi({ '/': Router() as never }, { info })).toThrow(/not made by api.routes/)
  })
})

describe('parameters', () => {
  const parametersOf = (path: string, method: string) =>
    (at(document, 'paths', path, method).parameters as unknown[]).map((each) => followed(each, document))

  test('of the query, with their descriptions', () => {
    expect(parametersOf('/v1/things', 'get')).toEqual([
      {
        name: 'limit',
        in: 'query',
        description: 'How many',
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      },
      { name: 'tag', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
      expect.objectContaining({ name: 'Last-Event-ID', in: 'header' }),
    ])
  })

  test('of the path, of header fields, and those of conditional requests', () => {
    expect(parametersOf('/v1/things', 'post')).toEqual([
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true, description: 'Once' }),
    ])
    expect(parametersOf('/v1/things/{id}', 'get')).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'x1' },
      expect.objectContaining({ name: 'If-Match' }),
      expect.objectContaining({ name: 'If-None-Match' }),
    ])
    expect(parametersOf('/v1/things/{id}', 'patch')).toEqual([
      expect.objectContaining({
        name: 'id',
        description: 'Its id',
        schema: expect.objectContaining({ format: 'uuid' }),
      }),
      expect.objectContaining({ name: 'If-Match', required: true }),
    ])
  })

  test.each([
    [{ etag: 'content', responses: { 200: z.string() } }, ['If-Match', 'If-None-Match']],
    [{ responses: { 200: { schema: z.string(), headers: { etag: true } } } }, ['If-Match', 'If-None-Match']],
    [
      { responses: { 200: { schema: z.string(), headers: { 'last-modified': true } } } },
      ['If-Unmodified-Since', 'If-Modified-Since'],
    ],
    [
      { responses: { 200: { schema: z.string(), headers: { ETag: true, 'Last-Modified': true } } } },
      ['If-Match', 'If-None-Match', 'If-Unmodified-Since', 'If-Modified-Since'],
    ],
    [{ responses: { 200: z.string() } }, []],
  ])('are conditions on what the answers have (RFC 9110 §13.1): %#', (contract, names) => {
    const { components, paths } = documentOf(contract)
    const used = paths['/x']?.get?.parameters?.map((each) => '$ref' in each && each.$ref.split('/').at(-1))
    expect(used ?? []).toEqual(names.map((name) => name.replaceAll('-', '')))
    expect(
      Object.values(components.parameters ?? {})
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.toSorted())
  })

  test('that name the format', () => {
    const { paths } = documentOf({}, {}, endware({ formatParameter: 'format' }))
    expect(paths['/x']?.get?.parameters).toHaveLength(1)
    expect(
      at(documentOf({}, {}, endware({ formatParameter: 'format' })), 'components', 'parameters', 'Format'),
    ).toEqual(expect.objectContaining({ in: 'query', schema: { type: 'string', enum: ['json', 'xml'] } }))
  })

  test('that name the format are told beside a header field of the same name', () => {
    const query = z.object({ other: z.string() })
    const headers = z.object({ format: z.string() })
    const { paths } = documentOf({ query, headers }, {}, endware({ formatParameter: 'format' }))
    expect(paths['/x']?.get?.parameters).toEqual([
      expect.objectContaining({ in: 'query', name: 'other' }),
      expect.objectContaining({ in: 'header', name: 'Format' }),
      { $ref: '#/components/parameters/Format' },
    ])
  })
})

describe('contents', () => {
  const contentOf = (...names: readonly (string | number)[]) => at(document, 'paths', ...names, 'content')

  test('are in every format, each with an example by its codec', () => {
    const content = contentOf('/v1/things', 'get', 'responses', 200)
    expect(Object.keys(content)).toEqual([
      'application/json',
      'application/xml',
      'application/x-ndjson',
      'text/csv',
      'text/event-stream',
    ])
    const thing = {
      id: '0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a',
      name: 'Lantern',
      price: { amount: 1, currency: 'EUR' },
      tags: ['light'],
      createdAt: '2026-01-31T12:00:00.000Z',
    }
    expect(content['application/json']).toEqual({
      schema: { $ref: '#/components/schemas/ThingList' },
      'x-aliases': ['text/json'],
      example: [thing],
    })
    expect(content['application/xml']).toEqual({
      schema: { $ref: '#/components/schemas/ThingList' },
      example: `<?xml version="1.0" encoding="UTF-8"?><things><t:thing xmlns:t="https://example.com/things" id="${thing.id}"><name>Lantern</name><price><amount>1</amount><currency>EUR</currency></price><tags><tag>light</tag></tags><createdAt>2026-01-31T12:00:00.000Z</createdAt></t:thing></things>`,
      'x-aliases': ['text/xml'],
    })
    const items = { $ref: '#/components/schemas/Thing' }
    expect(content['application/x-ndjson']).toMatchObject({
      schema: { type: 'string' },
      'x-itemSchema': items,
      example: `${JSON.stringify(thing)}\n`,
    })
    expect(content['text/event-stream']).toMatchObject({
      'x-itemSchema': items,
      example: `data: ${JSON.stringify(thing)}\n\n`,
    })
    expect((content['text/csv'] as { example: string }).example).toMatch(/^id,name,price\.amount,.*\r\n0f6b7c1e/)
  })

  test.each<[schema: z.ZodType, items: unknown]>([
    [z.array(z.boolean()), { type: 'boolean' }],
    [z.tuple([z.boolean()]), { type: 'boolean' }],
    [z.tuple([z.boolean(), z.null()]), { anyOf: [{ type: 'boolean' }, { type: 'null' }] }],
    [z.tuple([z.boolean()], z.null()), { anyOf: [{ type: 'boolean' }, { type: 'null' }] }],
    [z.boolean(), { type: 'boolean' }],
  ])('of streams tell of each item that there can be: %#', (schema, items) => {
    const made = documentOf({ codecs: [ndjson()], responses: { 200: schema } })
    const content = at(made, 'paths', '/x', 'get', 'responses', 200, 'content', 'application/x-ndjson')
    expect(content['x-itemSchema']).toEqual(items)
  })

  test('of bodies are those that are read', () => {
    expect(Object.keys(contentOf('/v1/things', 'post', 'requestBody'))).toEqual(['application/json', 'application/xml'])
    expect(Object.keys(contentOf('/v1/things/{id}', 'patch', 'requestBody'))).toEqual(['application/merge-patch+json'])
    expect(at(document, 'paths', '/v1/things', 'post', 'requestBody').required).toBe(true)
  })

  test('that the endpoint makes itself have their own media types', () => {
    const made = documentOf({ responses: { 200: { mediaTypes: ['application/yaml', 'application/json'] } } })
    expect(at(made, 'paths', '/x', 'get', 'responses', 200, 'content')).toEqual({
      'application/yaml': { schema: { type: 'string' } },
      'application/json': { schema: {} },
    })
  })

  test('of an unknown shape are anything, and say why', () => {
    const unknown = valibot.object({ a: valibot.string() })
    const made = documentOf({ query: unknown, responses: { 200: unknown } })
    const note = expect.stringMatching(/has no JSON Schema/)
    const content = at(made, 'paths', '/x', 'get', 'responses', 200, 'content')
    expect(content['application/xml']).toEqual({ schema: { description: note }, 'x-aliases': ['text/xml'] })
    expect(at(made, 'paths', '/x', 'get').parameters).toEqual([
      { name: 'query', in: 'query', description: note, schema: { type: 'object', additionalProperties: true } },
    ])
    expect(at(documentOf({}), 'paths', '/x', 'get', 'responses', 200).description).toMatch(/declares no responses/)
  })
})

test('the same routes make the same document, of plain data', () => {
  expect(sampleDocument()).toEqual(document)
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})
