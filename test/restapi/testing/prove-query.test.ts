import { createServer, csv, endware, eventStream, json, ndjson, notFound, ok, xml } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { type ProofReport, proveDocument } from '@endware/restapi/testing'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { serve } from '../../support/serve.js'

const Lamp = z
  .object({ name: z.string().meta({ examples: ['Lantern'] }), lit: z.boolean().meta({ examples: [true] }) })
  .meta({ id: 'Lamp', xml: { name: 'lamp' } })
const Filter = z
  .strictObject({
    name: z.string().meta({ examples: ['Lantern'] }),
    tags: z
      .array(z.string())
      .optional()
      .meta({ examples: [['a', 'b']] }),
  })
  .meta({ id: 'Filter', xml: { name: 'filter' } })
const Lamps = z.array(Lamp).meta({ id: 'Lamps', xml: { name: 'lamps', wrapped: true } })

const lit = { name: 'Lantern', lit: true }
const codecs = [json(), xml(), ndjson(), csv(), eventStream()]
const bodyLimit = 1_000
const api = endware({ onFailure: () => {}, limits: { bodyBytes: bodyLimit } })
const routes = api.routes(Router())
const streamed = { 200: Lamps, 500: false } as const
routes.get('/lamps', { operationId: 'listLamps', codecs, responses: streamed }, () => [lit])
routes.query(
  '/lamps',
  { operationId: 'findLamps', codecs, body: Filter, etag: 'content', responses: streamed },
  ({ body }) => [{ ...lit, name: body.name }],
)
const described = { schema: Lamp, headers: { 'Content-Location': true, ETag: true } } as const
routes.query(
  '/lamps/:id',
  { operationId: 'findLamp', body: Filter, responses: { 200: described, 404: 'There is no such lamp', 500: false } },
  ({ params }) =>
    params.id !== '7'
      ? notFound('no such lamp')
      : ok(lit).withVersion(7).withHeader('Content-Location', `/results/${params.id}`),
)

/** Proves the routes, with middleware that makes them wrong. */
async function prove(document: object, corrupt?: express.RequestHandler): Promise<ProofReport> {
  const app = express()
  if (corrupt !== undefined) app.use(corrupt)
  const serving = await serve(app.use(routes).use(api.fallback()), createServer)
  try {
    return await proveDocument(document, {
      baseUrl: serving.url,
      bodyLimit,
      ...(corrupt === undefined ? {} : { operations: ['findLamps'] }),
      cases: { findLamp: { 200: { params: { id: 7 } } } },
    })
  } finally {
    await serving.close()
  }
}

describe.each(['3.1.1', '3.2.0'] as const)('a document of OpenAPI %s with QUERY', (version) => {
  const document = openapi(routes, { info: { title: 'Lamps', version: '1' }, version })

  test('is proven: every status, format and form', async () => {
    const report = await prove(document)
    expect(report.toString()).toContain('findLamps')
    report.assertProven()
    const statuses = report.covered.filter(({ operationId }) => operationId === 'findLamps').map(({ status }) => status)
    expect([...new Set(statuses)]).toEqual([200, 304, 400, 405, 406, 412, 413, 415])
  })

  const guessed: express.RequestHandler = (request, _response, next) => {
    request.headers['content-type'] ??= 'application/json'
    next()
  }
  const unconditional: express.RequestHandler = (request, _response, next) => {
    if (request.method === 'QUERY') delete request.headers['if-none-match']
    next()
  }
  const wrong: readonly (readonly [what: string, corrupt: express.RequestHandler, fault: RegExp])[] = [
    ['guesses the Content-Type of a QUERY', guessed, /findLamps 400.*got 200/],
    ['ignores If-None-Match of a QUERY', unconditional, /findLamps 304.*got 200/],
  ]
  test.each(wrong)('finds a service that %s', async (_what, corrupt, fault) => {
    const { faults } = await prove(document, corrupt)
    expect(faults.map(({ operationId, status, message }) => `${operationId} ${status} ${message}`)).toContainEqual(
      expect.stringMatching(fault),
    )
  })
})
