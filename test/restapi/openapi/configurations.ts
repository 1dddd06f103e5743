import {
  type Codec,
  type Contract,
  created,
  csv,
  type Endware,
  type EndwareOptions,
  endware,
  html,
  json,
  ok,
  problemEnvelope,
  xml,
} from '@endware/restapi'
import { type OpenApiDocument, openapi } from '@endware/restapi/openapi'
import express, { type Express, Router } from 'express'
import { z } from 'zod'
import { info } from './sample-document.js'

/** The maximum size of a body, in bytes. */
export const bodyLimit = 1_000

/** An application and its document. */
export interface Configuration {
  readonly app: Express
  readonly document: OpenApiDocument
}

const own: Codec = {
  name: 'own',
  mediaTypes: ['application/x-own', 'text/x-own'],
  valuesOnly: true,
  encode: (value) => JSON.stringify(value),
}
const three = [json(), xml(), html()]
const dated = { 200: { schema: z.any(), headers: { 'last-modified': true, 'cache-control': true } } } as const
const deprecated = { since: '2026-01-01', sunset: '2027-01-01', link: '/news' }

/** End-wares and contracts that differ in the answers that the library makes by itself. */
export const configurations: readonly [what: string, make: () => Configuration][] = [
  ['JSON and XML', () => configured({}, {})],
  ['one codec', () => configured({ codecs: [json()] }, {})],
  ['pages', () => configured({ codecs: three }, {})],
  ['a format parameter', () => configured({ codecs: three, formatParameter: 'format' }, {})],
  ['problems for all failures', () => configured({ codecs: three, envelope: problemEnvelope }, {})],
  ['problems and a format parameter', () => configured({ formatParameter: 'as', envelope: problemEnvelope }, {})],
  ['an endpoint that has only its own codec', () => configured({}, { codecs: [own] })],
  ['pages, and an endpoint that has only its own codec', () => configured({ codecs: three }, { codecs: [own] })],
  ['an endpoint that has fewer codecs', () => configured({ codecs: three }, { codecs: [json(), csv()] })],
  ['an entity tag', () => configured({ codecs: [json(), html()] }, { etag: 'content' })],
  ['a date', () => configured({}, { responses: dated })],
  ['a deprecation', () => configured({}, { deprecated })],
]

function configured(options: EndwareOptions, contract: Contract): Configuration {
  const api = endware({ onFailure: () => {}, limits: { bodyBytes: bodyLimit }, ...options })
  const routes = routesOf(api, contract)
  return {
    app: express().disable('x-powered-by').use(routes).use(api.fallback()),
    document: openapi(routes, { info, pages: true }),
  }
}

function routesOf(api: Endware, contract: Contract) {
  const routes = api.routes(Router())
  const body = z.object({ name: z.string().meta({ examples: ['a'] }) })
  const found = ok({ name: 'a' })
  const query = z.object({ limit: z.int().optional() })
  routes.get('/things', { query, ...contract, responses: { 200: body, 500: false, ...contract.responses } }, () =>
    contract.responses === undefined
      ? found
      : found.withLastModified(new Date('2026-01-01')).withHeader('Cache-Control', 'no-cache'),
  )
  routes.post('/things', { ...contract, body, responses: { 201: body, 500: false } }, () =>
    created({ name: 'a' }, '/things/a'),
  )
  routes.get(
    '/named/:id',
    { ...contract, examples: { params: { id: 'a' } }, responses: { 200: body, 404: false, 500: false } },
    () => ({
      name: 'a',
    }),
  )
  const consumes = ['application/merge-patch+json']
  routes.patch('/others', { body, consumes, responses: { 200: body, 500: false } }, () => found)
  return routes
}
