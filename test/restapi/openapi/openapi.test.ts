import { endware } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { at, documentOf, followed, info, sampleDocument } from './sample-document.js'

const document = sampleDocument()

describe('operations', () => {
  test.each([
    ['/v1/things', 'get', ['200', '304', '400', '412'], [405, 406, 429, 500, 503]],
    ['/v1/things', 'post', ['201', '204', '400', '401', '403', '409'], [405, 406, 408, 413, 415, 429, 500, 503]],
    ['/v1/things/{id}', 'get', ['200', '304', '400', '404', '412'], [405, 406, 429, 500, 503]],
    ['/v1/things/{id}', 'patch', ['200', '400', '404', '412', '428'], [405, 406, 408, 413, 415, 429, 503]],
  ])('%s %s lists its own statuses, and the shared ones under default', (path, method, own, shared) => {
    const { responses, 'x-failures': failures } = at(document, 'paths', path, method)
    expect(Object.keys(responses as object).sort()).toEqual([...own, 'default'])
    expect(failures).toEqual(shared)
  })

  test('an operation without a shared failure has no default response', () => {
    const never = Object.fromEntries([405, 406, 500].map((status) => [status, false]))
    const { responses, ...rest } = at(documentOf({ responses: { 200: z.string(), ...never } }), 'paths', '/x', 'get')
    expect(Object.keys(responses as object)).toEqual(['200', '304', '400', '412'])
    expect(rest).not.toHaveProperty('x-failures')
  })

  test.each([
    [{ description: 'At length', summary: 'In short' }, 'At length'],
    [{ summary: 'In short' }, 'In short'],
    [{ responses: { 200: { schema: z.string(), description: 'The text' } } }, 'The text'],
    [{}, 'Any answer of the endpoint: its contract declares no responses'],
  ])('an operation always has a description: %#', (contract, description) => {
    expect(at(documentOf(contract), 'paths', '/x', 'get').description).toBe(description)
  })

  describe('openapi() with wrong arguments', () => {
    const rows: readonly (readonly [what: string, mounts: unknown, options: unknown, message: RegExp])[] = [
      ['a plain router', Router(), { info }, /^openapi\(\) takes the routes that api\.routes\(\) returned/],
      ['no routes', undefined, { info }, /^openapi\(\) takes the routes that api\.routes\(\) returned/],
      ['no options', endware().routes(Router()), undefined, /^openapi\(\) takes an object of options: info/],
      ['a mistyped option', endware().routes(Router()), { info, server: [] }, /^openapi\(\) has no option 'server'/],
      ['no info', endware().routes(Router()), {}, /^openapi\(\) needs the title and the version of the document/],
      [
        'no version',
        endware().routes(Router()),
        { info: { title: 'x' } },
        /^openapi\(\) needs the title and the version of the document/,
      ],
    ]
    test.each(rows)('refuses %s with a message that says what is needed', (_what, mounts, options, message) => {
      expect(() => openapi(mounts as never, options as never)).toThrow(TypeError)
      expect(() => openapi(mounts as never, options as never)).toThrow(message)
    })
  })

  test('an operation has the summary, security and deprecation of its contract', () => {
    expect(at(document, 'paths', '/v1/things', 'post')).toMatchObject({
      operationId: 'addThing',
      summary: 'Add a thing',
      security: [{ bearer: ['things:write'] }],
    })
    expect(at(document, 'paths', '/v1/things/{id}', 'get').deprecated).toBe(true)
    expect(at(document, 'paths', '/v1/things', 'get').deprecated).toBeUndefined()
    expect(document).toMatchObject({ openapi: '3.1.1', security: [], tags: [{ name: 'things' }] })
  })

  test('an operation without an operationId gets one made of method and path', () => {
    const routes = endware().routes(Router())
    routes.get('/', () => 1)
    routes.get('/a-b/:id', () => 1)
    const { paths } = openapi(routes, { info })
    expect([paths['/']?.get?.operationId, paths['/a-b/{id}']?.get?.operationId]).toEqual(['getRoot', 'getABId'])
  })

  test('a path with an optional part makes two operations', () => {
    const routes = endware().routes(Router())
    routes.get('/files{/:name}', { operationId: 'files' }, () => 1)
    const { paths } = openapi({ '/v1': [routes] }, { info })
    expect(paths['/v1/files/{name}']?.get?.operationId).toBe('files')
    expect(paths['/v1/files']?.get?.operationId).toBe('files2')
  })

  test.each([
    ['the same operationId', ['/a', '/b'], 'x', /have the operationId 'x'/],
    ['the same method and path', ['/a', '/a'], undefined, /routed twice/],
  ])('openapi() refuses operations that have %s', (_, paths, operationId, message) => {
    const routes = endware().routes(Router())
    for (const path of paths) routes.get(path, operationId === undefined ? {} : { operationId }, () => 1)
    expect(() => openapi(routes, { info })).toThrow(message)
  })

  test('openapi() refuses paths that differ only in parameter names (OpenAPI 3.1.1 §4.8.8)', () => {
    const routes = endware().routes(Router())
    routes.get('/a/:id/b', () => 1)
    routes.put('/a/:name/b', () => 1)
    expect(() => openapi(routes, { info })).toThrow(
      '/a/{id}/b and /a/{name}/b differ only in the names of their parameters',
    )
  })

  test('the document has only operations of routes', () => {
    expect(() => openapi({ '/': Router() as never }, { info })).toThrow(/must be made by api.routes/)
  })
})

describe('parameters', () => {
  const parametersOf = (path: string, method: string) =>
    (at(document, 'paths', path, method).parameters as unknown[]).map((each) => followed(each, document))

  test('query parameters have their descriptions', () => {
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

  test('an operation has parameters of path, header fields, cookies and conditional requests', () => {
    expect(parametersOf('/v1/things', 'post')).toEqual([
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true, description: 'Once' }),
      expect.objectContaining({ name: 'shown', in: 'cookie', explode: false }),
      expect.objectContaining({ name: 'theme', in: 'cookie' }),
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
  ])('conditional header fields depend on the validators of the answers (RFC 9110 §13.1): %#', (contract, names) => {
    const { components, paths } = documentOf(contract)
    const used = paths['/x']?.get?.parameters?.map((each) => '$ref' in each && each.$ref.split('/').at(-1))
    expect(used ?? []).toEqual(names.map((name) => name.replaceAll('-', '')))
    expect(
      Object.values(components.parameters ?? {})
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.toSorted())
  })

  test('the format parameter lists the names of the formats', () => {
    const { paths } = documentOf({}, {}, endware({ formatParameter: 'format' }))
    expect(paths['/x']?.get?.parameters).toHaveLength(1)
    expect(
      at(documentOf({}, {}, endware({ formatParameter: 'format' })), 'components', 'parameters', 'Format'),
    ).toEqual(expect.objectContaining({ in: 'query', schema: { type: 'string', enum: ['json', 'xml'] } }))
  })

  test('the format parameter is documented next to a header field of the same name', () => {
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

test('openapi() makes the same plain document of the same routes each time', () => {
  expect(sampleDocument()).toEqual(document)
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})
