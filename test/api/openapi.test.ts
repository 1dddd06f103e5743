import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import request, { type Response } from 'supertest'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'
import { newProduct } from '../support/example-products.js'
import { checkerOf, document, operations } from '../support/openapi-document.js'
import { type Known, type Trial, trials } from '../support/operation-trials.js'
import { failingShop, openShop, type Shop } from '../support/shop.js'
import { readXml, xmlTwin } from '../support/xml-twin.js'

let shop: Shop
let known: Known
const unavailable = failingShop(new StorageUnavailable({ cause: new Error('connection refused') }))
const broken = failingShop(new Error('a secret of the storage'))

beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  const first = await request(shop.app).post('/v1/products').send(newProduct())
  const other = await request(shop.app).post('/v1/products').send(newProduct())
  known = { id: first.body.id, otherSku: other.body.sku }
})

function send({ request: make, storage, status }: Trial, format: 'json' | 'xml') {
  const { method, path, body, headers = {} } = make(known)
  const app = storage === 'unavailable' ? unavailable.app : storage === 'broken' ? broken.app : shop.app
  // A 406 has nothing that Accept allows; the problem types tell the family that its own answer is in.
  const accept = status === 406 ? `application/problem+${format}` : `application/${format}`
  const sending = request(app)
    [method.toLowerCase() as 'get'](path)
    .set({ ...headers, Accept: accept, 'X-Request-Id': 'trial' })
  return body === undefined ? sending : sending.send(body)
}

const titled = trials.map((trial) => [`${trial.operationId} ${trial.status}`, trial] as const)

test('the paths and methods are those of the application', async () => {
  const stack: { readonly route?: { readonly path: string }; readonly handle: object }[] = shop.app.router.stack
  const layers = stack.flatMap((layer) => ('stack' in layer.handle ? (layer.handle.stack as typeof stack) : [layer]))
  const routes = layers.flatMap(({ route }) => (route ? [route.path.replace(/:(\w+)/g, '{$1}')] : []))
  expect(new Set(routes)).toEqual(new Set(Object.keys(document.paths)))
  for (const path of Object.keys(document.paths)) {
    const { headers } = await request(shop.app).options(path.replace('{id}', known.id))
    const methods = operations.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase())
    expect(new Set(String(headers.allow).split(', '))).toEqual(new Set([...methods, 'HEAD', 'OPTIONS']))
  }
})

test('every status of every operation is tried, and no other is described', () => {
  const described = operations.flatMap(({ operationId, responses }) =>
    Object.keys(responses).map((status) => `${operationId} ${status}`),
  )
  expect(new Set(titled.map(([title]) => title))).toEqual(new Set(described))
})

describe.each(titled)('%s', (_, trial) => {
  const operation = operations.find(({ operationId }) => operationId === trial.operationId)
  const described = operation?.responses[trial.status]

  test('in JSON: status, fields and content are as described', async () => {
    const answer = await send(trial, 'json')
    expect(answer.status).toBe(trial.status)
    expectFields(answer)
    const content = described?.content?.['application/json']
    if (!content) return expect(answer.text).toBe('')
    expect(answer.type).toBe('application/json')
    expect(checkerOf(content.schema).safeParse(answer.body).error?.issues ?? []).toEqual([])
  })

  test('in XML: the same, and the document is the JSON document', async () => {
    const answer = await send(trial, 'xml')
    expect(answer.status).toBe(trial.status)
    expectFields(answer)
    const schema = described?.content?.['application/xml']?.schema
    if (!schema) return expect(answer.text).toBe('')
    expect(answer.type).toBe('application/xml')
    const { root, content } = await readXml(answer.text)
    const { xml } = (document.components.schemas as Record<string, { xml: { name: string } }>)[nameOf(schema)] ?? {}
    expect(root).toBe(xml?.name)
    expect(timeless(content)).toEqual(timeless(xmlTwin(await jsonTwin(trial, answer), 'product')))
  })

  function expectFields(answer: Response) {
    for (const [name, { required }] of Object.entries(described?.headers ?? {})) {
      if (required) expect([name, answer.headers[name.toLowerCase()]]).toEqual([name, expect.any(String)])
    }
    expect(answer.headers.vary).toMatch(/\bAccept\b/)
    expect(answer.headers['x-request-id']).toBe('trial')
  }
})

/** The JSON document that an XML answer has to be: the product that was changed, else what the same request gets in JSON. */
async function jsonTwin(trial: Trial, answer: Response): Promise<unknown> {
  const path = trial.status === 201 ? String(answer.headers.location) : trial.request(known).path
  const changed = trial.status < 300 && trial.request(known).method !== 'GET'
  return (changed ? await request(shop.app).get(path) : await send(trial, 'json')).body
}

function nameOf(schema: Readonly<Record<string, unknown>>): string {
  return String(schema.$ref).replace('#/components/schemas/', '')
}

/** Without the time of a failure, in which two answers differ. */
function timeless(content: unknown): unknown {
  return typeof content === 'object' && content !== null && 'timestamp' in content
    ? { ...content, timestamp: '' }
    : content
}

describe('the examples of the document', () => {
  const contents = operations.flatMap(({ operationId, requestBody, responses }) => [
    ...(requestBody ? [[`${operationId} request`, requestBody.content] as const] : []),
    ...Object.entries(responses).flatMap(([status, { content }]) =>
      content?.['application/json']?.example ? [[`${operationId} ${status}`, content] as const] : [],
    ),
  ])

  test.each(contents)('%s: JSON fits the schema, and XML is the same document', async (_, content) => {
    const [json, xml] = [content['application/json'], content['application/xml']]
    expect(checkerOf(json?.schema ?? {}).safeParse(json?.example).error?.issues ?? []).toEqual([])
    expect((await readXml(String(xml?.example))).content).toEqual(xmlTwin(json?.example, 'product'))
  })
})
