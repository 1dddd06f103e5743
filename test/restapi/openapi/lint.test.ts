import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endware, html, json, ndjson, ok, problemEnvelope, xml } from '@endware/restapi'
import { type OpenApiDocument, openapi } from '@endware/restapi/openapi'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { lint } from '../../support/redocly.js'
import { outOfStock, sampleRoutes } from './sample.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Routes with features that the sample lacks: pages, a format parameter, entity tags, problems for all failures, rate limits. */
function otherRoutes() {
  const codecs = [json(), xml(), ndjson(), html()]
  const api = endware({ codecs, formatParameter: 'format', envelope: problemEnvelope, timeout: 1_000 })
  const routes = api.routes(Router())
  const Lamp = z.object({ lit: z.boolean() }).meta({ id: 'Lamp', description: 'A lamp' })
  const tags = ['lamps']
  routes.get('/lamps{/:id}', { summary: 'Lamps', tags, etag: 'content', responses: { 200: z.array(Lamp) } }, () => [])
  routes.put(
    '/lamps/:id',
    {
      operationId: 'replaceLamp',
      summary: 'Replace a lamp',
      tags,
      requireIfMatch: true,
      deprecated: true,
      body: Lamp,
      problems: [outOfStock],
      responses: {
        200: { schema: Lamp, headers: { ETag: true, RateLimit: true, 'RateLimit-Policy': true } },
        429: 'Slowly',
      },
    },
    ({ body }) => ok(body),
  )
  routes.get(
    '/manual',
    { operationId: 'manual', summary: 'The manual', tags, responses: { 200: { mediaTypes: ['application/pdf'] } } },
    () => ok().withContent(new Uint8Array([1]), 'application/pdf'),
  )
  return routes
}

const info = { title: 'Everything', version: '1', license: { name: 'MIT', identifier: 'MIT' } }
const servers = [{ url: 'https://api.shop.test' }]
const documents: [string, () => OpenApiDocument][] = [
  [
    'security, streams, deprecations, patches, problems',
    () =>
      openapi(
        { '/v1': sampleRoutes() },
        {
          info,
          servers,
          tags: [{ name: 'things', description: 'Things' }],
          securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
          failures: [429],
          headers: { 'x-request-id': { required: true }, RateLimit: true },
        },
      ),
  ],
  [
    'pages, formats by name, entity tags, failures that are problems, the catalogue of them',
    () =>
      openapi([otherRoutes(), endware().problems(Router(), [outOfStock])], {
        info,
        servers,
        tags: [
          { name: 'lamps', description: 'Lamps' },
          { name: 'problems', description: 'Problems' },
        ],
      }),
  ],
]

test.each(documents)('Redocly reports no problem in a document with %s', async (name, made) => {
  const path = join(folder, `${name.length}.json`)
  await writeFile(path, JSON.stringify(made()))
  expect(await lint(path)).toEqual([])
})
