import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { DocumentClient, type Format } from '../support/document-client.js'
import { type Serving, serve } from '../support/serve.js'
import { openShop, type Shop } from '../support/shop.js'

const yaml = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')
const families = ['json', 'xml'] as const
const performed = new Set<string>()
let shop: Shop
let serving: Serving
let client: DocumentClient

beforeAll(async () => {
  shop = await openShop()
  serving = await serve(shop.app)
  client = new DocumentClient(parse(yaml), serving.url)
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

/** What an operation that only reads answers, which is the same in both formats. */
async function read(operationId: string, call?: Parameters<DocumentClient['call']>[2]) {
  const [inJson, inXml] = await Promise.all(families.map((family) => perform(operationId, family, call)))
  expect(inXml?.status).toBe(inJson?.status)
  expect(inXml?.value).toEqual(inJson?.value)
  return inJson
}

/** What makes a change one of the version that an answer is of. */
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
})

test.each(['welcome', 'listProblems', 'readProblem'])(
  '%s answers it the same in JSON and in XML',
  async (operationId) => {
    expect((await read(operationId))?.status).toBe(200)
  },
)

test('there is no operation that it has not performed', () => {
  expect([...performed].sort()).toEqual([...client.operations].sort())
})
