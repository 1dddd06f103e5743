import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endware, html, json, ndjson, ok, problemEnvelope, securityScheme, xml } from '@endware/restapi'
import { multipart } from '@endware/restapi/multipart'
import { type OpenApiDocument, type OpenApiVersion, openapi } from '@endware/restapi/openapi'
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
  const codecs = [json(), xml(), ndjson(), html(), multipart()]
  const verify = () => ({ scopes: [] })
  const flows = {
    clientCredentials: { tokenUrl: 'https://id.shop.test/token', scopes: { 'lamps:write': 'Changes lamps' } },
  }
  const security = {
    bearer: securityScheme.bearer({ format: 'JWT', verify }),
    basic: securityScheme.basic({ verify }),
    key: securityScheme.apiKey({ in: 'cookie', name: 'session', verify }),
    oauth: securityScheme.oauth2({ flows, verify }),
    openId: securityScheme.openIdConnect({ url: 'https://id.shop.test/.well-known/openid-configuration', verify }),
  }
  const api = endware({ codecs, formatParameter: 'format', envelope: problemEnvelope, timeout: 1_000, security })
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
      security: [{ oauth: ['lamps:write'] }, { bearer: [], key: [] }, { basic: [] }, { openId: ['lamps'] }],
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
  routes.query(
    '/lamps/:id',
    {
      operationId: 'findLamp',
      summary: 'Find a lamp',
      tags,
      body: Lamp,
      responses: { 200: { schema: Lamp, headers: { ETag: true } } },
    },
    ({ body }) => ok(body).withVersion(1),
  )
  routes.get(
    '/manual',
    { operationId: 'manual', summary: 'The manual', tags, responses: { 200: { mediaTypes: ['application/pdf'] } } },
    () => ok().withContent(new Uint8Array([1]), 'application/pdf'),
  )
  const photo = z.file().mime(['image/png', 'image/jpeg'])
  const upload = { body: z.object({ photo, pages: z.array(z.file()) }), consumes: ['multipart/form-data'] }
  routes.post('/photos', { operationId: 'addPhoto', summary: 'Adds a photo', tags, ...upload }, () => ok())
  return routes
}

const info = { title: 'Everything', version: '1', license: { name: 'MIT', identifier: 'MIT' } }
const servers = [{ url: 'https://api.shop.test' }]
const documents: [string, (version: OpenApiVersion) => OpenApiDocument][] = [
  [
    'security, streams, deprecations, patches, problems',
    (version) =>
      openapi(
        { '/v1': sampleRoutes() },
        {
          info,
          version,
          servers,
          tags: [
            { name: 'all', description: 'All', summary: 'Everything', kind: 'nav' },
            { name: 'things', description: 'Things', parent: 'all' },
          ],
          securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
          failures: [429],
          headers: { 'x-request-id': { required: true }, RateLimit: true },
        },
      ),
  ],
  [
    'pages, formats by name, entity tags, failures that are problems, the catalogue of them',
    (version) =>
      openapi([otherRoutes(), endware().problems(Router(), [outOfStock])], {
        info,
        version,
        servers,
        tags: [
          { name: 'lamps', description: 'Lamps' },
          { name: 'problems', description: 'Problems' },
        ],
      }),
  ],
]

const versions: readonly OpenApiVersion[] = ['3.1.1', '3.2.0']
const rows = documents.flatMap(([name, made]) => versions.map((version) => [version, name, made] as const))
test.each(rows)('Redocly reports no problem in a document of OpenAPI %s with %s', async (version, name, made) => {
  const path = join(folder, `${version}-${name.length}.json`)
  await writeFile(path, JSON.stringify(made(version)))
  expect(await lint(path)).toEqual([])
})
