import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { DocumentClient, type Format } from '../support/document-client.js'
import { type Serving, serve } from '../support/serve.js'
import { openShop, type Shop } from '../support/shop.js'
import { assistantToken } from '../support/tokens.js'

const yaml = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')
const families = ['json', 'xml'] as const
const performed = new Set<string>()
let shop: Shop
let serving: Serving
let client: DocumentClient

beforeAll(async () => {
  shop = await openShop()
  serving = await serve(shop.app)
  client = new DocumentClient(parse(yaml), serving.url, await assistantToken())
})
afterAll(async () => {
  await serving.close()
  await shop.close()
})

/** Calls an operation, which has then been performed. */
function perform(operationId: string, ...rest: [Format, Parameters<DocumentClient['call']>[2]?]) {
  performed.add(operationId)
  return client.call(operationId, ...rest)
}

/** Calls an operation that only reads, in both formats, which must agree. Returns the answer in JSON. */
async function read(operationId: string, call?: Parameters<DocumentClient['call']>[2]) {
  const [inJson, inXml] = await Promise.all(families.map((family) => perform(operationId, family, call)))
  expect(inXml?.status).toBe(inJson?.status)
  expect(inXml?.value).toEqual(inJson?.value)
  return inJson
}

/** Returns the header field of a change to the version of an answer. */
function ifMatch({ headers }: { readonly headers: Headers }) {
  return { 'If-Match': headers.get('etag') ?? '' }
}

test.each(families)('a client made of openapi.yaml alone adds, reads, changes and deletes in %s', async (family) => {
  const body = { ...client.bodyExample('createProduct'), sku: `DOC-${family}`, description: '<&> 🔥\nsecond line' }
  const added = await perform('createProduct', family, { body })
  expect(added).toMatchObject({ status: 201, value: { ...body, version: 1 } })
  const { id } = added.value as { id: string }
  expect(added.headers.get('location')).toBe(`/v1/products/${id}`)

  const params = { id }
  expect((await read('readProduct', { params }))?.value).toEqual(added.value)
  const replacement = { ...body, name: 'Bigger lantern', stock: 0 }
  const replaced = await perform('replaceProduct', family, { params, headers: ifMatch(added), body: replacement })
  expect(replaced).toMatchObject({ status: 200, value: { ...replacement, id, version: 2 } })
  const patch = client.bodyExample('changeProduct')
  const price = { ...Object(client.bodyExample('createProduct').price), ...Object(patch.price) }
  const changed = await perform('changeProduct', family, { params, headers: ifMatch(replaced), body: patch })
  expect(changed).toMatchObject({ status: 200, value: { ...replacement, ...patch, price, id, version: 3 } })
  const tooLate = await perform('changeProduct', family, { params, headers: ifMatch(replaced), body: patch })
  expect(tooLate).toMatchObject({ status: 412, value: { status: 412 } })

  const refused = await perform('createProduct', family, { body })
  expect(refused).toMatchObject({ status: 409, value: { type: '/problems/sku-taken', status: 409, sku: body.sku } })
  const { status, value } = await perform('createProduct', family, { body: { ...body, stock: -1 } })
  expect([status, value]).toEqual([
    400,
    expect.objectContaining({ errors: [expect.objectContaining({ in: 'body', pointer: '/stock' })] }),
  ])

  expect(await perform('deleteProduct', family, { params, headers: ifMatch(changed) })).toMatchObject({
    status: 204,
    value: undefined,
  })
  expect(await perform('readProduct', family, { params })).toMatchObject({ status: 404, value: { status: 404 } })
})

test('it reads the list the same in every format', async () => {
  const text = '"quoted", <&>\r\n🔥'
  const body = { ...client.bodyExample('createProduct'), description: text, category: 'Documented' }
  for (const sku of ['DOC-1', 'DOC-2']) await perform('createProduct', 'json', { body: { ...body, sku, name: sku } })
  const call = { query: { category: 'Documented' } }
  const listed = (await read('listProducts', call))?.value
  expect(listed).toMatchObject([{ sku: 'DOC-1' }, { sku: 'DOC-2' }])
  for (const format of ['ndjson', 'csv'] as const) {
    expect(await perform('listProducts', format, call)).toMatchObject({ status: 200, value: listed })
  }
  for (const format of ['json', 'xml', 'ndjson', 'csv'] as const) {
    expect(await perform('exportProducts', format, call)).toMatchObject({ status: 200, value: listed })
  }
  for (const format of ['json', 'xml', 'ndjson', 'csv'] as const) {
    const queried = await perform('queryProducts', format, { body: { category: 'Documented' } })
    expect(queried).toMatchObject({ status: 200, value: listed })
  }
})

