import { type Contract, type ErrorInfo, endware, problemEnvelope } from '@endware/restapi'
import type { OpenApiDocument } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { outOfStock } from './sample.js'
import { at, documentOf, sampleDocument } from './sample-document.js'

const document = sampleDocument()

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
