import { type OpenApiDocument, type OpenApiVersion, openapi, type Server } from '@endware/restapi/openapi'
import { z } from 'zod'
import { healthRoutes } from './health/health-routes.js'
import { uncalledOrders } from './orders/uncalled-orders.js'
import { importCodecs } from './products/import-codecs.js'
import { uncalledCatalogue } from './products/uncalled-catalogue.js'
import { shopApi } from './shop-api.js'
import { shopRoutes } from './shop-routes.js'
import { uncalled } from './uncalled.js'
import { toYaml } from './yaml.js'

/** The address of the service with default settings. */
const asStarted: Server = { url: 'http://127.0.0.1:3000', description: 'As `npm start` runs it' }

const served = new Map<OpenApiVersion, OpenApiDocument>()

/** The versions of the document that the service serves. */
export const servedVersions = ['3.1.1', '3.2.0'] as const satisfies readonly OpenApiVersion[]

/** Has `servedDocument` return this document, which another thread has made. */
export function keepServed(version: OpenApiVersion, document: OpenApiDocument): void {
  served.set(version, document)
}

/**
 * Returns the document that the service serves. Its server is the one that it was read from, so that a viewer tries that one. It is made once
 * for each version, unless it is there already (`prepare-documents.ts`): that holds up the event loop for up to a second.
 */
export function servedDocument(version: OpenApiVersion = '3.1.1'): OpenApiDocument {
  const document = served.get(version) ?? shopDocument({ url: '/', description: 'This service' }, false, version)
  served.set(version, document)
  return document
}

/** Returns the OpenAPI document of the shop, made from its routes without a call of any. @param pages true to describe pages for people, too */
export function shopDocument(server = asStarted, pages = false, version: OpenApiVersion = '3.1.1'): OpenApiDocument {
  const sessions = { begin: uncalled, verify: uncalled }
  const options = { onFailure: uncalled, verifyToken: uncalled, sessions }
  const api = shopApi(options)
  const routes = shopRoutes(api, {
    catalogue: uncalledCatalogue,
    orders: uncalledOrders,
    watches: { watch: uncalled },
    sessions,
    importApi: shopApi({ ...options, codecs: importCodecs() }),
  })
  return openapi([healthRoutes(api, uncalled), ...routes], {
    info: {
      title: 'Endware shop',
      version: '0.1.0',
      summary: 'The products and orders of a shop, in JSON, XML, NDJSON and CSV.',
      description,
      contact: { name: 'The maintainers of Endware' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    version,
    pages,
    servers: [server],
    tags: [
      { name: 'service', description: 'The service itself' },
      { name: 'products', description: 'The catalogue of the shop' },
      { name: 'orders', description: 'Orders of customers, each seen by its owner and by those who may see all' },
      { name: 'session', description: 'Cookies in place of tokens, for browsers' },
      { name: 'events', description: 'What payment providers and carriers tell the shop' },
      { name: 'problems', description: 'What the types of problems mean' },
    ],
    headers: { 'X-Request-Id': requestId },
  })
}

/** Returns the document as the text of `openapi.yaml`. */
export function shopDocumentAsYaml(): string {
  const header = '# Made from the contracts in api/ by `npm run openapi`; changes belong there.\n'
  return header + toYaml(shopDocument())
}

const description = [
  'Every resource speaks JSON and XML, chosen by `Accept`; without one, JSON. The XML document is the JSON document written in XML: the same names in the same order. `text/json` and `text/xml` are the same, indented for people. Lists speak NDJSON and CSV as well, and browsers get a page, which is no part of this document. Every failure is a problem (RFC 9457) in the format that the client asked for. Its `requestId` finds it in the log, and `errors` lists what is wrong with a request. A `type` other than `about:blank` leads to its description.',
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
