import { type Contract, endware, html, json, ndjson, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { z as z3 } from 'zod3'
import { at, documentOf, sampleDocument } from './sample-document.js'

const document = sampleDocument()

describe('documented contents', () => {
  const contentOf = (...names: readonly (string | number)[]) => at(document, 'paths', ...names, 'content')

  test('each format of an answer has an example that its codec encodes', () => {
    const whole = contentOf('/v1/things', 'get', 'responses', 200)
    const streams = at(document, 'paths', '/v1/things', 'get', 'responses', 200, 'x-streams')
    expect(Object.keys(whole)).toEqual(['application/json', 'application/xml'])
    expect(Object.keys(streams)).toEqual(['application/x-ndjson', 'text/csv', 'text/event-stream'])
    const content = { ...whole, ...streams }
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
  ])('a stream has a schema that covers each item of the list: %#', (schema, items) => {
    const made = documentOf({ codecs: [ndjson()], responses: { 200: schema } })
    const content = at(made, 'paths', '/x', 'get', 'responses', 200, 'content', 'application/x-ndjson')
    expect(content['x-itemSchema']).toEqual(items)
  })

  test('JSON is the first content, whatever the end-ware prefers', () => {
    const api = endware({ codecs: [xml(), ndjson(), json()] })
    const made = documentOf({ body: z.object({}), responses: { 200: z.array(z.string()) } }, {}, api)
    const parts = ['requestBody', 'responses'].map((part) => at(made, 'paths', '/x', 'get', part))
    expect(Object.keys(parts[0]?.content as object)[0]).toBe('application/json')
    expect(Object.keys(at(made, 'paths', '/x', 'get', 'responses', 200, 'content'))).toEqual([
      'application/json',
      'application/xml',
    ])
  })

  test('HTML pages are documented only with the option pages', () => {
    const api = endware({ codecs: [html(), json()], formatParameter: 'as' })
    const texts = [{}, { pages: true }].map((options) => {
      return JSON.stringify(documentOf({ responses: { 200: z.string() } }, options, api))
    })
    expect(texts[0]).not.toMatch(/html/i)
    expect(texts[1]).toContain('"text/html":{"schema":{"type":"string","description":"A page for people"}')
  })

  test('a body has the media types that the operation reads', () => {
    expect(Object.keys(contentOf('/v1/things', 'post', 'requestBody'))).toEqual(['application/json', 'application/xml'])
    expect(Object.keys(contentOf('/v1/things/{id}', 'patch', 'requestBody'))).toEqual(['application/merge-patch+json'])
    expect(at(document, 'paths', '/v1/things', 'post', 'requestBody').required).toBe(true)
  })

  test('contents that the endpoint encodes itself have the declared media types', () => {
    const made = documentOf({ responses: { 200: { mediaTypes: ['application/yaml', 'application/json'] } } })
    expect(at(made, 'paths', '/x', 'get', 'responses', 200, 'content')).toEqual({
      'application/yaml': { schema: { type: 'string' } },
      'application/json': { schema: {} },
    })
  })

  test('a request without a JSON Schema allows anything, and says why', () => {
    const unknown = z3.object({ a: z3.string() })
    const made = documentOf({ query: unknown, body: unknown })
    const note = expect.stringMatching(/has no JSON Schema/)
    const content = at(made, 'paths', '/x', 'get', 'requestBody', 'content')
    expect(content['application/xml']).toEqual({ schema: { description: note }, 'x-aliases': ['text/xml'] })
    expect(at(made, 'paths', '/x', 'get').parameters).toEqual([
      {
        name: 'query',
        in: 'query',
        description: note,
        style: 'form',
        explode: true,
        schema: { type: 'object', additionalProperties: true },
      },
    ])
    expect(at(documentOf({}), 'paths', '/x', 'get', 'responses', 200).description).toMatch(/declares no responses/)
  })

  test('the answer of a contract without responses has the fields of every answer', () => {
    const fieldsOf = (contract: Contract) =>
      Object.keys(at(documentOf(contract), 'paths', '/x', 'get', 'responses', 200).headers as object)
    expect(fieldsOf({})).toEqual(['Vary'])
    expect(fieldsOf({ deprecated: { since: '2026-01-31' } })).toEqual(['Deprecation', 'Vary'])
  })
})
