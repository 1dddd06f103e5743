import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { serviceUnavailable } from '@endware/restapi'
import type { Contents, OperationObject, ResponseObject } from '@endware/restapi/openapi'
import { proveDocument } from '@endware/restapi/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Scope, scopes } from '../../api/authentication/scopes.js'
import { shopDocument, shopDocumentAsYaml } from '../../api/openapi-document.js'
import { uncalledCatalogue } from '../../api/products/uncalled-catalogue.js'
import { TooManyWatches } from '../../domain/orders/order-watches.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'
import type { Database } from '../../repository/database.js'
import { openTestDatabase } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { limitedShop } from '../support/limited-shop.js'
import { orderCases } from '../support/order-cases.js'
import { keyed, orderDesk } from '../support/order-desk.js'
import { lint } from '../support/redocly.js'
import { type Serving, serve } from '../support/serve.js'
import { failingShop, type StoredShop, shopOf, shopOn } from '../support/shop.js'
import { asAssistant, tokenOf } from '../support/tokens.js'

/** The document with pages for people, which `openapi.yaml` leaves out. */
const document = shopDocument(undefined, true)
type ProductBody = Record<'id' | 'sku' | 'category', string>
let database: Database
let shop: StoredShop
let serving: Serving
let unavailable: Serving
let broken: Serving
let hasty: Serving
let busy: Serving
let late: Serving
let limited: Serving

beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  shop = shopOn(database)
  serving = await serve(shop.app)
  unavailable = await serve(failingShop(new StorageUnavailable({ cause: new Error('connection refused') })).app)
  broken = await serve(failingShop(new Error('a secret of the storage')).app)
  // It waits for the body in the turn in which the request arrives. Otherwise the time could be over before, which is a 503.
  const caller = { caller: 'assistant-1', scopes: new Set(Object.keys(scopes)), expires: new Date('2999-12-31') }
  hasty = await serve(shopOf(uncalledCatalogue, { timeout: 20, verifyToken: async () => caller }).app)
  const readParts = () => {
    throw serviceUnavailable('the time limit of the request was reached')
  }
  late = await serve(shopOf(uncalledCatalogue, { readParts }).app)
  busy = await serve(
    shopOf(uncalledCatalogue, { watches: { watch: () => Promise.reject(new TooManyWatches(10)) } }).app,
  )
  const nothing = { limit: 0, window: 60 }
  limited = await serve(
    limitedShop({ rates: { reads: nothing, writes: nothing, orders: nothing, transfers: nothing } }).app,
  )
})
afterAll(async () => {
  for (const each of [serving, unavailable, broken, hasty, busy, late, limited]) await each.close()
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

test('Redocly lints it without a warning in OpenAPI 3.2', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shop-document-'))
  const path = join(folder, 'openapi.json')
  await writeFile(path, JSON.stringify(shopDocument(undefined, false, '3.2.0')))
  expect(await lint(path)).toEqual([])
  await rm(folder, { recursive: true })
})

test('every path and method of the application is described', async () => {
  for (const [path, item] of Object.entries(document.paths)) {
    const answer = await fetch(serving.url + path.replace(/\{\w+\}/g, 'x'), { method: 'OPTIONS' })
    const methods = Object.keys(item).map((method) => method.replace(/^x-/, '').toUpperCase())
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
    const headers = { 'Content-Type': 'application/json', ...asAssistant }
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
  // The stream of an order that is over has an end.
  const desk = orderDesk(database)
  const { order } = await desk.ordered('assistant-1')
  await desk.cancel(order.id, 'any', keyed())
  const over = { params: { id: order.id } }
  const failingChange = { 500: { ...failing[500], ...whichever }, 503: { ...failing[503], ...whichever } }
  // It is sent some thirty times, so it is large only after inflation.
  const tooMuch = gzipSync(`${' '.repeat(60_000)}\n`.repeat(900))
  const invalid = [{ rawQuery: '%zz' }, { body: { sku: 1 } }, { body: { ...newProduct(), id: 1, version: 9 } }]
  const invalidPatch = [{ rawQuery: '%zz' }, { body: { name: null } }]
  const report = await proveDocument(document, {
    baseUrl: serving.url,
    headers: { 'X-Request-Id': 'proof' },
    credentials: { bearer: (scopes) => tokenOf('assistant-1', scopes as readonly Scope[]) },
    cases: beyondLimits({
      listProducts: {
        200: { query: { category: other.category } },
        400: [{ query: { limit: 1000 } }, { query: { after: 'nowhere' } }],
        ...failing,
      },
      queryProducts: {
        200: { body: { category: other.category } },
        400: [{ body: { limit: 1000 } }, { body: { after: 'nowhere' } }],
        ...failing,
        ...slow,
      },
      exportProducts: {
        200: { query: { category: other.category } },
        400: { query: { minPrice: 1 } },
        ...failing,
      },
      importProducts: {
        200: () => ({ content: { mediaType: 'application/x-ndjson', data: JSON.stringify(newProduct()) } }),
        400: [{ query: { mode: 'some' } }, { content: { mediaType: 'text/csv', data: '' } }],
        408: { ...slow[408], content: { mediaType: 'application/x-ndjson', data: '{}\n{}\n' } },
        413: { headers: { 'Content-Encoding': 'gzip' }, content: { mediaType: 'application/x-ndjson', data: tooMuch } },
        415: { content: { mediaType: 'application/json', data: '{}' } },
        422: { query: { mode: 'all' }, content: { mediaType: 'application/x-ndjson', data: '{}' } },
        500: { ...failing[500], content: { mediaType: 'application/x-ndjson', data: '\n' } },
        503: { ...failing[503], content: { mediaType: 'application/x-ndjson', data: '\n' } },
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
      watchOrder: {
        200: over,
        204: { ...over, headers: { 'Last-Event-ID': '2' } },
        400: { ...over, headers: { 'Last-Event-ID': 'four' } },
        429: { ...over, baseUrl: busy.url },
        500: { ...over, baseUrl: broken.url },
        503: { ...over, baseUrl: unavailable.url },
      },
      beginSession: failing,
      readReadiness: { 503: [{ baseUrl: unavailable.url }, { baseUrl: late.url }] },
      ...(await orderCases({ url: serving.url, broken: broken.url, unavailable: unavailable.url, hasty: hasty.url })),
    }),
  })
  report.assertProven()
  const covered = report.covered.map(({ operationId, status, mediaType }) => nameOf(operationId, status, mediaType))
  expect(covered.toSorted()).toEqual(documentedCombinations().toSorted())
  // The proof does not miss what the document loses, so there are never fewer. What the document gains needs no change here.
  expect(covered.length).toBeGreaterThanOrEqual(378)
})

/** Adds to each operation a request to a shop whose limits are used up. */
function beyondLimits<Case extends object>(cases: Readonly<Record<string, Case>>) {
  return Object.fromEntries(
    Object.entries(document.paths).flatMap(([path, item]) => {
      const beyond = { baseUrl: limited.url, ...(path.includes('{id}') ? { params: { id: '1' } } : {}) }
      const operations: readonly OperationObject[] = Object.values(item)
      return operations.map(
        ({ operationId, responses }) =>
          [operationId, { ...('429' in responses ? { 429: beyond } : {}), ...cases[operationId] }] as const,
      )
    }),
  )
}

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