test.each(families)('it places, reads, lists and cancels an order in %s', async (family) => {
  const { price } = client.bodyExample('createProduct')
  const product = { ...client.bodyExample('createProduct'), sku: `ORD-${family}`, stock: 9 }
  const { id: productId } = (await perform('createProduct', family, { body: product })).value as { id: string }
  const lines = [{ productId, quantity: 2 }]
  const headers = { 'Idempotency-Key': `"${family}"` }
  const placed = await perform('placeOrder', family, { headers, body: { lines } })
  expect(placed).toMatchObject({ status: 201, value: { status: 'placed', lines: [{ ...lines[0], unitPrice: price }] } })
  const { id } = placed.value as { id: string }
  expect((await read('readOrder', { params: { id } }))?.value).toEqual(placed.value)
  const { lines: _, ...summary } = placed.value as { lines: unknown }
  for (const format of ['json', 'xml', 'ndjson', 'csv'] as const) {
    const { value } = await perform('listOrders', format, { query: { status: 'placed' } })
    // A cell of CSV is always there
    expect(value).toEqual([format === 'csv' ? { cancelReason: '', paymentId: '', ...summary } : summary])
  }
  const cancelled = await perform('cancelOrder', family, { params: { id }, headers })
  expect(cancelled).toMatchObject({ status: 200, value: { id, status: 'cancelled', cancelReason: 'requested' } })
})

test.each(families)('it pays for an order by an event in %s', async (family) => {
  const product = { ...client.bodyExample('createProduct'), sku: `PAY-${family}`, stock: 9 }
  const { id: productId } = (await perform('createProduct', 'json', { body: product })).value as { id: string }
  const headers = { 'Idempotency-Key': `"pay-${family}"` }
  const placed = await perform('placeOrder', 'json', { headers, body: { lines: [{ productId, quantity: 1 }] } })
  const { id: orderId, total: amount } = placed.value as { id: string; total: unknown }
  const event = { ...client.bodyExample('receiveEvent'), id: `pay-${family}` }
  const body = { ...event, data: { orderId, paymentId: `p-${family}`, amount } }
  const receipt = { orderId, status: 'paid', version: 2 }
  expect(await perform('receiveEvent', family, { body })).toMatchObject({
    status: 200,
    value: { ...receipt, repeated: false },
  })
  expect((await perform('receiveEvent', family, { body })).value).toEqual({ ...receipt, repeated: true })
})

test('it lists the kinds of problems in JSON and in XML', async () => {
  // Their examples have no schema, so that a stranger reads lists of one from XML as values
  const [json, xml] = await Promise.all(families.map((family) => perform('listProblems', family)))
  const types = (answer: typeof json) => Object(answer?.value).map(({ type }: { type: string }) => type)
  expect([json?.status, xml?.status, types(xml)]).toEqual([200, 200, types(json)])
})

test.each([
  ['welcome', {}],
  ['readProblem', { params: { name: 'sku-taken' } }],
  ['readLiveness', {}],
  ['readReadiness', {}],
])('%s answers it the same in JSON and in XML', async (operationId, call) => {
  expect((await read(operationId, call))?.status).toBe(200)
})

test('it begins a session and ends it, and learns that the events of an order are a stream alone', async () => {
  expect(await perform('beginSession', 'json')).toMatchObject({ status: 204 })
  expect(await perform('endSession', 'json')).toMatchObject({ status: 204 })
  expect(await perform('watchOrder', 'json', { params: { id: 'none' } })).toMatchObject({ status: 406 })
})

test('it imports a product', async () => {
  const product = { ...client.bodyExample('createProduct'), sku: 'IMPORTED-1' }
  expect(await perform('importProducts', 'ndjson', { body: [product] })).toMatchObject({
    status: 200,
    value: [{ line: 1, sku: 'IMPORTED-1', outcome: 'created' }],
  })
})

test('there is no operation that it has not performed', () => {
  expect([...performed].sort()).toEqual([...client.operations].sort())
})
