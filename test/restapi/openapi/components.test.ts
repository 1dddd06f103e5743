import {
  type Codec,
  type Contract,
  csv,
  type ErrorInfo,
  endware,
  html,
  json,
  ndjson,
  problemEnvelope,
  problemType,
  xml,
} from '@endware/restapi'
import { type OpenApiDocument, openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { outOfStock } from './sample.js'
import { at, documentOf, info, sampleDocument } from './sample-document.js'

const document = sampleDocument()
const yaml: Codec = { name: 'yaml', mediaTypes: ['application/yaml'], encode: String }

describe('component schemas', () => {
  const schemas = document.components.schemas ?? {}

  test('a schema with an id is a component of that name', () => {
    expect(Object.keys(schemas)).toEqual([
      'Failure',
      'InvalidField',
      'Money',
      'NewThing',
      'NewThingInput',
      'OutOfStockProblem',
      'Thing',
      'ThingList',
      'ThingPatch',
    ])
  })

  test('a schema of requests has its own component only when it differs from that of answers', () => {
    expect(schemas.NewThing).toMatchObject({ required: ['name', 'price', 'size'] })
    expect(schemas.NewThingInput).toMatchObject({ required: ['name', 'price'], additionalProperties: false })
    expect(schemas).not.toHaveProperty('MoneyInput')
  })

  test('a schema that refers to a schema that differs has two components as well', () => {
    const Inner = z.object({ size: z.int().default(1) }).meta({ id: 'Inner' })
    const Outer = z.object({ inner: Inner }).meta({ id: 'Outer' })
    const routes = endware().routes(Router())
    routes.post('/x', { body: Outer, responses: { 200: Outer } }, ({ body }) => body)
    const made = openapi(routes, { info })
    expect(Object.keys(made.components.schemas ?? {})).toEqual(
      expect.arrayContaining(['Inner', 'InnerInput', 'Outer', 'OuterInput']),
    )
    expect(made.components.schemas?.OuterInput).toMatchObject({
      properties: { inner: { $ref: '#/components/schemas/InnerInput' } },
    })
  })

  test('a schema that is not strict says nothing about additional properties or readOnly', () => {
    expect(schemas.Thing).not.toHaveProperty('additionalProperties')
    expect(schemas.Thing).not.toHaveProperty('readOnly')
    expect(schemas.Money).toMatchObject({ additionalProperties: false })
  })

  test('a recursive schema without an id is named after its operation', () => {
    const Tree: z.ZodType = z.object({ name: z.string(), kids: z.lazy(() => z.array(Tree)) })
    const made = documentOf({ responses: { 200: Tree, 201: z.object({ tree: Tree }) } })
    const names = Object.keys(made.components.schemas ?? {}).filter((name) => name.startsWith('X'))
    expect(names.length).toBeGreaterThan(0)
    const text = JSON.stringify(made)
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      expect(made.components.schemas).toHaveProperty(String(name))
    }
    expect(text).not.toMatch(/"\$ref":"(?!#\/components\/)/)
  })

  test('a reference within an example stays unchanged', () => {
    const pointer = { $ref: '#/somewhere/%zz' }
    const made = documentOf({ responses: { 200: z.object({ schema: z.any().meta({ examples: [pointer] }) }) } })
    const content = at(made, 'paths', '/x', 'get', 'responses', 200, 'content', 'application/json')
    expect(content).toMatchObject({
      schema: { properties: { schema: { examples: [pointer] } } },
      example: { schema: pointer },
    })
  })

  test('openapi() refuses two different schemas with the same id', () => {
    const other = z.object({ a: z.string() })
    const named = { '~standard': { ...other['~standard'], jsonSchema: twice() } } as never
    expect(() => documentOf({ responses: { 200: named, 201: named } })).toThrow(
      /two different schemas have the id 'Same'/,
    )
  })

  test('schemas of the application keep their names, and those of the library get numbers', () => {
    const own = Object.assign(({ status }: ErrorInfo) => ({ oops: status }), { schema: z.object({ oops: z.int() }) })
    const usual = endware().routes(Router())
    const unusual = endware({ envelope: own }).routes(Router())
    const problems = ['a', 'b'].map((folder) =>
      problemType({ type: `/problems/${folder}/conflict`, title: folder, status: 409 }),
    )
    usual.get('/usual', { problems }, () => undefined)
    unusual.get('/unusual', { responses: { 200: z.object({ mine: z.int() }).meta({ id: 'Failure' }) } }, () => ({
      mine: 1,
    }))
    const { components } = openapi([usual, unusual], { info })
    expect(components.schemas).toMatchObject({
      Failure: { properties: { mine: {} } },
      Failure2: { properties: { status: {} } },
      Failure3: { properties: { oops: {} } },
      ConflictProblem: { properties: { title: { const: 'a' } } },
      ConflictProblem2: { properties: { title: { const: 'b' } } },
    })
    expect(JSON.stringify([components.responses?.BadRequest, components.responses?.BadRequest2])).toMatch(
      /^\[.*schemas\/Failure2.*,.*schemas\/Failure3.*\]$/,
    )
  })

  function twice() {
    let calls = 0
    const convert = () => ({ $ref: '#/$defs/Same', $defs: { Same: { const: calls++ } } })
    return { input: convert, output: convert }
  }
})

describe('failure responses', () => {
  test('a failure is a shared component, and the contract may replace its description', () => {
    expect(document.paths['/v1/things/{id}']?.get?.responses['404']).toEqual({
      $ref: '#/components/responses/NotFoundDeprecated',
      description: 'There is no such thing',
    })
    expect(document.paths['/v1/things']?.get?.responses['400']).toEqual({
      $ref: '#/components/responses/BadRequest',
    })
    expect(document.paths['/v1/things']?.get?.responses.default).toEqual({
      $ref: '#/components/responses/OtherFailure',
    })
  })

  test('the shared failure has an example in each format, and its header fields', () => {
    const { content, headers } = at(document, 'components', 'responses', 'OtherFailure') as never as {
      content: Record<string, { schema: unknown; example: unknown }>
      headers: object
    }
    expect(Object.keys(headers)).toEqual([
      'X-Request-Id',
      'Vary',
      'Allow',
      'Accept',
      'Accept-Encoding',
      'Cache-Control',
      'Retry-After',
    ])
    expect(content['application/json']?.example).toMatchObject({ status: 500, error: 'Internal Server Error' })
    expect(content['application/xml']?.example).toContain('<error><status>500</status>')
  })

  test('a declared problem has its schema and the media types of problems', () => {
    const { content } = at(document, 'paths', '/v1/things', 'post', 'responses', 409) as { content?: object }
    expect(Object.keys(content ?? {})).toEqual([
      'application/json',
      'application/xml',
      'application/problem+json',
      'application/problem+xml',
    ])
    expect((content as Record<string, { example: unknown }>)['application/problem+xml']?.example).toContain(
      '<problem xmlns="urn:ietf:rfc:7807"><type>/problems/out-of-stock</type><title>Not enough in stock</title><status>409</status><skus><i>LAN-1</i></skus><left>2</left></problem>',
    )
    expect(document.components.schemas?.OutOfStockProblem).toMatchObject({
      properties: {
        type: { const: '/problems/out-of-stock' },
        skus: { type: 'array', items: { type: 'string', xml: { name: 'i' } }, xml: { wrapped: true } },
        left: { type: 'integer' },
      },
      required: ['type', 'title', 'status', 'skus', 'left'],
      xml: { name: 'problem', namespace: 'urn:ietf:rfc:7807' },
    })
  })

  test('all failures are problems when the envelope is problemEnvelope', () => {
    const api = endware({ envelope: problemEnvelope })
    const made = documentOf({ responses: { 204: null }, problems: [outOfStock] }, {}, api)
    expect(at(made, 'components', 'responses', 'OtherFailure', 'content')).toMatchObject({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    })
    expect(Object.keys(at(made, 'paths', '/x', 'get', 'responses'))).toContain('409')
  })

  test('failures have the schema that the envelope of the application declares', () => {
    const own = (info: ErrorInfo) => ({ oops: info.status })
    const described = Object.assign((info: ErrorInfo) => own(info), { schema: z.object({ oops: z.int() }) })
    const [undeclared, declared] = [own, described].map((envelope) => documentOf({}, {}, endware({ envelope })))
    expect(undeclared?.components.schemas?.Failure).toEqual({
      description: expect.stringMatching(/declares no schema/),
      xml: { name: 'error' },
    })
    expect(declared?.components.schemas?.Failure).toMatchObject({
      properties: { oops: { type: 'integer' } },
      xml: { name: 'error' },
    })
    expect(
      at(declared as OpenApiDocument, 'components', 'responses', 'BadRequest', 'content', 'application/json').example,
    ).toEqual({ oops: 400 })
  })

  test('the description of 412 depends on whether the resource has an entity tag', () => {
    const described = (contract: Contract) =>
      documentOf({ responses: { 200: z.string() }, ...contract }).paths['/x']?.get?.responses['412']
    expect(described({})).toEqual({ $ref: '#/components/responses/PreconditionFailedUntagged' })
    expect(described({ etag: 'content' })).toEqual({ $ref: '#/components/responses/PreconditionFailed' })
  })

  test('a failure whose contract has a schema is described by that schema', () => {
    const made = documentOf({ responses: { 200: null, 400: z.object({ why: z.string() }) } })
    expect(at(made, 'paths', '/x', 'get', 'responses', 400).description).toBe('Bad Request')
  })
})

describe('component names', () => {
  const contracts: readonly Contract[] = [
    {},
    { codecs: [json(), xml(), ndjson(), csv(), html()] },
    { codecs: [json()] },
    { codecs: [yaml, json(), html()], etag: 'content' },
    { responses: { 200: { schema: z.string(), headers: { 'cache-control': true, etag: true } } } },
    { responses: { 200: { schema: z.string(), headers: { Link: { description: 'One of them' } } } } },
    { responses: { 200: { schema: z.string(), headers: { Link: { description: 'All of them' } } } } },
  ]
  const namesOf = (ordered: readonly Contract[]) => {
    const api = endware({ codecs: [json(), xml(), html()], formatParameter: 'format' })
    const routes = api.routes(Router())
    for (const contract of ordered) {
      routes.get(
        `/${contracts.indexOf(contract)}/:id`,
        { responses: { 200: z.string() }, ...contract },
        () => '' as never,
      )
    }
    return Object.entries(openapi(routes, { info, pages: true }).components).map(([kind, all]) => [
      kind,
      Object.keys(all),
    ])
  }

  test('names of components do not depend on the order of the operations', () => {
    const names = namesOf(contracts)
    expect(namesOf(contracts.toReversed())).toEqual(names)
    expect(Object.fromEntries(names)).toMatchObject({
      parameters: ['Format', 'FormatInJson', 'FormatInYamlJsonHtml', 'FormatWithNdjsonCsv', 'IfMatch', 'IfNoneMatch'],
      responses: expect.arrayContaining(['BadRequest', 'NotFound', 'NotFoundInJson', 'NotModifiedWithCacheControl']),
    })
    expect(JSON.stringify(names)).not.toMatch(/[a-z]\d"/)
  })
})
