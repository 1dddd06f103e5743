import { readFile } from 'node:fs/promises'
import type { Contents, OperationObject, ResponseObject } from '@endware/restapi/openapi'
import { proveDocument } from '@endware/restapi/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { shopDocument, shopDocumentAsYaml } from '../../api/openapi-document.js'
import { uncalledCatalogue } from '../../api/uncalled-catalogue.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'
import { newProduct } from '../support/example-products.js'
import { lint } from '../support/redocly.js'
import { type Serving, serve } from '../support/serve.js'
import { failingShop, openShop, type Shop, shopOf } from '../support/shop.js'

/** The document with pages for people, which `openapi.yaml` leaves out. */
const document = shopDocument(undefined, true)
type ProductBody = Record<'id' | 'sku' | 'category', string>
let shop: Shop
let serving: Serving
let unavailable: Serving
let broken: Serving
let hasty: Serving

beforeAll(async () => {
  shop = await openShop()
  serving = await serve(shop.app)
  unavailable = await serve(failingShop(new StorageUnavailable({ cause: new Error('connection refused') })).app)
  broken = await serve(failingShop(new Error('a secret of the storage')).app)
  hasty = await serve(shopOf(uncalledCatalogue, 20).app)
})
afterAll(async () => {
  for (const each of [serving, unavailable, broken, hasty]) await each.close()
  await shop.close()
})

test('openapi.yaml is what `npm run openapi` writes', async () => {
  expect(await readFile(new URL('../../openapi.yaml', import.meta.url), 'utf8')).toBe(shopDocumentAsYaml())
})

test('openapi.yaml is the document that is proven, without its pages', () => {
  const { components, ...published } = shopDocument()
  expect(JSON.stringify([published, components])).not.toMatch(/text\/html|x-page/)
  expect([published, components]).toEqual(withoutPages([{ ...document, components: undefined }, document.components]))
})

test('it has the version of the service', async () => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(document.info.version).toBe(version)
})

test('Redocly lints it without a warning', async () => {
  expect(await lint('openapi.yaml')).toEqual([])
})

test('every path and method of the application is described', async () => {
  for (const [path, item] of Object.entries(document.paths)) {
    const answer = await fetch(serving.url + path.replace(/\{\w+\}/g, 'x'), { method: 'OPTIONS' })
    const methods = Object.keys(item).map((method) => method.toUpperCase())
    const also = methods.includes('GET') ? ['HEAD', 'OPTIONS'] : ['OPTIONS']
    expect([path, answer.status, answer.headers.get('allow')?.split(', ')]).toEqual([
      path,
      204,
      [...methods, ...also].sort(),
    ])
  }
})

test('every operation answers in every status and every format as described', async () => {
  const added = async (): Promise<ProductBody> => {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch(`${serving.url}/v1/products`, {
      method: 'POST',
      headers,
      body: JSON.stringify(newProduct()),
    })
    return (await answer.json()) as ProductBody
  }
  // What stays is shared by all requests; what is deleted is made for each.
  const [product, other] = [await added(), await added()]
  const one = { params: { id: product.id } }
  const whichever = { headers: { 'If-Match': '*' } }
  const changed = { ...one, ...whichever }
  const fresh = () => ({ body: newProduct() })
  const taken = { ...changed, body: newProduct({ sku: other.sku }) }
  const deleted = async () => ({ params: { id: (await added()).id }, headers: { 'If-Match': '"1;json"' } })
  const failing = { 500: { baseUrl: broken.url }, 503: { baseUrl: unavailable.url } }
  const slow = { 408: { baseUrl: hasty.url, isUnfinished: true } }
  const failingChange = { 500: { ...failing[500], ...whichever }, 503: { ...failing[503], ...whichever } }
  const invalid = [{ rawQuery: '%zz' }, { body: { sku: 1 } }, { body: { ...newProduct(), id: 1, version: 9 } }]
  const invalidPatch = [{ rawQuery: '%zz' }, { body: { name: null } }]
  const report = await proveDocument(document, {
    baseUrl: serving.url,
    headers: { 'X-Request-Id': 'proof' },
    cases: {
      listProducts: {
        200: { query: { category: other.category } },
        400: [{ query: { limit: 1000 } }, { query: { after: 'nowhere' } }],
        ...failing,
      },
      createProduct: { 201: fresh, 400: invalid, 409: taken, ...failing, ...slow },
      readProduct: { 200: one, ...failing },
      replaceProduct: { 200: () => ({ ...changed, ...fresh() }), 409: taken, ...failingChange, ...slow },
      changeProduct: {
        200: changed,
        400: invalidPatch,
        409: { ...changed, body: { sku: other.sku } },
        ...failingChange,
        ...slow,
      },
      deleteProduct: { 204: deleted, ...failingChange },
    },
  })
  report.assertProven()
  const covered = report.covered.map(({ operationId, status, mediaType }) => nameOf(operationId, status, mediaType))
  expect(covered.toSorted()).toEqual(documentedCombinations().toSorted())
  // The proof does not miss what the document loses, so there are never fewer. What the document gains needs no change here.
  expect(covered.length).toBeGreaterThanOrEqual(378)
})

function nameOf(operationId: string, status: number | string, mediaType = 'without content'): string {
  return `${operationId} ${status} ${mediaType}`
}

/** Every operation with each of its statuses, and each media type of that, aliases included. */
function documentedCombinations(): readonly string[] {
  const operations = Object.values(document.paths).flatMap((item): readonly OperationObject[] => Object.values(item))
  return operations.flatMap(({ operationId, responses, 'x-failures': failures = [] }) =>
    Object.entries(responses).flatMap(([key, response]) => {
      const contents = Object.entries(contentOf(response))
      const mediaTypes = contents.flatMap(([mediaType, { 'x-aliases': aliases = [] }]) => [mediaType, ...aliases])
      const statuses = key === 'default' ? failures : [key]
      return statuses.flatMap((status) => {
        if (mediaTypes.length === 0) return nameOf(operationId, status)
        return mediaTypes.map((mediaType) => nameOf(operationId, status, mediaType))
      })
    }),
  )
}

function contentOf(response: OperationObject['responses'][string]): Contents {
  const { content, 'x-streams': streams } = '$ref' in response ? componentOf(response.$ref) : response
  return { ...content, ...streams }
}

function componentOf(reference: string): ResponseObject {
  const component = document.components.responses?.[reference.slice('#/components/responses/'.length)]
  if (component === undefined) throw new Error(`${reference} leads nowhere`)
  return component
}

/** The same without contents that are pages, and without their name among the formats. */
function withoutPages(part: unknown): unknown {
  if (Array.isArray(part)) return part.filter((each) => each !== 'html').map(withoutPages)
  if (typeof part !== 'object' || part === null) return part
  const kept = Object.entries(part).filter(([, value]) => Object(value)['x-page'] !== true && value !== undefined)
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutPages(value)]))
}
