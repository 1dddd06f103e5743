import { csv, endware, eventStream, html, json, ndjson, ok, xml } from '@endware/restapi'
import { type OpenApiDocument, type OpenApiOptions, openapi, type Tag } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { shapeOf } from '../../../restapi/src/schema/shape-compiler.js'
import { sampleRoutes } from './sample.js'
import { at, info } from './sample-document.js'

const Amount = z
  .object({
    currency: z.string().meta({ xml: { attribute: true } }),
    value: z.number().meta({ xml: { nodeType: 'text' } }),
  })
  .meta({ id: 'Amount', xml: { name: 'amount' } })
const Lamp = z
  .object({
    id: z.int().meta({ xml: { nodeType: 'attribute' } }),
    price: Amount,
    tags: z.array(z.string().meta({ xml: { name: 'tag' } })).meta({ xml: { wrapped: true } }),
    notes: z.array(z.string()).meta({ xml: { wrapped: false, name: 'note' } }),
    attribute: z.boolean(),
  })
  .meta({ id: 'Lamp', xml: { name: 'lamp' } })
const Strange = z.object({ xml: z.unknown() }).meta({ id: 'Strange', examples: [{ xml: { attribute: true } }] })

function routes() {
  const codecs = [json(), xml(), ndjson(), csv(), eventStream(), html()]
  const made = endware({ codecs }).routes(Router())
  const responses = { 200: z.array(Lamp).meta({ id: 'Lamps', xml: { name: 'lamps', wrapped: true } }) }
  made.get('/lamps', { operationId: 'listLamps', responses }, () => [])
  made.query('/lamps', { operationId: 'findLamps', body: Lamp, responses }, () => [])
  made.get('/other', { operationId: 'other', codecs: [json()], responses: { 200: Strange } }, () => ok() as never)
  return made
}
const documentOf = (options: Partial<OpenApiOptions> = {}): OpenApiDocument => openapi(routes(), { info, ...options })
const [older, newer] = [documentOf(), documentOf({ version: '3.2.0' })]

test('3.1.1 is the default, and a version that is not known is refused', () => {
  expect([older.openapi, newer.openapi]).toEqual(['3.1.1', '3.2.0'])
  expect(documentOf({ version: '3.1.1' })).toEqual(older)
  expect(() => documentOf({ version: '3.0.0' as never })).toThrow(
    new TypeError("the version of openapi() is '3.1.1' or '3.2.0', not \"3.0.0\""),
  )
})

test('QUERY is the extension x-query of 3.1.1 and the field query of 3.2.0', () => {
  expect(Object.keys(at(older, 'paths', '/lamps'))).toEqual(['get', 'x-query'])
  expect(Object.keys(at(newer, 'paths', '/lamps'))).toEqual(['get', 'query'])
  for (const operation of [at(older, 'paths', '/lamps', 'x-query'), at(newer, 'paths', '/lamps', 'query')]) {
    expect(operation).toMatchObject({ operationId: 'findLamps', requestBody: { required: true } })
    expect(Object.keys(operation.responses as object)).toEqual(['200', '304', '400', '412', 'default'])
    expect(Object.keys((operation.requestBody as { content: object }).content)).toEqual([
      'application/json',
      'application/xml',
      'application/x-www-form-urlencoded',
    ])
  }
})

test('every answer of a path with QUERY has Accept-Query, and no other has', () => {
  for (const document of [older, newer]) {
    for (const [path, has] of [
      ['/lamps', true],
      ['/other', false],
    ] as const) {
      const responses = Object.keys(at(document, 'paths', path, 'get', 'responses'))
      const found = responses.map((status) =>
        Object.hasOwn(at(document, 'paths', path, 'get', 'responses', status, 'headers'), 'Accept-Query'),
      )
      expect([path, new Set(found)]).toEqual([path, new Set([has])])
    }
  }
})

describe('streams', () => {
  const lamp = { $ref: '#/components/schemas/Lamp' }
  const contents = (document: OpenApiDocument) => at(document, 'paths', '/lamps', 'get', 'responses', '200')

  test('are beside the contents in 3.1.1 and among them in 3.2.0', () => {
    const streams = ['application/x-ndjson', 'text/csv', 'text/event-stream']
    const { content, 'x-streams': beside } = contents(older)
    expect([Object.keys(content as object), Object.keys(beside as object)]).toEqual([
      ['application/json', 'application/xml'],
      streams,
    ])
    const { content: all, ...others } = contents(newer)
    expect([Object.keys(all as object), others]).toEqual([
      ['application/json', 'application/xml', ...streams],
      expect.not.objectContaining({ 'x-streams': expect.anything() }),
    ])
  })

  test('have an itemSchema in 3.2.0, events that of an event with data in JSON', () => {
    const { content } = contents(newer) as { content: Record<string, object> }
    expect(content['application/x-ndjson']).toMatchObject({ itemSchema: lamp })
    expect(content['application/x-ndjson']).not.toHaveProperty('schema')
    expect(content['text/csv']).toMatchObject({ schema: { type: 'string' }, itemSchema: lamp })
    expect(content['text/event-stream']).toMatchObject({
      itemSchema: {
        type: 'object',
        required: ['data'],
        properties: { data: { type: 'string', contentMediaType: 'application/json', contentSchema: lamp } },
      },
    })
    expect(JSON.stringify(newer)).not.toContain('x-itemSchema')
  })
})

