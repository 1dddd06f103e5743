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

describe('schemas', () => {
  const schemas = document.components.schemas ?? {}

  test('are components under the names that they have', () => {
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

  test('of requests have a name of their own only where they differ', () => {
    expect(schemas.NewThing).toMatchObject({ required: ['name', 'price', 'size'] })
    expect(schemas.NewThingInput).toMatchObject({ required: ['name', 'price'], additionalProperties: false })
    expect(schemas).not.toHaveProperty('MoneyInput')
  })

  test('that refer to one that differs differ themselves', () => {
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

  test('promise nothing about other members unless they are strict, and are not read-only', () => {
    expect(schemas.Thing).not.toHaveProperty('additionalProperties')
    expect(schemas.Thing).not.toHaveProperty('readOnly')
    expect(schemas.Money).toMatchObject({ additionalProperties: false })
  })

  test('that hold themselves are named after where they are', () => {
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

  test('leave references alone that are data', () => {
    const pointer = { $ref: '#/somewhere/%zz' }
    const made = documentOf({ responses: { 200: z.object({ schema: z.any().meta({ examples: [pointer] }) }) } })
    const content = at(made, 'paths', '/x', 'get', 'responses', 200, 'content', 'application/json')
    expect(content).toMatchObject({
      schema: { properties: { schema: { examples: [pointer] } } },
      example: { schema: pointer },
    })
  })

  test('of one name and two shapes are refused', () => {
    const other = z.object({ a: z.string() })
    const named = { '~standard': { ...other['~standard'], jsonSchema: twice() } } as never
    expect(() => documentOf({ responses: { 200: named, 201: named } })).toThrow(
      /two different schemas are named 'Same'/,
    )
  })

  test('of the application keep their names, and the document’s own of one name are told apart', () => {
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
    const tell = () => ({ $ref: '#/$defs/Same', $defs: { Same: { const: calls++ } } })
    return { input: tell, output: tell }
  }
})

describe('failures', () => {
  test('are shared, and a sentence of the contract stands beside the reference', () => {
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

  test('have an example in both formats, and the fields that belong to them', () => {
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

  test('of a declared type are problems, in their own media types', () => {
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

  test('are problems all, where the envelope makes them', () => {
    const api = endware({ envelope: problemEnvelope })
    const made = documentOf({ responses: { 204: null }, problems: [outOfStock] }, {}, api)
    expect(at(made, 'components', 'responses', 'OtherFailure', 'content')).toMatchObject({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    })
    expect(Object.keys(at(made, 'paths', '/x', 'get', 'responses'))).toContain('409')
  })

  test('are what an envelope of the application says', () => {
    const own = (info: ErrorInfo) => ({ oops: info.status })
    const described = Object.assign((info: ErrorInfo) => own(info), { schema: z.object({ oops: z.int() }) })
    const [silent, telling] = [own, described].map((envelope) => documentOf({}, {}, endware({ envelope })))
    expect(silent?.components.schemas?.Failure).toEqual({
      description: expect.stringMatching(/tells no schema/),
      xml: { name: 'error' },
    })
    expect(telling?.components.schemas?.Failure).toMatchObject({
      properties: { oops: { type: 'integer' } },
      xml: { name: 'error' },
    })
    expect(
      at(telling as OpenApiDocument, 'components', 'responses', 'BadRequest', 'content', 'application/json').example,
    ).toEqual({ oops: 400 })
  })

  test('of an unmet condition say whether there is a version to name', () => {
    const described = (contract: Contract) =>
      documentOf({ responses: { 200: z.string() }, ...contract }).paths['/x']?.get?.responses['412']
    expect(described({})).toEqual({ $ref: '#/components/responses/PreconditionFailedUntagged' })
    expect(described({ etag: 'content' })).toEqual({ $ref: '#/components/responses/PreconditionFailed' })
  })

  test('answered in a way of its own are the endpoint’s', () => {
    const made = documentOf({ responses: { 200: null, 400: z.object({ why: z.string() }) } })
    expect(at(made, 'paths', '/x', 'get', 'responses', 400).description).toBe('Bad Request')
  })
})

describe('names', () => {
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

  test('tell what is particular, whichever operation comes first', () => {
    const names = namesOf(contracts)
    expect(namesOf(contracts.toReversed())).toEqual(names)
    expect(Object.fromEntries(names)).toMatchObject({
      parameters: ['Format', 'FormatInJson', 'FormatInYamlJsonHtml', 'FormatWithNdjsonCsv', 'IfMatch', 'IfNoneMatch'],
      responses: expect.arrayContaining(['BadRequest', 'NotFound', 'NotFoundInJson', 'NotModifiedWithCacheControl']),
    })
    expect(JSON.stringify(names)).not.toMatch(/[a-z]\d"/)
  })
})
