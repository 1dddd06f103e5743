import { type Endware, json, ok, type Routes } from '@endware/restapi'
import type { OpenApiDocument } from '@endware/restapi/openapi'
import { Router } from 'express'
import { page } from './formats.js'
import { shopDocument } from './openapi-document.js'
import { yaml } from './yaml.js'

/**
 * `/openapi.json` and `/openapi.yaml`: the document of the service in the format of the name, or in the other where `Accept` says
 * so. They are no operations of the document: it describes the shop, not itself.
 */
export function documentRoutes(api: Endware): Routes<Router> {
  const routes = api.routes(Router())
  const [asJson, asYaml] = [json(), yaml()]
  let made: OpenApiDocument | undefined
  const document = () => {
    made ??= shopDocument(wherever)
    return ok(made).withHeader('Cache-Control', 'no-cache')
  }
  const shared = { summary: 'The OpenAPI document of the service', etag: 'content' } as const
  routes.get('/openapi.json', { ...shared, codecs: [asJson, asYaml, page] }, document)
  routes.get('/openapi.yaml', { ...shared, codecs: [asYaml, asJson, page] }, document)
  return routes
}

/** The server is whichever the document was read from, so that a viewer on any address tries the service that it shows. */
const wherever = { url: '/', description: 'This service' }
