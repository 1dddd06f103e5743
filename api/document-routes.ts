import { json, ok, type Routes } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'
import { page } from './formats.js'
import { servedDocument, servedVersions } from './openapi-document.js'
import type { ShopApi } from './shop-api.js'
import { yaml } from './yaml.js'

/**
 * Returns the routes `/openapi.json` and `/openapi.yaml`. They serve the document in the format of their name, unless `Accept` prefers the
 * other, and in OpenAPI 3.2 for `?version=3.2.0`. The document does not describe these routes.
 */
export function documentRoutes(api: ShopApi): Routes<Router> {
  const routes = api.routes(Router())
  const [asJson, asYaml] = [json(), yaml()]
  const document = ({ query: { version } }: { readonly query: z.output<typeof Wanted> }) =>
    ok(servedDocument(version)).withHeader('Cache-Control', 'no-cache')
  const shared = { summary: 'The OpenAPI document of the service', query: Wanted, etag: 'content' } as const
  routes.get('/openapi.json', { ...shared, codecs: [asJson, asYaml, page] }, document)
  routes.get('/openapi.yaml', { ...shared, codecs: [asYaml, asJson, page] }, document)
  return routes
}

/** The query of the routes. OpenAPI 3.1 is the default, because many tools do not read 3.2 yet. */
const Wanted = z.object({ version: z.enum(servedVersions).default('3.1.1') })