describe('XML Objects', () => {
  const member = (document: OpenApiDocument, name: string) =>
    at(document, 'components', 'schemas', 'Lamp', 'properties', name)

  test('have nodeType in 3.2.0', () => {
    const rows = [
      ['id', { nodeType: 'attribute' }, { attribute: true }],
      ['tags', { nodeType: 'element' }, { wrapped: true }],
      ['notes', { nodeType: 'none', name: 'note' }, { wrapped: false, name: 'note' }],
    ] as const
    for (const [name, inNewer, inOlder] of rows)
      expect([member(newer, name).xml, member(older, name).xml]).toEqual([inNewer, inOlder])
    const amount = (document: OpenApiDocument) => at(document, 'components', 'schemas', 'Amount', 'properties', 'value')
    expect([amount(newer).xml, amount(older).xml]).toEqual([{ nodeType: 'text' }, { 'x-nodeType': 'text' }])
  })

  test('mean the same in both versions', () => {
    const samples = [
      [older, newer],
      [
        openapi(sampleRoutes(), { info, securitySchemes: { bearer: {} } }),
        openapi(sampleRoutes(), { info, securitySchemes: { bearer: {} }, version: '3.2.0' }),
      ],
    ] as const
    for (const documents of samples) {
      const names = documents.map(({ components }) => Object.keys(components.schemas ?? {}))
      expect(names[0]).toEqual(names[1])
      for (const name of names[0] ?? []) {
        const [left, right] = documents.map(({ components }) =>
          shapeOf({ $ref: `#/components/schemas/${name}`, components }),
        )
        expect(right).toEqual(left)
      }
    }
  })

  test('are not looked for in examples and names of members', () => {
    expect(at(newer, 'components', 'schemas', 'Strange').examples).toEqual([{ xml: { attribute: true } }])
    expect(member(newer, 'attribute')).toEqual({ type: 'boolean' })
  })
})

describe('tags and servers', () => {
  const tags: readonly Tag[] = [
    { name: 'all', summary: 'Everything', kind: 'nav' },
    { name: 'lamps', description: 'Lamps', parent: 'all' },
  ]
  const servers = [{ url: 'https://lamps.test', name: 'live' }]

  test('have their own words in 3.2.0', () => {
    const { tags: found, servers: at } = documentOf({ tags, servers, version: '3.2.0' })
    expect([found, at]).toEqual([tags, servers])
  })

  test('have extensions in 3.1.1', () => {
    const { tags: found, servers: at } = documentOf({ tags, servers })
    expect(found).toEqual([
      { name: 'all', 'x-displayName': 'Everything', 'x-kind': 'nav' },
      { name: 'lamps', description: 'Lamps', 'x-parent': 'all' },
    ])
    expect(at).toEqual([{ url: 'https://lamps.test', 'x-name': 'live' }])
  })

  const wrong: readonly (readonly [tags: readonly Tag[], message: string])[] = [
    [[{ name: 'a', parent: 'b' }], "the tag 'a' has the parent 'b', which is no tag: add it to `tags`"],
    [[{ name: 'a', parent: 'a' }], "the tag 'a' is above itself by `parent`: a tag at the top has none"],
    [
      [
        { name: 'a', parent: 'b' },
        { name: 'b', parent: 'a' },
      ],
      "the tag 'a' is above itself by `parent`: a tag at the top has none",
    ],
    [
      [
        { name: 'c', parent: 'a' },
        { name: 'a', parent: 'a' },
      ],
      "the tag 'c' is above itself by `parent`: a tag at the top has none",
    ],
    [[{ name: 'a' }, { name: 'a' }], "two tags have the name 'a'; remove one of them"],
  ]
  test.each(wrong)('are refused in both versions: %j', (given, message) => {
    for (const version of ['3.1.1', '3.2.0'] as const)
      expect(() => documentOf({ tags: given, version })).toThrow(new TypeError(message))
  })
})
