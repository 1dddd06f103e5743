import { type OpenApiDocument, openapi, type Server } from '@endware/restapi/openapi'
import { z } from 'zod'
import { shopApi } from './shop-api.js'
import { shopRoutes } from './shop-routes.js'
import { uncalled, uncalledCatalogue } from './uncalled-catalogue.js'
import { toYaml } from './yaml.js'

/** The address of the service with default settings. */
const asStarted: Server = { url: 'http://127.0.0.1:3000', description: 'As `npm start` runs it' }

/** The OpenAPI document of the shop, made from its routes; none of them is called. @param pages whether it tells of pages for people, too */
export function shopDocument(server = asStarted, pages = false): OpenApiDocument {
  const routes = shopRoutes(shopApi(uncalled), uncalledCatalogue)
  return openapi([...routes], {
    info: {
      title: 'Endware shop',
      version: '0.1.0',
      summary: 'The products of a shop, in JSON, XML, NDJSON and CSV.',
      description,
      contact: { name: 'The maintainers of Endware' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    pages,
    servers: [server],
    tags: [
      { name: 'service', description: 'The service itself' },
      { name: 'products', description: 'The catalogue of the shop' },
      { name: 'problems', description: 'What the types of problems mean' },
    ],
    headers: { 'X-Request-Id': requestId },
  })
}

/** The document as `openapi.yaml` holds it. */
export function shopDocumentAsYaml(): string {
  const header = '# Made from the contracts in api/ by `npm run openapi`; changes belong there.\n'
  return header + toYaml(shopDocument())
}

const description = [
  'Every resource speaks JSON and XML, chosen by `Accept`; without one, JSON. The XML document is the JSON document written in XML: the same names in the same order. `text/json` and `text/xml` are the same, indented for people. Lists speak NDJSON and CSV as well, and browsers get a page, which is no part of this document. Every failure is in the format that the client asked for; those with a `type` are described where it leads.',
  'Whoever changes something says in `If-Match` which version of it, by the `ETag` of a representation in any format.',
  'Every path answers OPTIONS with the methods that it has, and HEAD wherever it answers GET.',
].join('\n\n')

const requestId = {
  description:
    'The id under which the request is logged: that of the client where it sent one of 1 to 128 letters, digits, dots, underscores or hyphens',
  required: true,
  schema: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/),
  example: '5f0c3f6e-6d0e-4c7e-9a43-0f8f1d1f8c11',
}
